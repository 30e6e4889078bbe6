#include "sign/revocation_list.hpp"

#include <openssl/err.h>
#include <openssl/pem.h>

#include <review/error.hpp>

#include "base/messages/sign.hpp"
#include "sign/key_file.hpp"
#include "sign/scheme.hpp"

namespace review {
namespace {

std::vector<RevocationList> lists_in(const Bio& file) {
    std::vector<RevocationList> found;
    if (is_der(file)) {
        const auto bytes = left_in(file);
        const unsigned char* at = bytes.data();
        RevocationList list(d2i_X509_CRL(nullptr, &at, static_cast<long>(bytes.size())));
        if (list && at == bytes.data() + bytes.size()) found.push_back(std::move(list));
    } else {
        while (X509_CRL* list = PEM_read_bio_X509_CRL(file.get(), nullptr, nullptr, nullptr)) found.emplace_back(list);
    }
    ERR_clear_error();  // the end of the file is reported as an error
    return found;
}

bool strong(X509_CRL* list) {
    int digest = NID_undef;
    const bool known = OBJ_find_sigid_algs(X509_CRL_get_signature_nid(list), &digest, nullptr) == 1;
    return known && digest != NID_md5 && digest != NID_sha1;
}

// The first element of a SEQUENCE, with its header: the part of a list that is signed.
ByteView first_of(ByteView sequence) {
    const unsigned char* at = sequence.data();
    long size = 0;
    int tag = 0, kind = 0;
    if (ASN1_get_object(&at, &size, &tag, &kind, static_cast<long>(sequence.size())) & 0x80) return {};
    const unsigned char* first = at;
    if (ASN1_get_object(&at, &size, &tag, &kind, size) & 0x80) return {};
    return {first, at + size};
}

}  // namespace

std::vector<RevocationList> read_lists(const std::vector<std::string>& paths) {
    std::vector<RevocationList> all;
    for (const auto& path : paths) {
        auto found = lists_in(open_key_file(path));
        if (found.empty()) throw Error(Errc::bad_config, say(Msg::sign_no_list_in, {path}));
        for (auto& list : found) {
            if (!X509_CRL_get0_nextUpdate(list.get())) throw Error(Errc::bad_config, say(Msg::sign_list_endless, {path}));
            if (!strong(list.get())) throw Error(Errc::bad_config, say(Msg::sign_list_weak, {path}));
            all.push_back(std::move(list));
        }
    }
    return all;
}

bool fits_as_sm2(X509_CRL* list, X509* issuer) {
    const ASN1_BIT_STRING* signature = nullptr;
    X509_CRL_get0_signature(list, &signature, nullptr);
    if (X509_CRL_get_signature_nid(list) != NID_SM2_with_SM3) return false;
    unsigned char* data = nullptr;
    const int size = i2d_X509_CRL(list, &data);
    if (size <= 0) return false;
    const Owned<unsigned char, [](unsigned char* p) { OPENSSL_free(p); }> owner(data);
    EVP_PKEY* key = X509_get0_pubkey(issuer);
    return key && signature_fits(key, first_of({data, static_cast<std::size_t>(size)}),
                                 {ASN1_STRING_get0_data(signature), static_cast<std::size_t>(ASN1_STRING_length(signature))});
}

}  // namespace review

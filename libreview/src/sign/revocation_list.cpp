#include "sign/revocation_list.hpp"

#include <algorithm>

#include <openssl/err.h>

#include <review/error.hpp>

#include "base/base64.hpp"
#include "base/messages/sign.hpp"
#include "sign/key_file.hpp"
#include "sign/scheme.hpp"

namespace review {
namespace {

RevocationList whole_list_of(ByteView bytes) {
    const unsigned char* at = bytes.data();
    RevocationList list(d2i_X509_CRL(nullptr, &at, static_cast<long>(bytes.size())));
    ERR_clear_error();
    return at == bytes.data() + bytes.size() ? std::move(list) : RevocationList();
}

// Whether text beside the lists of a file is no more than text: a boundary that is misspelt or indented would hide a list.
bool is_plain(std::string_view text) {
    const auto control = [](char c) { return static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\r' && c != '\t'; };
    return text.find("-----") == text.npos && text.find("BEGIN X509") == text.npos && std::none_of(text.begin(), text.end(), control);
}

// RFC 7468. OpenSSL's reader ends at the first list that is damaged and passes over what is indented or misspelt; but what is not read of a list
// of revocations is taken for "not revoked". So all of the file is understood, or nothing.
std::vector<RevocationList> lists_of_pem(std::string_view text) {
    constexpr std::string_view begin = "-----BEGIN ", dashes = "-----";
    std::vector<RevocationList> found;
    for (bool at_line = true;; at_line = false) {
        const auto at = text.find(begin);
        if (!is_plain(text.substr(0, at)) || (at != text.npos && !(at == 0 ? at_line : text[at - 1] == '\n'))) return {};
        if (at == text.npos) return found;
        text.remove_prefix(at + begin.size());
        const auto name = text.substr(0, text.find(dashes));
        const auto end = text.find("-----END " + std::string(name) + "-----");
        if (name.size() == text.size() || end == text.npos || (name != "X509 CRL" && name != "CERTIFICATE")) return {};
        std::string body(text.substr(name.size() + dashes.size(), end - name.size() - dashes.size()));
        std::erase_if(body, [](char c) { return c == '\n' || c == '\r' || c == ' ' || c == '\t'; });
        if (name == "X509 CRL") {
            const auto der = from_base64(body);
            auto list = der ? whole_list_of(*der) : RevocationList();
            if (!list) return {};
            found.push_back(std::move(list));
        }
        text.remove_prefix(end + 9 + name.size() + dashes.size());
    }
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

std::vector<RevocationList> lists_in(ByteView file) {
    std::vector<RevocationList> found;
    const bool der = !file.empty() && file[0] == 0x30;
    if (!der) return lists_of_pem(as_text(file));
    if (auto list = whole_list_of(file)) found.push_back(std::move(list));
    return found;
}

std::vector<RevocationList> read_lists(const std::vector<std::string>& paths) {
    std::vector<RevocationList> all;
    for (const auto& path : paths) {
        const auto file = open_key_file(path);
        auto found = lists_in(left_in(file));
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

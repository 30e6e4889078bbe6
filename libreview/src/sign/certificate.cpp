#include "sign/certificate.hpp"

#include <openssl/core_names.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <algorithm>
#include <array>

#include "base/messages/sign.hpp"
#include "sign/key_file.hpp"

namespace review {

std::vector<Certificate> certificates_in(const Bio& file) {
    std::vector<Certificate> found;
    if (is_der(file)) {
        if (auto certificate = certificate_of_der(left_in(file))) found.push_back(std::move(certificate));
        return found;
    }
    while (X509* certificate = PEM_read_bio_X509(file.get(), nullptr, nullptr, nullptr)) {
        found.push_back(with_sm2_id(Certificate(certificate)));
    }
    ERR_clear_error();  // the end of the file is reported as an error
    return found;
}

std::vector<Certificate> read_certificates(const std::string& path, Errc code) {
    auto found = certificates_in(open_key_file(path));
    if (found.empty()) throw Error(code, say(Msg::sign_no_certificate, {path}));
    return found;
}

Certificate with_sm2_id(Certificate certificate) {
    if (!certificate || X509_get_signature_nid(certificate.get()) != NID_SM2_with_SM3) return certificate;
    ASN1_OCTET_STRING* id = ASN1_OCTET_STRING_new();
    ASN1_OCTET_STRING_set(id, reinterpret_cast<const unsigned char*>(sm2_id), sizeof sm2_id - 1);
    X509_set0_distinguishing_id(certificate.get(), id);
    return certificate;
}

Certificate certificate_of_der(ByteView der) {
    const unsigned char* at = der.data();
    Certificate certificate(d2i_X509(nullptr, &at, static_cast<long>(der.size())));
    ERR_clear_error();
    if (!certificate || at != der.data() + der.size()) return nullptr;
    const Bytes again = der_of(certificate.get());
    return std::equal(again.begin(), again.end(), der.begin(), der.end()) ? with_sm2_id(std::move(certificate)) : nullptr;
}

Bytes der_of(X509* certificate) {
    const int size = i2d_X509(certificate, nullptr);
    Bytes der(size > 0 ? static_cast<std::size_t>(size) : 0);
    unsigned char* at = der.data();
    if (size > 0) i2d_X509(certificate, &at);
    return der;
}

Certificate share(X509* certificate) {
    X509_up_ref(certificate);
    return Certificate(certificate);
}

std::string subject_of(X509* certificate) { return name_text(X509_get_subject_name(certificate)); }

std::string name_text(const X509_NAME* name) {
    const Bio text(BIO_new(BIO_s_mem()));
    // RFC 4514, with UTF-8 as it is instead of escaped.
    X509_NAME_print_ex(text.get(), name, 0, XN_FLAG_RFC2253 & ~ASN1_STRFLGS_ESC_MSB);
    char* data = nullptr;
    const long size = BIO_get_mem_data(text.get(), &data);
    return size > 0 ? std::string(data, static_cast<std::size_t>(size)) : std::string();
}

bool self_issued(X509* certificate) { return X509_self_signed(certificate, 0) == 1; }

bool same(X509* one, X509* other) { return X509_cmp(one, other) == 0; }

std::string algorithm_of(EVP_PKEY* key) {
    if (EVP_PKEY_is_a(key, "RSA")) return "RSA-" + std::to_string(EVP_PKEY_get_bits(key));
    if (EVP_PKEY_is_a(key, "RSA-PSS")) return "RSA-PSS-" + std::to_string(EVP_PKEY_get_bits(key));
    if (EVP_PKEY_is_a(key, "ED25519")) return "Ed25519";
    std::array<char, 64> group{};
    std::size_t size = 0;
    if (EVP_PKEY_is_a(key, "EC") && EVP_PKEY_get_group_name(key, group.data(), group.size(), &size) == 1) {
        const std::string name(group.data(), size);
        if (name == "prime256v1") return "P-256";
        if (name == "secp384r1") return "P-384";
        if (name == "SM2") return name;
        return name;
    }
    const char* type = EVP_PKEY_get0_type_name(key);
    return type ? type : "unknown";
}

namespace {

using Purposes = Owned<EXTENDED_KEY_USAGE, EXTENDED_KEY_USAGE_free>;

// Purposes of persons and documents (RFC 5280, 4.2.1.12; RFC 9336; those of Microsoft and Adobe). A server's or a time-stamp
// authority's certificate speaks for no officer.
constexpr const char* signing_purposes[] = {"2.5.29.37.0", "1.3.6.1.5.5.7.3.2", "1.3.6.1.5.5.7.3.4", "1.3.6.1.5.5.7.3.36", "1.3.6.1.4.1.311.10.3.12", "1.2.840.113583.1.1.5"};

bool purposes_permit(X509* certificate) {
    int critical = -1;
    const Purposes purposes(static_cast<EXTENDED_KEY_USAGE*>(X509_get_ext_d2i(certificate, NID_ext_key_usage, &critical, nullptr)));
    if (!purposes) return critical == -1;  // there is none; otherwise it cannot be read, or stands twice
    for (int i = 0; i < sk_ASN1_OBJECT_num(purposes.get()); ++i) {
        char name[80] = {};
        OBJ_obj2txt(name, sizeof name, sk_ASN1_OBJECT_value(purposes.get(), i), 1);
        for (const std::string_view one : signing_purposes) {
            if (one == name) return true;
        }
    }
    return false;
}

}  // namespace

bool may_sign(X509* certificate) {
    const std::uint32_t usage = X509_get_key_usage(certificate);
    const bool key_usage = usage == UINT32_MAX || (usage & (KU_DIGITAL_SIGNATURE | KU_NON_REPUDIATION)) != 0;
    return key_usage && purposes_permit(certificate);
}

std::time_t seconds_of(const ASN1_TIME* time) {
    std::tm parts{};
    return time && ASN1_TIME_to_tm(time, &parts) == 1 ? timegm(&parts) : -1;
}

Validity validity_at(X509* certificate, std::time_t when) {
    if (X509_cmp_time(X509_get0_notBefore(certificate), &when) > 0) return Validity::not_yet;
    if (X509_cmp_time(X509_get0_notAfter(certificate), &when) < 0) return Validity::expired;
    return Validity::current;
}

std::vector<Certificate> path_of(X509* signer, const std::vector<Certificate>& pool) {
    std::vector<Certificate> path;
    X509* last = signer;
    for (std::size_t step = 0; step < pool.size(); ++step) {  // a cycle ends here
        const auto issuer = std::find_if(pool.begin(), pool.end(), [&](const Certificate& candidate) {
            return X509_check_issued(candidate.get(), last) == X509_V_OK && !self_issued(candidate.get()) &&
                   !same(candidate.get(), signer) &&
                   std::none_of(path.begin(), path.end(),
                                [&](const Certificate& known) { return same(known.get(), candidate.get()); });
        });
        if (issuer == pool.end()) break;
        path.push_back(share(issuer->get()));
        last = issuer->get();
    }
    return path;
}

}  // namespace review

#include "sign/scheme.hpp"

#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/err.h>

#include <array>

#include <review/error.hpp>

#include "base/messages/sign.hpp"
#include "sign/certificate.hpp"

namespace review {
namespace {

using DigestMethod = Owned<EVP_MD, EVP_MD_free>;

// The digest an RSASSA-PSS key is bound to (RFC 4055, 3.1), SHA-256 where it is free; empty where it is weak.
std::string pss_digest(EVP_PKEY* key) {
    std::array<char, 64> name{};
    if (EVP_PKEY_get_default_digest_name(key, name.data(), name.size()) <= 0) return {};
    const DigestMethod method(EVP_MD_fetch(nullptr, name.data(), nullptr));
    ERR_clear_error();
    return method && EVP_MD_get_size(method.get()) >= 32 ? name.data() : "";
}

// What EVP_Digest{Sign,Verify}Init_ex is told.
struct Method {
    Method(EVP_PKEY* key, std::optional<Scheme> by) : scheme(by) {
        if (!scheme) return;
        switch (*scheme) {
            case Scheme::rsa:
            case Scheme::ecdsa: digest = "SHA256"; break;
            case Scheme::rsa_pss:
                digest = pss_digest(key);
                parameters[0] = OSSL_PARAM_construct_utf8_string(OSSL_SIGNATURE_PARAM_PAD_MODE, padding.data(), 0);
                parameters[1] = OSSL_PARAM_construct_utf8_string(OSSL_SIGNATURE_PARAM_PSS_SALTLEN, salt.data(), 0);
                break;
            case Scheme::ed25519: break;
            case Scheme::sm2:
                digest = "SM3";
                parameters[0] = OSSL_PARAM_construct_octet_string(OSSL_PKEY_PARAM_DIST_ID, id.data(), id.size());
                break;
        }
    }
    const char* digest_name() const { return digest.empty() ? nullptr : digest.c_str(); }

    std::optional<Scheme> scheme;
    std::string digest, padding = OSSL_PKEY_RSA_PAD_MODE_PSS, salt = OSSL_PKEY_RSA_PSS_SALT_LEN_DIGEST, id = sm2_id;
    std::array<OSSL_PARAM, 3> parameters{OSSL_PARAM_construct_end(), OSSL_PARAM_construct_end(), OSSL_PARAM_construct_end()};
};

Bytes digest_of(const char* name, ByteView message) {
    const DigestMethod method(EVP_MD_fetch(nullptr, name, nullptr));
    Bytes digest(EVP_MAX_MD_SIZE);
    unsigned size = 0;
    if (!method || EVP_Digest(message.data(), message.size(), digest.data(), &size, method.get(), nullptr) != 1) size = 0;
    digest.resize(size);
    return digest;
}

// GM/T 0003.5: a, b and the base point of the one curve; then comes the signer's own point.
constexpr std::string_view sm2_curve =
    "FFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000FFFFFFFFFFFFFFFC"
    "28E9FA9E9D9F5E344D5A9E4BCF6509A7F39789F515AB8F92DDBCBD414D940E93"
    "32C4AE2C1F1981195F9904466A39C9948FE30BBFF2660BE1715A4589334C74C7"
    "BC3736A2F4F6779C59BDCEE36B692153D0A9877CC62A474002DF32E52139F0A0";

// GM/T 0003.2, 5.5: SM3 of the id's length in bits, the id, the curve and the signer's point.
Bytes sm2_signer(EVP_PKEY* key) {
    Bytes told{0, (sizeof sm2_id - 1) * 8};
    told.insert(told.end(), sm2_id, sm2_id + sizeof sm2_id - 1);
    std::array<unsigned char, sm2_curve.size() / 2> curve{};
    std::size_t size = 0;
    OPENSSL_hexstr2buf_ex(curve.data(), curve.size(), &size, sm2_curve.data(), '\0');
    told.insert(told.end(), curve.begin(), curve.end());
    std::array<unsigned char, 65> point{};  // 04 X Y
    if (EVP_PKEY_get_octet_string_param(key, OSSL_PKEY_PARAM_PUB_KEY, point.data(), point.size(), &size) != 1 ||
        size != point.size() || point[0] != 4) {
        return {};
    }
    told.insert(told.end(), point.begin() + 1, point.end());
    return digest_of("SM3", told);
}

}  // namespace

std::optional<Scheme> scheme_of(EVP_PKEY* key) {
    if (!key) return std::nullopt;
    if (EVP_PKEY_is_a(key, "RSA")) return Scheme::rsa;
    if (EVP_PKEY_is_a(key, "RSA-PSS")) return Scheme::rsa_pss;
    if (EVP_PKEY_is_a(key, "ED25519")) return Scheme::ed25519;
    const std::string algorithm = algorithm_of(key);
    if (algorithm == "SM2") return Scheme::sm2;
    return EVP_PKEY_is_a(key, "EC") ? std::optional(Scheme::ecdsa) : std::nullopt;
}

bool signs_statements(EVP_PKEY* key) {
    const auto scheme = scheme_of(key);
    if (!scheme) return false;
    switch (*scheme) {
        case Scheme::rsa: return EVP_PKEY_get_bits(key) >= 3072;
        case Scheme::rsa_pss: return EVP_PKEY_get_bits(key) >= 3072 && !pss_digest(key).empty();
        case Scheme::ecdsa: return algorithm_of(key) == "P-256" || algorithm_of(key) == "P-384";
        case Scheme::ed25519:
        case Scheme::sm2: return true;
    }
    return false;
}

bool signs_documents(EVP_PKEY* key) {
    const auto scheme = scheme_of(key);
    return (scheme == Scheme::rsa || scheme == Scheme::ecdsa) && signs_statements(key);
}

std::string name_of(Scheme scheme) {
    switch (scheme) {
        case Scheme::rsa: return "rsa-sha256";
        case Scheme::rsa_pss: return "rsa-pss-sha256";
        case Scheme::ecdsa: return "ecdsa-sha256";
        case Scheme::ed25519: return "ed25519";
        case Scheme::sm2: return "sm2-sm3";
    }
    return {};
}

Bytes digest_to_sign(EVP_PKEY* key, ByteView message) {
    const Method method(key, scheme_of(key));
    if (!method.digest_name()) return {};
    if (method.scheme != Scheme::sm2) return digest_of(method.digest_name(), message);
    Bytes told = sm2_signer(key);
    if (told.empty()) return {};
    told.insert(told.end(), message.begin(), message.end());
    return digest_of("SM3", told);
}

Bytes sign_message(EVP_PKEY* key, Scheme scheme, ByteView message) {
    const DigestContext context(EVP_MD_CTX_new());
    const Method method(key, scheme);
    std::size_t size = 0;
    if (method.scheme &&
        EVP_DigestSignInit_ex(context.get(), nullptr, method.digest_name(), nullptr, nullptr, key, method.parameters.data()) == 1 &&
        EVP_DigestSign(context.get(), nullptr, &size, message.data(), message.size()) == 1) {
        Bytes signature(size);
        if (EVP_DigestSign(context.get(), signature.data(), &size, message.data(), message.size()) == 1) {
            signature.resize(size);
            return signature;
        }
    }
    ERR_clear_error();
    throw Error(Errc::bad_key, say(Msg::sign_cannot_sign));
}

bool signature_fits(EVP_PKEY* key, ByteView message, ByteView signature) {
    const auto scheme = scheme_of(key);
    return scheme && signature_fits(key, *scheme, message, signature);
}

bool signature_fits(EVP_PKEY* key, Scheme scheme, ByteView message, ByteView signature) {
    const DigestContext context(EVP_MD_CTX_new());
    const Method method(key, scheme);
    const bool fits = method.scheme &&
                      EVP_DigestVerifyInit_ex(context.get(), nullptr, method.digest_name(), nullptr, nullptr, key,
                                              method.parameters.data()) == 1 &&
                      EVP_DigestVerify(context.get(), signature.data(), signature.size(), message.data(), message.size()) == 1;
    ERR_clear_error();
    return fits;
}

}  // namespace review

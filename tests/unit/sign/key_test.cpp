#include <catch2/catch.hpp>

#include <review/error.hpp>

#include "unit/sign/sign_support.hpp"

using namespace review;

namespace {

Errc refusal(const std::string& key, const std::string& certificate, const std::string& passphrase = "") {
    const auto& pki = support::test_pki();
    try {
        SigningKey::load(pki / key, pki / certificate, "", Sensitive(passphrase));
    } catch (const Error& error) {
        return error.code();
    }
    FAIL("loaded " + key);
    return Errc::io;
}

}  // namespace

TEST_CASE("a key of each accepted kind is loaded and named") {
    CHECK(signer("rsa").algorithm() == "RSA-3072");
    CHECK(signer("p256").algorithm() == "P-256");
    CHECK(signer("p384").algorithm() == "P-384");
    CHECK(signer("rsa").subject() == "CN=政务公开办公室,O=示范机关,C=CN");
}

TEST_CASE("an encrypted key opens with its passphrase only") {
    const auto& pki = support::test_pki();
    const auto key = SigningKey::load(pki / "encrypted.key", pki / "p256.pem", "", Sensitive(support::TestPki::passphrase));
    CHECK(key.algorithm() == "P-256");
    CHECK(refusal("encrypted.key", "p256.pem", "wrong") == Errc::bad_key);
    CHECK(refusal("encrypted.key", "p256.pem", "") == Errc::bad_key);
    CHECK(refusal("encrypted.key", "p256.pem", std::string(5000, 'x')) == Errc::bad_key);
}

TEST_CASE("a key that cannot or must not sign documents is refused") {
    CHECK(refusal("p256.key", "p384.pem") == Errc::bad_key);
    CHECK(refusal("p256.key", "rsa.pem") == Errc::bad_key);
    CHECK(refusal("weak.key", "weak.pem") == Errc::bad_key);
    CHECK(refusal("expired.key", "expired.pem") == Errc::bad_key);
    CHECK(refusal("encipherment.key", "encipherment.pem") == Errc::bad_key);
    CHECK(refusal("p256.pem", "p256.pem") == Errc::bad_key);
    CHECK(refusal("p256.key", "p256.key") == Errc::bad_key);
    CHECK(refusal("missing.key", "p256.pem") == Errc::io);
    CHECK(refusal("p256.key", "missing.pem") == Errc::io);
}

TEST_CASE("a document that is neither PDF nor XML is not signed and not valid") {
    const auto text = bytes_of("plain text\n");
    CHECK_THROWS_AS(sign_document(text, signer("p256")), Error);
    CHECK(refused_by(text) == "signature");
    CHECK(refused_by({}) == "signature");
}

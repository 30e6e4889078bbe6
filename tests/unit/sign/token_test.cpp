#include <catch2/catch.hpp>

#include <stdlib.h>

#include <review/certificate.hpp>
#include <review/error.hpp>

#include "support/soft_token.hpp"
#include "unit/sign/sign_support.hpp"

using namespace review;
using support::SoftToken;

namespace {

const std::string message = "PAYLOAD of a statement\n";

SigningKey on_token(const std::string& label, const std::string& certificate = "") {
    support::soft_token();
    return SigningKey::load(SoftToken::uri(label), certificate, "", Sensitive(SoftToken::pin));
}

// The sentence a key is refused with; its kind has to be a bad key.
std::string refused(const std::string& uri, const std::string& pin = SoftToken::pin) {
    support::soft_token();
    try {
        SigningKey::load(uri, "", "", Sensitive(pin));
    } catch (const Error& error) {
        CHECK(error.code() == Errc::bad_key);
        return error.what();
    }
    return "loaded";
}

bool openssl_verifies(const SigningKey& key, const Bytes& signature) {
    const support::TempFolder folder;
    support::write_file(folder / "message", message);
    support::write_file(folder / "signature", text_of(signature));
    support::write_file(folder / "public.pem", public_key_pem(certificate_of(key)));
    return support::run({"openssl", "dgst", "-sha256", "-verify", folder / "public.pem", "-signature", folder / "signature",
                         folder / "message"}).status == 0;
}

bool says(const std::string& sentence, const std::string& part) {
    INFO(sentence);
    CHECK(sentence.find(part) != std::string::npos);
    return sentence.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("a key on a token signs statements, and its certificate and chain come along") {
    const auto& pki = support::test_pki();
    for (const std::string name : {"rsa", "p256"}) {
        INFO(name);
        const auto key = on_token(name);
        CHECK(certificate_of(key) == certificates_in(pki / (name + ".pem")).at(0));
        CHECK(chain_of(key) == certificates_in(pki / "chain.pem"));
        const Bytes signature = sign_detached(key, as_bytes(message));
        CHECK(signature_fits(certificate_of(key), as_bytes(message), signature));
        CHECK(openssl_verifies(key, signature));
    }
}

TEST_CASE("a key on a token signs documents that other programs verify") {
    for (const std::string name : {"rsa", "p256"}) {
        INFO(name);
        const auto key = on_token(name);
        const support::TempFolder folder;
        const Bytes pdf = sign_document(sample_pdf(), key, {"release", "", 0});
        CHECK(valid(pdf));
        support::write_file(folder / "signed.pdf", text_of(pdf));
        const auto seen = support::run({"pdfsig", "-nocert", folder / "signed.pdf"});
        CHECK(seen.out.find("Signature Validation: Signature is Valid.") != std::string::npos);
        CHECK(seen.out.find("Total document signed") != std::string::npos);
        CHECK(valid(sign_document(as_bytes("<notice>x</notice>"), key)));
    }
}

TEST_CASE("keys for statements alone sign on a token too") {
    support::soft_token();
    const auto& pki = officers_pki();
    const support::TempFolder folder;
    // SoftHSM imports RSA keys only, so the RSASSA-PSS key leaves its wrapping: byte 74 is where that ends.
    REQUIRE(support::run({"openssl", "asn1parse", "-in", pki / "pss.key", "-strparse", "74", "-noout", "-out", folder / "pss.der"}).status == 0);
    REQUIRE(support::run({"openssl", "pkey", "-inform", "DER", "-in", folder / "pss.der", "-out", folder / "pss.key"}).status == 0);
    for (const std::string name : {"pss", "ed25519"}) {
        INFO(name);
        REQUIRE(support::run({"softhsm2-util", "--import", name == "pss" ? folder / "pss.key" : pki / "ed25519.key", "--token", "SEAL", "--label",
                              name, "--id", name == "pss" ? "0b" : "0c", "--pin", SoftToken::pin}).status == 0);
        const auto key = on_token(name, pki / (name + ".pem"));
        CHECK(signature_fits(certificate_of(key), as_bytes(message), sign_detached(key, as_bytes(message))));
        CHECK(signature_fits(certificate_of(key), as_bytes(message), sign_detached(key, as_bytes(message), RsaPadding::pss), RsaPadding::pss));
        CHECK_THROWS_AS(sign_document(sample_pdf(), key), Error);
    }
}

TEST_CASE("a certificate in a file stands for a key without one, but only its own") {
    const auto& pki = support::test_pki();
    const auto key = on_token("bare", pki / "p384.pem");
    CHECK(openssl_verifies(key, sign_detached(key, as_bytes(message))));
    says(refused(SoftToken::uri("bare")), "name the certificate with --cert");
    const auto other = on_token("bare", pki / "p256.pem");
    CHECK_THROWS_WITH(sign_detached(other, as_bytes(message)), Catch::Contains("the key is another one") || Catch::Contains("failed"));
}

TEST_CASE("what is wrong with a token is told") {
    says(refused(SoftToken::uri("rsa"), "000000"), "the PIN does not open");
    says(refused(SoftToken::uri("rsa"), "0"), "the PIN does not open");
    says(refused(SoftToken::uri("rsa"), ""), "needs its PIN");
    says(refused(SoftToken::uri("nobody")), "no private key that fits");
    says(refused(SoftToken::uri("twin")), "several private keys");
    const std::string module = "?module-path=/usr/lib/softhsm/libsofthsm2.so";
    says(refused("pkcs11:token=ELSEWHERE;object=rsa" + module), "no token fits");
    says(refused("pkcs11:token=SEAL" + module), "several private keys");
    says(refused("pkcs11:token=SEAL;object=rsa?module-path=/usr/lib/none.so"), "cannot be loaded");
    says(refused("pkcs11:token=SEAL;colour=red;object=rsa" + module), "is not a URI");
    says(refused("pkcs11:%zz"), "is not a URI");
}

TEST_CASE("a PIN that stands in the URI is refused and not repeated") {
    const auto told = refused("pkcs11:token=SEAL;object=rsa?pin-value=271828");
    says(told, "every user of the machine can read it");
    CHECK(told.find("271828") == std::string::npos);
    CHECK(refused("pkcs11:token=SEAL;object=rsa?PIN-VALUE=271828").find("271828") == std::string::npos);
    CHECK(refused("pkcs11:token=SEAL;object=rsa?pin%2Dvalue=271828").find("271828") == std::string::npos);
}

TEST_CASE("a file may hold the PIN, and an id or the environment name the rest") {
    support::soft_token();
    const support::TempFolder folder;
    support::write_file(folder / "pin", std::string(SoftToken::pin) + "\n");
    for (const auto& source : {folder / "pin", "file:" + (folder / "pin"), "file://" + (folder / "pin")}) {
        INFO(source);
        const auto key = SigningKey::load(SoftToken::uri("p256") + "&pin-source=" + source, "", "", Sensitive());
        CHECK(key.algorithm() == "P-256");
    }
    says(refused(SoftToken::uri("p256") + "&pin-source=pin", ""), "full path");
    setenv("REVIEW_PKCS11_MODULE", "/usr/lib/softhsm/libsofthsm2.so", 1);
    CHECK(SigningKey::load("pkcs11:id=%01", "", "", Sensitive(SoftToken::pin)).algorithm() == "RSA-3072");
    unsetenv("REVIEW_PKCS11_MODULE");
}

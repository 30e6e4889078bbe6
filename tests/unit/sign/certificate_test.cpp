#include <catch2/catch.hpp>

#include <ctime>

#include <review/certificate.hpp>
#include <review/error.hpp>

#include "unit/sign/sign_support.hpp"

using namespace review;

namespace {

// The openssl program's answer, without the line end.
std::string openssl(std::vector<std::string> words) {
    words.insert(words.begin(), "openssl");
    auto ran = support::run(words);
    INFO(ran.err);
    REQUIRE(ran.status == 0);
    while (!ran.out.empty() && ran.out.back() == '\n') ran.out.pop_back();
    return ran.out;
}

ByteView der_in(const std::string& text) { return as_bytes(text); }

// A self-signed certificate of this subject and key.
Bytes made(const support::TempFolder& folder, const std::string& subject, const std::string& key) {
    openssl({"req", "-x509", "-new", "-utf8", "-multivalue-rdn", "-config", officers_pki() / "extensions.cnf", "-key", key, "-subj", subject,
             "-days", "9", "-out", folder / "made.pem"});
    return certificates_in(folder / "made.pem").at(0);
}

}  // namespace

TEST_CASE("what a certificate says is what the openssl program reads in it") {
    const auto& pki = officers_pki();
    for (const std::string name : {"officer1", "rsa", "ed25519", "pss", "sm2"}) {
        INFO(name);
        const auto facts = facts_of(certificates_in(pki / (name + ".pem")).at(0));
        CHECK(facts.subject == openssl({"x509", "-in", pki / (name + ".pem"), "-noout", "-subject", "-nameopt", "RFC2253,-esc_msb"}).substr(8));
        openssl({"pkey", "-in", pki / (name + ".key"), "-pubout", "-outform", "DER", "-out", pki / "spki.der"});
        CHECK(facts.spki == sha256(der_in(support::read_file(pki / "spki.der"))));
        CHECK(facts.not_before <= std::time(nullptr));
        CHECK(facts.not_after - facts.not_before == 1095 * 86400);
    }
    CHECK(facts_of(certificates_in(pki / "officer2.pem").at(0)).serial_number_rdn == "E002");
    CHECK(facts_of(certificates_in(pki / "p256.pem").at(0)).serial_number_rdn.empty());
    const auto algorithm = [&](const std::string& name) { return facts_of(certificates_in(pki / (name + ".pem")).at(0)).algorithm; };
    CHECK(algorithm("officer1") == "P-256");
    CHECK(algorithm("rsa") == "RSA-3072");
    CHECK(algorithm("pss") == "RSA-PSS-3072");
    CHECK(algorithm("ed25519") == "Ed25519");
    CHECK(algorithm("sm2") == "SM2");
}

TEST_CASE("a certificate of one key in another spelling, or of a person with two numbers, is refused") {
    const auto& pki = officers_pki();
    const support::TempFolder folder;
    CHECK(facts_of(made(folder, "/CN=a/serialNumber=E1", pki / "officer1.key")).serial_number_rdn == "E1");
    CHECK_THROWS_AS(facts_of(made(folder, "/CN=a/serialNumber=E1/serialNumber=E2", pki / "officer1.key")), Error);
    openssl({"ec", "-in", pki / "officer1.key", "-conv_form", "compressed", "-out", folder / "odd.key"});
    CHECK_THROWS_AS(facts_of(made(folder, "/CN=a", folder / "odd.key")), Error);
    openssl({"ec", "-in", pki / "officer1.key", "-param_enc", "explicit", "-out", folder / "odd.key"});
    CHECK_THROWS_AS(facts_of(made(folder, "/CN=a", folder / "odd.key")), Error);
}

TEST_CASE("bytes that are not exactly one certificate are refused") {
    auto der = certificates_in(officers_pki() / "officer1.pem").at(0);
    der.push_back(0);
    CHECK_THROWS_AS(facts_of(der), Error);
    CHECK_THROWS_AS(facts_of({}), Error);
    CHECK_THROWS_AS(public_key_pem(der), Error);
    CHECK_FALSE(signature_fits(der, {}, {}));
    CHECK_THROWS_AS(certificates_in(officers_pki() / "officer1.key"), Error);
}

TEST_CASE("certificates are read in PEM and in DER") {
    const auto& pki = officers_pki();
    const support::TempFolder folder;
    openssl({"x509", "-in", pki / "officer1.pem", "-outform", "DER", "-out", folder / "officer1.cer"});
    CHECK(certificates_in(folder / "officer1.cer") == certificates_in(pki / "officer1.pem"));
    support::write_file(folder / "two.pem", support::read_file(pki / "officer1.pem") + support::read_file(pki / "sm2.pem"));
    CHECK(certificates_in(folder / "two.pem").size() == 2);
}

TEST_CASE("a key tells its certificate and the way to the root") {
    const auto& pki = officers_pki();
    const auto key = SigningKey::load(pki / "officer1.key", pki / "officer1.pem", pki / "chain.pem", Sensitive());
    CHECK(certificate_of(key) == certificates_in(pki / "officer1.pem").at(0));
    CHECK(chain_of(key) == certificates_in(pki / "chain.pem"));
    CHECK(public_key_pem(certificate_of(key)) == openssl({"pkey", "-in", pki / "officer1.key", "-pubout"}) + "\n");
}

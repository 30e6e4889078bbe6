#include <catch2/catch.hpp>

#include <review/certificate.hpp>
#include <review/error.hpp>

#include "unit/sign/sign_support.hpp"

using namespace review;

namespace {

const std::string message = "PAYLOAD of a statement 声明\n";

// A message, a signature and a public key in files, for the openssl program.
struct OnDisk {
    OnDisk(ByteView signature, const std::string& key) {
        support::write_file(folder / "message", message);
        support::write_file(folder / "signature", std::string(as_text(signature)));
        support::write_file(folder / "public.pem", key);
    }
    bool fits(std::vector<std::string> words) const {
        words.insert(words.begin(), "openssl");
        for (const std::string word : {"-signature", "signature", "message"}) words.push_back(word[0] == '-' ? word : folder / word);
        return support::run(words).status == 0;
    }
    std::string key() const { return folder / "public.pem"; }
    support::TempFolder folder;
};

SigningKey officer(const std::string& name, const std::string& chain = "chain.pem") {
    const auto& pki = officers_pki();
    return SigningKey::load(pki / (name + ".key"), pki / (name + ".pem"), pki / chain, Sensitive());
}

std::vector<std::string> openssl_check(const std::string& name, const std::string& key) {
    if (name == "sm2") return {"dgst", "-sm3", "-verify", key, "-sigopt", "distid:1234567812345678"};
    return {"dgst", "-sha256", "-verify", key};
}

}  // namespace

TEST_CASE("openssl verifies a statement signed with a key of each kind") {
    for (const std::string name : {"officer1", "p384", "rsa", "pss", "sm2"}) {
        INFO(name);
        const auto key = officer(name);
        const Bytes signature = sign_detached(key, as_bytes(message));
        const OnDisk files(signature, public_key_pem(certificate_of(key)));
        CHECK(files.fits(openssl_check(name, files.key())));
        CHECK(signature_fits(certificate_of(key), as_bytes(message), signature));
    }
    const auto key = officer("ed25519");
    const Bytes signature = sign_detached(key, as_bytes(message));
    const OnDisk files(signature, public_key_pem(certificate_of(key)));
    CHECK(support::run({"openssl", "pkeyutl", "-verify", "-pubin", "-inkey", files.key(), "-rawin", "-in", files.folder / "message",
                        "-sigfile", files.folder / "signature"}).status == 0);
    CHECK(signature_fits(certificate_of(key), as_bytes(message), signature));
}

TEST_CASE("a key of RSA signs with the padding of RSASSA-PSS where a reader asks for it") {
    const auto key = officer("rsa");
    const auto certificate = certificate_of(key);
    const Bytes signature = sign_detached(key, as_bytes(message), RsaPadding::pss);
    const OnDisk files(signature, public_key_pem(certificate));
    CHECK(files.fits({"dgst", "-sha256", "-verify", files.key(), "-sigopt", "rsa_padding_mode:pss", "-sigopt", "rsa_pss_saltlen:32"}));
    CHECK_FALSE(files.fits(openssl_check("rsa", files.key())));
    CHECK(signature_fits(certificate, as_bytes(message), signature, RsaPadding::pss));
    CHECK_FALSE(signature_fits(certificate, as_bytes(message), signature));
    CHECK_FALSE(signature_fits(certificate, as_bytes(message), sign_detached(key, as_bytes(message)), RsaPadding::pss));
    // Others sign as ever.
    const auto curve = officer("officer1");
    CHECK(signature_fits(certificate_of(curve), as_bytes(message), sign_detached(curve, as_bytes(message), RsaPadding::pss)));
}

TEST_CASE("a statement that openssl signed fits") {
    const auto& pki = officers_pki();
    const support::TempFolder folder;
    support::write_file(folder / "message", message);
    for (const std::string name : {"officer1", "sm2"}) {
        INFO(name);
        std::vector<std::string> words{"openssl", "dgst", "-sign", pki / (name + ".key"), "-out", folder / "signature"};
        if (name == "sm2") words.insert(words.end(), {"-sm3", "-sigopt", "distid:1234567812345678"});
        else words.push_back("-sha256");
        words.push_back(folder / "message");
        REQUIRE(support::run(words).status == 0);
        CHECK(signature_fits(certificates_in(pki / (name + ".pem")).at(0), as_bytes(message), as_bytes(support::read_file(folder / "signature"))));
    }
}

TEST_CASE("SM2 without the standard's id does not fit") {
    const auto& pki = officers_pki();
    const support::TempFolder folder;
    support::write_file(folder / "message", message);
    REQUIRE(support::run({"openssl", "dgst", "-sm3", "-sign", pki / "sm2.key", "-sigopt", "distid:somebody", "-out", folder / "signature",
                          folder / "message"}).status == 0);
    CHECK_FALSE(signature_fits(certificates_in(pki / "sm2.pem").at(0), as_bytes(message), as_bytes(support::read_file(folder / "signature"))));
}

TEST_CASE("a signature fits one message and one key only") {
    for (const std::string name : {"officer1", "rsa", "pss", "ed25519", "sm2"}) {
        INFO(name);
        const auto key = officer(name);
        auto signature = sign_detached(key, as_bytes(message));
        CHECK_FALSE(signature_fits(certificate_of(key), as_bytes(message + " "), signature));
        CHECK_FALSE(signature_fits(certificates_in(officers_pki() / "officer2.pem").at(0), as_bytes(message), signature));
        CHECK_FALSE(signature_fits(certificate_of(key), as_bytes(message), {}));
        signature[signature.size() / 2] ^= 1;
        CHECK_FALSE(signature_fits(certificate_of(key), as_bytes(message), signature));
    }
}

TEST_CASE("keys that readers of documents cannot verify sign no documents") {
    for (const std::string name : {"ed25519", "pss", "sm2"}) {
        INFO(name);
        try {
            sign_document(sample_pdf(), officer(name));
            FAIL("signed");
        } catch (const Error& error) {
            CHECK(error.code() == Errc::bad_key);
        }
        CHECK_THROWS_AS(sign_document(as_bytes("<a>x</a>"), officer(name)), Error);
    }
}

TEST_CASE("a weak key's signature fits nothing") {
    const auto& pki = support::test_pki();
    const support::TempFolder folder;
    support::write_file(folder / "message", message);
    REQUIRE(support::run({"openssl", "dgst", "-sha256", "-sign", pki / "weak.key", "-out", folder / "signature", folder / "message"}).status == 0);
    CHECK_FALSE(signature_fits(certificates_in(pki / "weak.pem").at(0), as_bytes(message), as_bytes(support::read_file(folder / "signature"))));
}

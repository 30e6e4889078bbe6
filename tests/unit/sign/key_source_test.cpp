#include <catch2/catch.hpp>

#include <sys/stat.h>

#include <functional>

#include <review/certificate.hpp>
#include <review/error.hpp>

#include "sign/raw_signature.hpp"
#include "unit/sign/sign_support.hpp"

using namespace review;

namespace {

const std::string message = "PAYLOAD of a statement\n";

std::string refused(const std::string& key, const std::string& certificate, const std::string& passphrase) {
    try {
        const auto loaded = SigningKey::load(key, certificate, "", Sensitive(passphrase));
        sign_detached(loaded, as_bytes(message));
    } catch (const Error& error) {
        CHECK(error.code() == Errc::bad_key);
        return error.what();
    }
    return "signed";
}

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

// A program that signs, as docs/signing.md shows one.
std::string program(const support::TempFolder& folder, const std::string& body) {
    const auto path = folder / "signer";
    support::write_file(path, "#!/bin/sh\n" + body + "\n");
    chmod(path.c_str(), 0755);
    return "command:" + path;
}

}  // namespace

TEST_CASE("a PKCS #12 file brings the key, its certificate and the chain") {
    const auto& pki = officers_pki();
    for (const std::string name : {"p256.p12", "legacy.p12"}) {
        INFO(name);
        const auto key = SigningKey::load(pki / name, "", "", Sensitive("demo"));
        CHECK(certificate_of(key) == certificates_in(pki / "p256.pem").at(0));
        CHECK(chain_of(key) == certificates_in(pki / "chain.pem"));
        CHECK(signature_fits(certificate_of(key), as_bytes(message), sign_detached(key, as_bytes(message))));
        CHECK(verify_document(sign_document(sample_pdf(), key), {pki / "root.pem"}).valid());
        CHECK(has(refused(pki / name, "", "wrong"), "the passphrase does not open"));
        CHECK(has(refused(pki / name, "", ""), "needs its passphrase"));
    }
    CHECK(has(refused(pki / "p256.p12", pki / "officer1.pem", "demo"), "does not belong to"));
}

TEST_CASE("a damaged PKCS #12 file is refused") {
    const auto& pki = officers_pki();
    const support::TempFolder folder;
    const auto whole = support::read_file(pki / "p256.p12");
    for (std::size_t at = 0; at < whole.size(); at += 37) {
        auto changed = whole;
        changed[at] = static_cast<char>(changed[at] ^ 0x20);
        support::write_file(folder / "key.p12", changed);
        INFO(at);
        CHECK(refused(folder / "key.p12", "", "demo") != "signed");
    }
    support::write_file(folder / "key.p12", whole.substr(0, whole.size() / 2));
    CHECK(has(refused(folder / "key.p12", "", "demo"), "holds no private key"));
}

TEST_CASE("a PEM file may bring the certificates too") {
    const auto& pki = officers_pki();
    const support::TempFolder folder;
    support::write_file(folder / "all.pem", support::read_file(pki / "chain.pem") + support::read_file(pki / "officer1.pem") +
                                                support::read_file(pki / "officer1.key"));
    const auto key = SigningKey::load(folder / "all.pem", "", "", Sensitive());
    CHECK(key.subject() == "serialNumber=E001,CN=张三,O=示范机关,C=CN");
    CHECK(chain_of(key) == certificates_in(pki / "chain.pem"));
    CHECK(has(refused(pki / "officer1.key", "", ""), "name the certificate with --cert"));
}

TEST_CASE("a program signs with a key of each kind") {
    const auto& pki = officers_pki();
    const support::TempFolder folder;
    for (const std::string name : {"officer1", "p384", "rsa"}) {
        INFO(name);
        const auto key = SigningKey::load(program(folder, "exec openssl dgst -sha256 -sign " + (pki / (name + ".key"))), pki / (name + ".pem"),
                                          pki / "chain.pem", Sensitive());
        CHECK(signature_fits(certificate_of(key), as_bytes(message), sign_detached(key, as_bytes(message))));
        CHECK(verify_document(sign_document(sample_pdf(), key), {pki / "root.pem"}).valid());
    }
    const auto key = SigningKey::load(program(folder, "cat > " + (folder / "in") + "; exec openssl pkeyutl -sign -rawin -in " + (folder / "in") +
                                                          " -inkey " + (pki / "ed25519.key")),
                                      pki / "ed25519.pem", "", Sensitive());
    CHECK(signature_fits(certificate_of(key), as_bytes(message), sign_detached(key, as_bytes(message))));
}

TEST_CASE("a device that signs digests gets the digest, for SM2 the one with the signer's Z") {
    const auto& pki = officers_pki();
    const support::TempFolder folder;
    for (const std::string name : {"sm2", "officer1"}) {
        INFO(name);
        const std::string digest = "perl -e 'print pack(\"H*\", $ARGV[0])' \"$2\" > " + (folder / "digest") + "; ";
        const auto key = SigningKey::load(
            program(folder, digest + "exec openssl pkeyutl -sign -in " + (folder / "digest") + " -inkey " + (pki / (name + ".key"))),
            pki / (name + ".pem"), "", Sensitive());
        CHECK(signature_fits(certificate_of(key), as_bytes(message), sign_detached(key, as_bytes(message))));
    }
}

TEST_CASE("what a program answers is verified before it is used") {
    const auto& pki = officers_pki();
    const support::TempFolder folder;
    const auto told = [&](const std::string& body) { return refused(program(folder, body), pki / "officer1.pem", ""); };
    CHECK(has(told("exec openssl dgst -sha256 -sign " + (pki / "officer2.key")), "the key is another one"));
    CHECK(has(told("echo nonsense"), "the key is another one"));
    CHECK(has(told("exit 1"), "ended without a signature"));
    CHECK(has(told("exit 0"), "is no signature"));
    CHECK(has(told("head -c 100000 /dev/zero"), "is no signature"));
    CHECK(has(refused("command:signer", pki / "officer1.pem", ""), "full path"));
    CHECK(has(refused(program(folder, "exit 0"), "", ""), "name the certificate with --cert"));
}

namespace {

// A plug-in's signer that answers by what the test says.
class AnsweringSigner final : public ForeignSigner {
public:
    using Answer = std::function<Bytes(const SignerQuestion&)>;
    AnsweringSigner(std::vector<Bytes> certificates, Answer answer) : certificates_(std::move(certificates)), answer_(std::move(answer)) {}
    PluginIdentity identity() const override { return {"signer", "answers", Digest{}}; }
    std::vector<Bytes> certificates(const std::string&, const Sensitive&) const override { return certificates_; }
    Bytes sign(const SignerQuestion& what) const override { return answer_(what); }

private:
    std::vector<Bytes> certificates_;
    Answer answer_;
};

SigningKey key_in_plugin(const std::string& certificate, AnsweringSigner::Answer answer, std::vector<Bytes> brought = {}) {
    return SigningKey::load(PluginKey{std::make_shared<AnsweringSigner>(std::move(brought), std::move(answer)), "seal"}, certificate, "", Sensitive("271828"));
}

// Signs with a key in a file.
AnsweringSigner::Answer signs_with(const std::string& name) {
    const auto& pki = officers_pki();
    const auto key = std::make_shared<SigningKey>(SigningKey::load(pki / (name + ".key"), pki / (name + ".pem"), "", Sensitive()));
    return [key](const SignerQuestion& what) { return sign_detached(*key, what.message, what.scheme == "rsa-pss-sha256" ? RsaPadding::pss : RsaPadding::pkcs1); };
}

}  // namespace

TEST_CASE("a plug-in signs with a key of each kind, and is told what to sign") {
    const auto& pki = officers_pki();
    for (const std::string name : {"officer1", "p384", "rsa", "ed25519", "sm2"}) {
        INFO(name);
        const auto signs = signs_with(name);
        const auto certificate = certificates_in(pki / (name + ".pem")).at(0);
        std::string scheme;
        const auto key = key_in_plugin("", [&](const SignerQuestion& what) {
            CHECK(what.key == "seal");
            CHECK(what.secret.reveal() == "271828");
            CHECK(Bytes(what.certificate.begin(), what.certificate.end()) == certificate);
            CHECK(what.digest.size() == (name == "ed25519" ? 0 : 32));
            scheme = what.scheme;
            return signs(what);
        }, {certificate, certificates_in(pki / "chain.pem").at(0)});
        CHECK(certificate_of(key) == certificate);
        if (name == "officer1") CHECK(chain_of(key) == certificates_in(pki / "chain.pem"));
        CHECK(key.plugin() == PluginIdentity{"signer", "answers", Digest{}});
        CHECK(signature_fits(certificate, as_bytes(message), sign_detached(key, as_bytes(message))));
        CHECK_FALSE(scheme.empty());
        if (name == "rsa") CHECK(signature_fits(certificate, as_bytes(message), sign_detached(key, as_bytes(message), RsaPadding::pss), RsaPadding::pss));
    }
    CHECK_FALSE(SigningKey::load(pki / "officer1.key", pki / "officer1.pem", "", Sensitive()).plugin());
}

TEST_CASE("what a plug-in answers is verified before it is used, and the error names it") {
    const auto& pki = officers_pki();
    const auto told = [&](AnsweringSigner::Answer answer) -> std::string {
        try {
            sign_detached(key_in_plugin(pki / "officer1.pem", std::move(answer)), as_bytes(message));
        } catch (const Error& error) {
            CHECK(error.code() == Errc::bad_key);
            return error.what();
        }
        return "signed";
    };
    const auto right = signs_with("officer1");
    CHECK(told(right) == "signed");
    CHECK(told([&](const SignerQuestion& what) { return raw_of_der(right(what), 32); }) == "signed");  // as devices have it
    const auto refuses = [&](AnsweringSigner::Answer answer) { CHECK(has(told(std::move(answer)), "the plug-in answers gave a signature that does not fit the certificate of")); };
    refuses(signs_with("officer2"));
    refuses([](const SignerQuestion&) { return Bytes{}; });
    refuses([](const SignerQuestion&) { return Bytes(64); });
    refuses([](const SignerQuestion&) { return Bytes(3, 'x'); });
    refuses([&](const SignerQuestion& what) {
        auto more = right(what);
        more.push_back(0);
        return more;
    });
    refuses([&](const SignerQuestion& what) { return Bytes(what.digest.begin(), what.digest.end()); });
    CHECK_THROWS_WITH(key_in_plugin("", right), Catch::Contains("answers#seal") && Catch::Contains("name the certificate with --cert"));
    CHECK_THROWS_WITH(key_in_plugin("", right, {Bytes(20)}), Catch::Contains("the plug-in answers brings something that is no certificate"));
}

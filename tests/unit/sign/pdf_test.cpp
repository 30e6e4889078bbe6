#include <catch2/catch.hpp>

#include <review/error.hpp>

#include "unit/sign/sign_support.hpp"
#include "sign/verification.hpp"

using namespace review;

TEST_CASE("a PDF signed with each kind of key is valid, and says by whom and when") {
    for (const std::string name : {"rsa", "p256", "p384"}) {
        SignOptions options;
        options.time = 1772366400;
        const auto verification = verify_document(sign_document(sample_pdf(), signer(name), options), roots());
        INFO(name);
        for (const auto& seen : verification.checks) {
            INFO(seen.name << ": " << seen.detail);
            CHECK(seen.passed);
        }
        CHECK(verification.valid());
        CHECK(verification.format == "pdf");
        CHECK(verification.signer == signer(name).subject());
        CHECK(verification.claimed_time == "2026-03-01T12:00:00Z");
        CHECK(verification.not_checked == std::vector<std::string>{"revocation", "time-stamp"});
    }
}

TEST_CASE("every check of a PDF stands in a known order") {
    std::vector<std::string> names;
    for (const auto& check : verify_document(signed_pdf(), roots()).checks) names.push_back(check.name);
    CHECK(names == std::vector<std::string>{"one-revision", "certification", "one-signature", "sub-filter", "byte-range",
                                            "contents", "cms", "one-signer", "signed-attributes", "message-digest",
                                            "signing-certificate", "algorithm", "signature-value", "cms-form",
                                            "key-strength", "key-usage", "chain", "carried-certificates"});
}

TEST_CASE("an unsigned PDF is a result, not an error") {
    CHECK(refused_by(sample_pdf()) == "signature");
    CHECK(refused_by(bytes_of("%PDF-1.7\n")) == "signature");
}

TEST_CASE("a signed PDF is not signed again") {
    try {
        sign_document(signed_pdf(), signer("p256"));
        FAIL("signed twice");
    } catch (const Error& error) {
        CHECK(error.code() == Errc::refused);
    }
}

TEST_CASE("the chain must end at a root the reader trusts, today") {
    const auto document = signed_pdf();
    const auto& pki = support::test_pki();
    CHECK(verify_document(document, {}).checks.back().name == "chain");
    CHECK_FALSE(verify_document(document, {}).valid());
    CHECK_FALSE(verify_document(document, {pki / "stranger.pem"}).valid());
    CHECK_FALSE(verify_document(document, {pki / "p256.pem"}).valid());
    CHECK(verify_document(document, {pki / "stranger.pem", pki / "root.pem"}).valid());
    CHECK_THROWS_AS(verify_document(document, {pki / "missing.pem"}), Error);
    CHECK_THROWS_AS(verify_document(document, {pki / "p256.key"}), Error);
    const std::time_t now = std::time(nullptr), year = 365 * 24 * 3600;
    CHECK(verify_document_at(document, roots(), now + 2 * year).valid());
    CHECK_FALSE(verify_document_at(document, roots(), now + 4 * year).valid());
    CHECK_FALSE(verify_document_at(document, roots(), now - year).valid());
}

TEST_CASE("a signer nobody certified is not valid, though the signature fits") {
    const auto& pki = support::test_pki();
    const auto key = SigningKey::load(pki / "stranger.key", pki / "stranger.pem", "", Sensitive());
    const auto document = sign_document(sample_pdf(), key);
    CHECK(refused_by(document) == "chain");
    CHECK(verify_document(document, {pki / "stranger.pem"}).valid());
}

TEST_CASE("without the issuer's certificate there is no chain") {
    const auto& pki = support::test_pki();
    const auto key = SigningKey::load(pki / "p256.key", pki / "p256.pem", "", Sensitive());
    CHECK(refused_by(sign_document(sample_pdf(), key)) == "chain");
}

TEST_CASE("roots and strangers in the chain file do not come along") {
    const auto& pki = support::test_pki();
    support::TempFolder folder;
    support::write_file(folder / "chain.pem", support::read_file(pki / "root.pem") + support::read_file(pki / "rsa.pem") +
                                                  support::read_file(pki / "chain.pem"));
    const auto key = SigningKey::load(pki / "p256.key", pki / "p256.pem", folder / "chain.pem", Sensitive());
    CHECK(valid(sign_document(sample_pdf(), key)));
}

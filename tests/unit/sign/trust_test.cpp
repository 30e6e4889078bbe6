#include <catch2/catch.hpp>

#include <ctime>

#include <review/certificate.hpp>
#include <review/error.hpp>

#include "unit/sign/sign_support.hpp"

using namespace review;

namespace {

Bytes certificate(const std::string& name) { return certificates_in(officers_pki() / (name + ".pem")).at(0); }

struct Question {
    std::string who = "officer1", chain = "chain.pem", trust = "root.pem";
    std::vector<std::string> lists;
    std::int64_t when = std::time(nullptr);
};

std::string answer(const Question& question) {
    const auto& pki = officers_pki();
    std::vector<std::string> lists;
    for (const auto& list : question.lists) lists.push_back(list[0] == '/' ? list : pki / list);
    const auto chain = question.chain.empty() ? std::vector<Bytes>() : certificates_in(pki / question.chain);
    std::vector<std::string> trust;
    if (!question.trust.empty()) trust.push_back(pki / question.trust);
    return why_not_trusted(certificate(question.who), chain, trust, lists, question.when);
}

constexpr std::int64_t day = 86400;

}  // namespace

TEST_CASE("an officer's certificate leads to the root, with and without a list") {
    for (const std::string who : {"officer1", "officer2", "ed25519", "pss", "rsa"}) {
        CHECK(answer({.who = who, .lists = {}}) == "");
        CHECK(answer({.who = who, .lists = {"demo.crl"}}) == "");
    }
}

TEST_CASE("each reason against a certificate has its sentence") {
    const auto now = std::time(nullptr);
    CHECK(answer({.chain = "", .lists = {}}) ==
          "the certificate of serialNumber=E001,CN=张三,O=示范机关,C=CN leads to no trusted root: that of its issuer, "
          "CN=Demonstration Issuing Authority,O=Demonstration Office,C=CN, is not there");
    CHECK(answer({.trust = "", .lists = {}}) == "no root certificate was given to trust");
    CHECK(answer({.trust = "sm2-root.pem", .lists = {}}).find("leads to no trusted root") != std::string::npos);
    CHECK(why_not_trusted(certificates_in(support::test_pki() / "stranger.pem").at(0), {}, {officers_pki() / "root.pem"}, {}, now) ==
          "CN=Stranger signed its own certificate and is no trusted root");
    CHECK(why_not_trusted(certificates_in(support::test_pki() / "weak.pem").at(0), {}, {officers_pki() / "root.pem"}, {}, now)
              .find("the key of CN=weak,O=Demonstration Office (RSA-2048) signs nothing here") == 0);
    CHECK(answer({.lists = {}, .when = now + 1200 * day}).find("was valid until") != std::string::npos);
    CHECK(answer({.lists = {}, .when = now - day}).find("was not valid before") != std::string::npos);
    CHECK(answer({.who = "intermediate", .chain = "", .lists = {}}).find("keyUsage") != std::string::npos);
}

TEST_CASE("a revoked certificate is told with the day") {
    CHECK(answer({.who = "revoked", .lists = {}}) == "");
    const auto told = answer({.who = "revoked", .lists = {"demo.crl"}});
    CHECK(told.find("the certificate of serialNumber=E008,CN=周八,O=示范机关,C=CN was revoked on 20") == 0);
    CHECK(answer({.who = "revoked", .lists = {"sm2.crl", "demo.crl"}}) == told);
}

TEST_CASE("a list is asked only where it is the issuer's own and current") {
    const auto now = std::time(nullptr);
    CHECK(answer({.lists = {"sm2.crl"}}) ==
          "no revocation list of CN=Demonstration Issuing Authority,O=Demonstration Office,C=CN was given");
    CHECK(answer({.lists = {"demo.crl"}, .when = now + 400 * day}).find("was current until") != std::string::npos);
    CHECK(answer({.lists = {"demo.crl"}, .when = now - day}).find("fetch the one that was current then") != std::string::npos);

    const support::TempFolder folder;
    const auto& pki = officers_pki();
    auto der = folder / "demo.der";
    REQUIRE(support::run({"openssl", "crl", "-in", pki / "demo.crl", "-outform", "DER", "-out", der}).status == 0);
    CHECK(answer({.lists = {der}}) == "");
    CHECK(answer({.who = "revoked", .lists = {der}}).find("was revoked on") != std::string::npos);
    auto forged = support::read_file(der);
    forged[forged.size() - 4] = static_cast<char>(forged[forged.size() - 4] ^ 1);
    support::write_file(der, forged);
    CHECK(answer({.lists = {der}}).find("was not signed by it") != std::string::npos);
    support::write_file(der, forged + "x");
    CHECK_THROWS_AS(answer({.lists = {der}}), Error);
    CHECK_THROWS_AS(answer({.lists = {"root.pem"}}), Error);
    CHECK_THROWS_AS(answer({.lists = {"missing.crl"}}), Error);
}

TEST_CASE("an SM2 chain is verified under the standard's id, its list too") {
    const auto sm2 = [](const std::string& who, std::vector<std::string> lists) {
        return answer({.who = who, .chain = "sm2-chain.pem", .trust = "sm2-root.pem", .lists = std::move(lists)});
    };
    CHECK(sm2("sm2", {}) == "");
    CHECK(sm2("sm2", {"sm2.crl"}) == "");
    CHECK(sm2("sm2-revoked", {}) == "");
    CHECK(sm2("sm2-revoked", {"sm2.crl"}).find("was revoked on") != std::string::npos);
    CHECK(sm2("sm2", {"demo.crl"}).find("no revocation list of") == 0);
    CHECK(answer({.who = "sm2", .chain = "sm2-chain.pem", .lists = {}}).find("leads to no trusted root") != std::string::npos);

    const support::TempFolder folder;
    REQUIRE(support::run({"openssl", "crl", "-in", officers_pki() / "sm2.crl", "-outform", "DER", "-out", folder / "sm2.der"}).status == 0);
    auto forged = support::read_file(folder / "sm2.der");
    forged[forged.size() - 4] = static_cast<char>(forged[forged.size() - 4] ^ 1);
    support::write_file(folder / "sm2.der", forged);
    CHECK(sm2("sm2", {folder / "sm2.der"}).find("was not signed by it") != std::string::npos);
}

TEST_CASE("a damaged certificate on the way is told, not passed over") {
    const auto& pki = officers_pki();
    auto chain = certificates_in(pki / "chain.pem");
    chain.at(0).push_back(0);
    CHECK(why_not_trusted(certificate("officer1"), chain, {pki / "root.pem"}, {}, std::time(nullptr)).find("is damaged") != std::string::npos);
    chain.at(0).pop_back();
    chain.at(0).back() ^= 1;
    CHECK(why_not_trusted(certificate("officer1"), chain, {pki / "root.pem"}, {}, std::time(nullptr)) != "");
}

#include <catch2/catch.hpp>

#include <ctime>

#include <openssl/x509v3.h>

#include <review/certificate.hpp>
#include <review/error.hpp>

#include "unit/sign/sign_support.hpp"
#include "unit/sign/stamp_support.hpp"

using namespace review;

namespace {

// About a signer of the other test authority, by lists of these texts.
std::string answer_by(const std::vector<std::string>& texts) {
    const support::TempFolder folder;
    std::vector<std::string> lists;
    for (const auto& text : texts) {
        lists.push_back(folder / (std::to_string(lists.size()) + ".pem"));
        support::write_file(lists.back(), text);
    }
    const auto& pki = support::test_pki();
    return why_not_trusted(certificates_in(pki / "p256.pem").at(0), certificates_in(pki / "chain.pem"), {pki / "root.pem"}, lists, std::time(nullptr));
}

}  // namespace

TEST_CASE("a file of lists is understood whole or refused: a list that is passed over would mean that nobody is revoked") {
    const auto older = support::read_file(list_saying({}, {.from = -7200})), newer = support::read_file(list_saying({{"p256", -60, no_reason}}));
    CHECK(answer_by({older}) == "");
    CHECK(answer_by({older + newer}).find("was revoked on") != std::string::npos);
    CHECK(answer_by({"Certificate Revocation List (CRL):\n    Version 2\n" + older + "\n" + support::read_file(support::test_pki() / "root.pem") + newer}).find("was revoked on") != std::string::npos);
    auto damaged = newer;
    damaged[newer.size() / 2] = '*';
    std::string indented;
    for (std::size_t at = 0, end; at < newer.size(); at = end + 1) {
        end = newer.find('\n', at);
        indented += "  " + newer.substr(at, end - at) + "\n";
    }
    const support::TempFolder folder;
    support::write_file(folder / "n.pem", newer);
    REQUIRE(support::run({"openssl", "crl", "-in", folder / "n.pem", "-outform", "DER", "-out", folder / "n.der"}).status == 0);
    for (const auto& rest : {damaged, newer.substr(0, newer.size() / 2), indented, with(newer, "BEGIN X509 CRL", "BEGIN X509 crl"), with(newer, "-----BEGIN", "----BEGIN"),
                             with(newer, "X509 CRL", "PKCS7"), support::read_file(folder / "n.der")}) {
        INFO(rest.substr(0, 60));
        CHECK_THROWS_WITH(answer_by({older + rest}), Catch::Contains("or one that is damaged"));
    }
}

TEST_CASE("a certificate that stands in any list at hand is refused, though a newer list leaves it out, unless it was on hold") {
    const auto older = [](int reason) { return support::read_file(list_saying({{"p256", -5400, reason}}, {.from = -3600})); };
    const auto newer = support::read_file(list_saying({}, {.from = -60}));
    for (const int reason : {no_reason, CRL_REASON_KEY_COMPROMISE, CRL_REASON_CESSATION_OF_OPERATION}) {
        CHECK(answer_by({older(reason), newer}).find("was revoked on") != std::string::npos);
        CHECK(answer_by({newer, older(reason)}).find("was revoked on") != std::string::npos);
    }
    CHECK(answer_by({older(CRL_REASON_CERTIFICATE_HOLD), newer}) == "");
    const auto forged = support::read_file(list_saying({{"p256", -5400, no_reason}}, {.from = -7200, .key = "stranger"}));
    CHECK(answer_by({forged, newer}) == "");  // nobody's word
}

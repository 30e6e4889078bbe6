// A certificate that was revoked after a time stamp shows that it had signed (ETSI EN 319 102-1, 5.6.2), and what must not pass for that.
#include <catch2/catch.hpp>

#include <openssl/x509v3.h>

#include <algorithm>

#include <review/certificate.hpp>
#include <review/error.hpp>
#include <review/time_stamp.hpp>

#include "unit/sign/sign_support.hpp"
#include "unit/sign/stamp_support.hpp"

using namespace review;

namespace {

constexpr std::time_t hour = 3600, days = 24 * hour;
bool has_check(const Verification& seen, const std::string& name) {
    return std::any_of(seen.checks.begin(), seen.checks.end(), [&](const Check& check) { return check.name == name; });
}

// The first check that failed by these lists; "counts" where the signature is accepted though the signer was revoked, empty where nobody was.
std::string told_of(const Bytes& document, const std::vector<std::string>& lists) {
    const auto seen = verify_document(document, roots(), lists);
    for (const auto& check : seen.checks) {
        if (!check.passed) return check.name + ": " + check.detail;
    }
    return has_check(seen, "revoked-later") ? "counts" : "";
}

bool refused(const Bytes& document, const ListedCertificate& one, const ListDates& dates = {}) {
    return told_of(document, {list_saying({one}, dates)}).starts_with("reader-lists");
}

const Bytes& stamped_pdf() {
    static const Bytes pdf = sign_document(sample_pdf(), signer("p256"), stamped(SealLevel::t));
    return pdf;
}

const Bytes& stamped_xml() {
    static const Bytes xml = sign_document(as_bytes("<a/>"), signer("p256"), stamped(SealLevel::t));
    return xml;
}

}  // namespace

TEST_CASE("what was stamped before its certificate was superseded counts, and that is said") {
    for (const int reason : {CRL_REASON_AFFILIATION_CHANGED, CRL_REASON_SUPERSEDED, CRL_REASON_CESSATION_OF_OPERATION, CRL_REASON_PRIVILEGE_WITHDRAWN}) {
        const auto list = list_saying({{"p256", hour, reason}});
        CHECK(told_of(stamped_pdf(), {list}) == "counts");
        CHECK(told_of(stamped_xml(), {list}) == "counts");
    }
    const auto lt = sign_document(sample_pdf(), signer("p256"), stamped(SealLevel::lt));
    CHECK(told_of(lt, {list_saying({{"p256", hour, CRL_REASON_SUPERSEDED}})}) == "counts");
    const auto seen = verify_document(stamped_pdf(), roots(), {list_saying({{"p256", hour, CRL_REASON_SUPERSEDED}})});
    CHECK(std::find(seen.not_checked.begin(), seen.not_checked.end(), "revocation") == seen.not_checked.end());
}

TEST_CASE("where nobody stands in the lists they are told as asked, and a later list speaks for an earlier time") {
    CHECK(told_of(stamped_pdf(), {list_saying({{"rsa", hour, CRL_REASON_KEY_COMPROMISE}})}) == "");
    CHECK(told_of(stamped_pdf(), {list_saying({}, {1, 30 * days})}) == "");
    CHECK(has_check(verify_document(stamped_pdf(), roots(), {list_saying({})}), "reader-lists"));
}

TEST_CASE("what was stamped after the revocation is refused, whatever the reason") {
    CHECK(refused(stamped_pdf(), {"p256", -hour, CRL_REASON_SUPERSEDED}));
    CHECK(refused(stamped_xml(), {"p256", -hour, CRL_REASON_SUPERSEDED}));
    CHECK(refused(stamped_pdf(), {"p256", 60, CRL_REASON_SUPERSEDED}));  // clocks differ
}

TEST_CASE("a key that may have been in other hands is refused whatever the day") {
    for (const int reason : {no_reason, CRL_REASON_UNSPECIFIED, CRL_REASON_KEY_COMPROMISE, CRL_REASON_CA_COMPROMISE, CRL_REASON_CERTIFICATE_HOLD, CRL_REASON_AA_COMPROMISE, 77}) {
        INFO(reason);
        CHECK(refused(stamped_pdf(), {"p256", hour, reason}));
    }
    CHECK(refused(stamped_pdf(), {"p256", hour, CRL_REASON_SUPERSEDED, -hour}));  // invalidityDate
    CHECK(told_of(stamped_pdf(), {list_saying({{"p256", 2 * hour, CRL_REASON_SUPERSEDED, hour}})}) == "counts");
    // The strictest of several lists counts.
    CHECK(told_of(stamped_pdf(), {list_saying({{"p256", hour, CRL_REASON_SUPERSEDED}}), list_saying({{"p256", hour, CRL_REASON_KEY_COMPROMISE}})}) != "counts");
}

TEST_CASE("without a time stamp nothing is proven of the time") {
    const auto list = list_saying({{"p256", hour, CRL_REASON_SUPERSEDED}});
    CHECK(told_of(signed_pdf(), {list}).starts_with("reader-lists"));
    CHECK(told_of(signed_xml("<a/>"), {list}).starts_with("reader-lists"));
    SignOptions early;
    early.time = std::time(nullptr) - days;  // claimed
    CHECK(told_of(sign_document(sample_pdf(), signer("p256"), early), {list}).starts_with("reader-lists"));
    CHECK(told_of(signed_pdf(), {list_saying({})}) == "");
}

TEST_CASE("the authority that witnessed the time must count today") {
    CHECK(refused(stamped_pdf(), {"tsa", hour, CRL_REASON_SUPERSEDED}));
    CHECK(refused(stamped_pdf(), {"tsa", -hour, CRL_REASON_KEY_COMPROMISE}));
    const auto superseded = list_saying({{"p256", hour, CRL_REASON_SUPERSEDED}});
    CHECK(told_of(stamped_pdf(), {superseded, list_saying({{"intermediate", hour, CRL_REASON_SUPERSEDED}}, {}, "root")}).starts_with("reader-lists"));
    const Bytes token = request_time_stamp(authority() / "tsa", sha256(as_bytes("x")));
    CHECK(verify_time_stamp(token, sha256(as_bytes("x")), roots(), {superseded}).looked_up);
    CHECK_FALSE(verify_time_stamp(token, sha256(as_bytes("x")), roots()).looked_up);
    CHECK_THROWS_AS(verify_time_stamp(token, sha256(as_bytes("x")), roots(), {list_saying({{"tsa", hour, CRL_REASON_SUPERSEDED}})}), Error);
    // An authority of whose issuer no list is there.
    TimeStamp stamp;
    stamp.time = std::time(nullptr);
    stamp.authority = "CN=Elsewhere";
    const auto certificate = certificates_in(support::test_pki() / "p256.pem").at(0);
    const auto chain = certificates_in(support::test_pki() / "chain.pem");
    CHECK(trust_at(stamp, certificate, chain, roots(), {superseded}).why_not.find("CN=Elsewhere still counts") != std::string::npos);
    stamp.looked_up = true;
    CHECK(trust_at(stamp, certificate, chain, roots(), {superseded}).why_not.empty());
    CHECK(trust_at(stamp, certificate, chain, roots(), {superseded}).revoked_later.find("(superseded)") != std::string::npos);
}

TEST_CASE("a list that is not of today, not the issuer's, or not there excuses nothing") {
    const ListedCertificate superseded{"p256", hour, CRL_REASON_SUPERSEDED};
    CHECK(refused(stamped_pdf(), superseded, {-10 * days, -days}));
    CHECK(refused(stamped_pdf(), superseded, {-hour, 30 * days, "stranger"}));
    CHECK(refused(stamped_pdf(), superseded, {days, 30 * days}));  // of tomorrow
    CHECK(told_of(stamped_pdf(), {list_saying({}, {-10 * days, -days})}).starts_with("reader-lists"));
    CHECK(told_of(stamped_pdf(), {list_saying({}, {}, "root")}).starts_with("reader-lists"));
}

TEST_CASE("nothing excuses the authority of the last archive time stamp") {
    const auto lta = sign_document(sample_pdf(), signer("p256"), stamped(SealLevel::lta));
    CHECK(told_of(lta, {list_saying({})}) == "");
    CHECK(told_of(lta, {list_saying({{"tsa", hour, CRL_REASON_SUPERSEDED}})}).find("reader-lists") != std::string::npos);
}

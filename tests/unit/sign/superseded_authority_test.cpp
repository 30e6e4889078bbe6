// An authority that was superseded after it gave a time stamp (RFC 3161, 4; ETSI EN 319 102-1, 5.6.2), by the lists in the file and by those that renew
// it; and what must not pass for that.
#include <catch2/catch.hpp>

#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <review/error.hpp>
#include <review/time_stamp.hpp>

#include "sign/validation_data.hpp"
#include "sign/verification.hpp"
#include "unit/sign/sign_support.hpp"
#include "unit/sign/stamp_support.hpp"

using namespace review;
using support::run;

namespace {

constexpr std::time_t hour = 3600, days = 24 * hour;
constexpr std::time_t sealed_on = -10 * days, superseded_on = -5 * days;  // seconds from now

// The authority of the tests as if it had begun sixty days ago, and a second one, `next`, for time stamps of today.
class PastOffice {
public:
    PastOffice() {
        REQUIRE(run({"cp", "-r", support::test_pki().folder() + "/.", folder_.path()}).status == 0);
        for (const std::string name : {"issuer2", "next"}) {
            const bool issuer = name == "issuer2";
            const std::string by = issuer ? "root" : "issuer2";
            REQUIRE(run({"openssl", "genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-out", folder_ / (name + ".key")}).status == 0);
            REQUIRE(run({"openssl", "req", "-new", "-config", folder_ / "extensions.cnf", "-key", folder_ / (name + ".key"), "-subj", "/CN=" + name, "-out", folder_ / "csr"}).status == 0);
            REQUIRE(run({"openssl", "x509", "-req", "-in", folder_ / "csr", "-CA", folder_ / (by + ".pem"), "-CAkey", folder_ / (by + ".key"), "-set_serial", issuer ? "0x71" : "0x72",
                         "-days", "3000", "-extfile", folder_ / "extensions.cnf", "-extensions", issuer ? "intermediate" : "tsa", "-out", folder_ / (name + ".pem")}).status == 0);
        }
        begun_earlier("root", "root");
        begun_earlier("intermediate", "root");
        begun_earlier("issuer2", "root");
        begun_earlier("tsa", "intermediate");
        begun_earlier("p256", "intermediate");
        support::write_file(folder_ / "chain.pem", support::read_file(folder_ / "intermediate.pem"));
        support::write_file(folder_ / "next-chain.pem", support::read_file(folder_ / "issuer2.pem"));
        server_.emplace(folder_.path());
    }

    std::string folder() const { return folder_.path(); }
    std::vector<std::string> roots() const { return {folder_ / "root.pem"}; }
    std::string server() const { return *server_ / "tsa/"; }

    std::string list(const std::string& issuer, const std::vector<ListedCertificate>& listed = {}, const ListDates& dates = {}) const { return list_saying(listed, dates, issuer, folder()); }
    // A list of the day of the seal.
    Bytes early(const std::string& issuer, const std::vector<ListedCertificate>& listed = {}) const {
        return der_of_file(list(issuer, listed, {sealed_on - hour, sealed_on + days}), "crl");
    }

    Stamp stamp(const std::string& authority, std::time_t when) const {
        return [=, this](const Digest& digest) { return stamp_at(digest, std::time(nullptr) + when, folder(), authority); };
    }

    // Signed and stamped ten days ago, at level lt.
    Bytes sealed(const std::vector<ListedCertificate>& listed = {}, std::time_t when = sealed_on) const {
        const auto key = SigningKey::load(folder_ / "p256.key", folder_ / "p256.pem", folder_ / "chain.pem", Sensitive());
        return made_with({{}, {early("root"), early("intermediate", listed)}, {}}, stamp("tsa", when), key);
    }

private:
    void begun_earlier(const std::string& name, const std::string& issuer) const {
        const Bio file(BIO_new_file((folder_ / (name + ".pem")).c_str(), "r"));
        const Certificate certificate(PEM_read_bio_X509(file.get(), nullptr, nullptr, nullptr));
        const Bio key_file(BIO_new_file((folder_ / (issuer + ".key")).c_str(), "r"));
        const PrivateKey key(PEM_read_bio_PrivateKey(key_file.get(), nullptr, nullptr, nullptr));
        const Owned<ASN1_TIME, ASN1_TIME_free> from(ASN1_TIME_set(nullptr, std::time(nullptr) - 60 * days));
        X509_set1_notBefore(certificate.get(), from.get());
        REQUIRE(X509_sign(certificate.get(), key.get(), EVP_sha256()) > 0);
        const Bio out(BIO_new_file((folder_ / (name + ".pem")).c_str(), "w"));
        REQUIRE(PEM_write_bio_X509(out.get(), certificate.get()) == 1);
    }

    support::TempFolder folder_;
    std::optional<support::TimeStampServer> server_;
};

const PastOffice& office() {
    static const PastOffice made;
    return made;
}

const Bytes& sealed_then() {
    static const Bytes document = office().sealed();
    return document;
}

// Lists of today: of the issuer of `tsa`, and of those above and beside it.
std::vector<std::string> lists_of_today(const std::vector<ListedCertificate>& of_intermediate, const std::vector<ListedCertificate>& of_root = {}) {
    return {office().list("root", of_root), office().list("intermediate", of_intermediate), office().list("issuer2")};
}

SignOptions renewal(const std::vector<std::string>& lists, const std::string& authority = "next") {
    SignOptions options;
    options.level = SealLevel::lta;
    options.tsa = office().server() + authority;
    options.crl_paths = lists;
    options.trust_paths = office().roots();
    return options;
}

// "counts" where the file says that somebody was revoked later; empty where it is valid and nobody was; else what refuses it.
std::string told_of(ByteView document, const std::vector<std::string>& lists = {}) {
    std::string counts;
    for (const auto& check : verify_document(document, office().roots(), lists).checks) {
        if (!check.passed) return check.name + ": " + check.detail;
        if (check.name.ends_with("revoked-later")) counts = "counts";
    }
    return counts;
}

// What becomes of the file by `review renew` with these lists, and by somebody who makes the same revision by hand.
std::string renewed_by(const std::vector<std::string>& lists, const std::string& authority = "next") {
    try {
        return told_of(renew_archive(sealed_then(), renewal(lists, authority)));
    } catch (const Error& error) {
        return error.what();
    }
}

std::string made_by_hand(const std::vector<ListedCertificate>& of_intermediate, const std::vector<ListedCertificate>& of_root = {}, const Bytes& sealed = sealed_then()) {
    ValidationBytes added;
    for (const auto& list : lists_of_today(of_intermediate, of_root)) added.lists.push_back(der_of_file(list, "crl"));
    return told_of(archived_with(sealed, office().stamp("next", 0), added));
}

}  // namespace

TEST_CASE("an authority that was superseded after its time stamp does not keep a file from being renewed, and that is said") {
    CHECK(told_of(sealed_then()) == "");
    CHECK(renewed_by(lists_of_today({})) == "");
    for (const int reason : {CRL_REASON_AFFILIATION_CHANGED, CRL_REASON_SUPERSEDED, CRL_REASON_CESSATION_OF_OPERATION}) {
        INFO(reason);
        CHECK(renewed_by(lists_of_today({{"tsa", superseded_on, reason}})) == "counts");
        CHECK(renewed_by(lists_of_today({}, {{"intermediate", superseded_on, reason}})) == "counts");
        CHECK(made_by_hand({{"tsa", superseded_on, reason}}) == "counts");
    }
    // The renewed file stands before the lists that a reader brings as well; the one that was not renewed has nothing but its word.
    const auto lists = lists_of_today({{"tsa", superseded_on, CRL_REASON_SUPERSEDED}});
    CHECK(told_of(renew_archive(sealed_then(), renewal(lists)), lists) == "counts");
    CHECK(told_of(sealed_then(), lists).starts_with("reader-lists"));
    CHECK(told_of(renew_archive(sealed_then(), renewal(lists)), lists_of_today({{"tsa", superseded_on, CRL_REASON_KEY_COMPROMISE}})).starts_with("reader-lists"));
}

TEST_CASE("an authority whose key may be in other hands, or that was revoked before its time stamp, is refused by the lists in the file and in renewing") {
    std::vector<ListedCertificate> refused{{"tsa", sealed_on - hour, CRL_REASON_SUPERSEDED}, {"tsa", sealed_on + 60, CRL_REASON_SUPERSEDED},  // clocks differ
                                           {"tsa", superseded_on, CRL_REASON_SUPERSEDED, sealed_on - hour}};                                   // invalidityDate
    for (const int reason : {no_reason, CRL_REASON_UNSPECIFIED, CRL_REASON_KEY_COMPROMISE, CRL_REASON_CA_COMPROMISE, CRL_REASON_CERTIFICATE_HOLD, CRL_REASON_PRIVILEGE_WITHDRAWN,
                             CRL_REASON_AA_COMPROMISE, 77}) {
        refused.push_back({"tsa", superseded_on, reason});
    }
    for (const auto& one : refused) {
        INFO(one.reason << " " << one.revoked);
        CHECK_THAT(renewed_by(lists_of_today({one})), Catch::Matchers::Contains("CN=Demonstration Time,O=Demonstration Office,C=CN was revoked on "));
        CHECK(made_by_hand({one}).starts_with("archive-revocation: "));
        ListedCertificate issuer = one;
        issuer.who = "intermediate";
        CHECK_THAT(renewed_by(lists_of_today({}, {issuer})), Catch::Matchers::Contains("CN=Demonstration Issuing Authority,O=Demonstration Office,C=CN was revoked on "));
        CHECK(made_by_hand({}, {issuer}).starts_with("archive-revocation: "));
    }
}

TEST_CASE("nothing excuses whoever stamps next, nor a time stamp that does not fit, nor a list that is not of the day") {
    const ListedCertificate tsa{"tsa", superseded_on, CRL_REASON_SUPERSEDED};
    CHECK(renewed_by(lists_of_today({tsa}), "tsa").ends_with("was revoked"));
    CHECK(renewed_by({office().list("root", {{"issuer2", superseded_on, CRL_REASON_SUPERSEDED}}), office().list("intermediate"), office().list("issuer2")}).ends_with("was revoked"));
    CHECK(made_by_hand({}, {{"issuer2", superseded_on, CRL_REASON_SUPERSEDED}}).starts_with("archive-revocation: "));
    // Stale, and of somebody else.
    for (const auto& dates : {ListDates{sealed_on, superseded_on, {}}, ListDates{-hour, 30 * days, "stranger"}}) {
        CHECK(renewed_by({office().list("root"), office().list("intermediate", {tsa}, dates), office().list("issuer2")}).starts_with("nothing tells whether"));
    }
    // The seal's stamp over something else; the archive time stamp over something else.
    const Bytes other = office().stamp("tsa", sealed_on)(sha256(as_bytes("another")));
    const auto key = signer("p256");
    const Bytes unverified = made_with({{}, {office().early("root"), office().early("intermediate")}, {}}, [&](const Digest&) { return other; }, key);
    CHECK(made_by_hand({tsa}, {}, unverified).starts_with("time-stamp: "));
    ValidationBytes added;
    for (const auto& list : lists_of_today({tsa})) added.lists.push_back(der_of_file(list, "crl"));
    const Bytes foreign = office().stamp("next", 0)(sha256(as_bytes("another")));
    CHECK(told_of(archived_with(sealed_then(), [&](const Digest&) { return foreign; }, added)).starts_with("archive-time-stamp: "));
}

TEST_CASE("lists in a file of level lt judge the signer by day and reason, and nothing excuses the authority until a later one stamps") {
    CHECK(told_of(office().sealed({{"p256", sealed_on + hour, CRL_REASON_SUPERSEDED}})) == "counts");
    CHECK(told_of(office().sealed({{"p256", sealed_on + hour, CRL_REASON_PRIVILEGE_WITHDRAWN}})) == "counts");
    for (const auto& one : {ListedCertificate{"p256", sealed_on - hour, CRL_REASON_SUPERSEDED}, ListedCertificate{"p256", sealed_on + 60, CRL_REASON_SUPERSEDED},
                            ListedCertificate{"p256", sealed_on + hour, CRL_REASON_KEY_COMPROMISE}, ListedCertificate{"p256", sealed_on + hour, CRL_REASON_UNSPECIFIED},
                            ListedCertificate{"p256", sealed_on + hour, no_reason}, ListedCertificate{"p256", sealed_on + hour, CRL_REASON_SUPERSEDED, sealed_on - hour},
                            ListedCertificate{"tsa", sealed_on + hour, CRL_REASON_SUPERSEDED}, ListedCertificate{"tsa", sealed_on + hour, CRL_REASON_KEY_COMPROMISE}}) {
        INFO(one.who << " " << one.reason << " " << one.revoked);
        CHECK(told_of(office().sealed({one})).starts_with("revocation: "));
    }
    const auto announced = office().sealed({{"tsa", sealed_on + hour, CRL_REASON_SUPERSEDED}});
    CHECK(made_by_hand({{"tsa", sealed_on + hour, CRL_REASON_SUPERSEDED}}, {}, announced) == "counts");
    CHECK(made_by_hand({{"tsa", sealed_on + hour, CRL_REASON_KEY_COMPROMISE}}, {}, announced).starts_with("archive-revocation: "));
}

TEST_CASE("a responder's word is judged like a list's") {
    certify("responder", "extendedKeyUsage = OCSPSigning\nnoCheck = ignored\n");
    const auto& pki = support::test_pki();
    const auto chain = [&] {
        std::vector<Certificate> found;
        for (const auto* name : {"tsa", "intermediate", "root"}) found.push_back(certificate_of_der(der_of_file(pki / (std::string(name) + ".pem"), "x509")));
        return found;
    }();
    const auto status = [&](const std::string& reason, const ProvenTime* proven) {
        const auto serial = run({"openssl", "x509", "-in", pki / "tsa.pem", "-noout", "-serial"}).out;
        support::write_file(pki / "answers.txt", "R\t491231235959Z\t250101000000Z" + reason + "\t" + serial.substr(7, serial.find('\n') - 7) + "\tunknown\t/CN=tsa\n");
        REQUIRE(run({"openssl", "ocsp", "-index", pki / "answers.txt", "-CA", pki / "intermediate.pem", "-rsigner", pki / "responder.pem", "-rkey", pki / "responder.key", "-issuer",
                     pki / "intermediate.pem", "-cert", pki / "tsa.pem", "-no_nonce", "-ndays", "7", "-noverify", "-respout", pki / "answer"}).status == 0);
        const auto response = response_of_der(bytes_of(support::read_file(pki / "answer")));
        REQUIRE(response);
        const auto trusted = roots();
        return status_in(response.get(), chain, {trusted, std::time(nullptr)}, proven).is;
    };
    const std::time_t now = std::time(nullptr), before = 1700000000, after = 1740000000;  // of 2025-01-01
    const ProvenTime early{now, now, before}, late{now, now, after}, alone{now, now, before, true};
    CHECK(status(",superseded", &early) == Revocation::revoked_later);
    CHECK(status(",cessationOfOperation", &early) == Revocation::revoked_later);
    CHECK(status(",superseded", &late) == Revocation::revoked);
    CHECK(status(",superseded", &alone) == Revocation::revoked);
    CHECK(status(",superseded", nullptr) == Revocation::revoked);
    for (const std::string reason : {",keyCompromise", ",unspecified", ",certificateHold", ",CACompromise", ""}) CHECK(status(reason, &early) == Revocation::revoked);
}

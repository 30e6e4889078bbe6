// Level lta: one archive time stamp after another, nothing else, and what somebody may try in their place.
#include <catch2/catch.hpp>

#include <review/error.hpp>
#include <review/sealing.hpp>
#include <review/signature_slot.hpp>
#include <review/time_stamp.hpp>

#include "sign/pdf_archive.hpp"
#include "sign/verification.hpp"
#include "unit/sign/sign_support.hpp"
#include "unit/sign/stamp_support.hpp"

using namespace review;
using support::run;

namespace {

const std::time_t year = 365 * 24 * 3600;

const Bytes& sealed_lt() {
    static const Bytes document = sign_document(sample_pdf(), signer("p256"), stamped(SealLevel::lt));
    return document;
}

const Bytes& archived() {
    static const Bytes document = renew_archive(sealed_lt(), stamped(SealLevel::lta));
    return document;
}

const Bytes& renewed() {
    static const Bytes document = renew_archive(archived(), stamped(SealLevel::lta));
    return document;
}

bool begins_with(const Bytes& whole, const Bytes& part) {
    return whole.size() > part.size() && std::equal(part.begin(), part.end(), whole.begin());
}

std::string refusal_of(ByteView document, const SignOptions& options) {
    try {
        renew_archive(document, options);
    } catch (const Error& error) {
        return error.what();
    }
    return "renewed";
}

Stamp stamp_of(const std::string& authority_path) {
    return [=](const Digest& digest) { return request_time_stamp(authority() / authority_path, digest); };
}

}  // namespace

TEST_CASE("an archive time stamp and its renewal keep every byte before them, and say until when they last") {
    CHECK(begins_with(archived(), sealed_lt()));
    CHECK(begins_with(renewed(), archived()));
    for (const auto* document : {&archived(), &renewed()}) {
        const auto seen = verify_document(*document, roots());
        for (const auto& check : seen.checks) {
            INFO(check.name << ": " << check.detail);
            CHECK(check.passed);
        }
        CHECK(seen.checks.back().name == "archive-validation-data");
        CHECK(seen.archived_time.size() == 20);
        CHECK(seen.renew_before > seen.archived_time);
        CHECK(seen.not_checked.empty());
        CHECK(verify_document_at(*document, roots(), std::time(nullptr) + 4 * year).valid());
        CHECK_FALSE(verify_document_at(*document, roots(), std::time(nullptr) + 11 * year).valid());
        CHECK_FALSE(verify_document(*document, {support::test_pki() / "stranger.pem"}).valid());
        CHECK(unsealed(*document) == unsealed(sealed_lt()));
    }
    CHECK(verify_document(sealed_lt(), roots()).archived_time.empty());
}

TEST_CASE("level lta is level lt and an archive time stamp at once; what it needs is asked for first") {
    auto options = stamped(SealLevel::lta);
    CHECK(valid(sign_document(sample_pdf(), signer("rsa"), options)));
    CHECK(refusal_of(signed_pdf(), options).starts_with("only a PDF signed at level lt or lta"));
    CHECK(refusal_of(signed_xml("<a/>"), options).starts_with("only a PDF signed at level lt or lta"));
    CHECK(refusal_of(sample_pdf(), options).starts_with("the file has no seal that fits it"));
    options.trust_paths.clear();
    CHECK(refusal_of(sealed_lt(), options).starts_with("levels lt and lta need the roots"));
    options = stamped(SealLevel::lta);
    options.crl_paths = {list_of("root"), list_of("intermediate", {"tsa"})};
    CHECK(refusal_of(sealed_lt(), options).ends_with("was revoked"));
    options = stamped(SealLevel::lta);
    options.tsa = authority() / "wrong-digest";
    CHECK(refusal_of(sealed_lt(), options) != "renewed");
}

TEST_CASE("a signature that is seen has every level and is renewed like any other") {
    auto options = stamped(GENERATE(SealLevel::b, SealLevel::t, SealLevel::lt, SealLevel::lta));
    options.visible = VisibleSignature{{1, 320, 100, 500, 160}, "签署：海淀区某局", {}};
    auto document = sign_document(sample_pdf(), signer("p256"), options);
    CHECK(refused_by(document) == "");
    if (options.level >= SealLevel::lt) document = renew_archive(document, stamped(SealLevel::lta));
    CHECK(refused_by(document) == "");
    const support::TempFolder folder;
    support::write_file(folder / "a.pdf", text_of(document));
    CHECK(run({"qpdf", "--check", folder / "a.pdf"}).status == 0);
    CHECK(run({"pdftotext", folder / "a.pdf", "-"}).out.find("签署：海淀区某局") != std::string::npos);
}

TEST_CASE("an archive time stamp carries the lists of its own day") {
    auto options = stamped(SealLevel::lta);
    options.crl_paths = {list_of("root", {}, 60), list_of("intermediate", {}, 60)};
    const auto document = renew_archive(sealed_lt(), options);
    CHECK(valid(document));
    CHECK(revisions_of(document).archives.at(0).added.lists.size() == 2);
    CHECK(revisions_of(archived()).archives.at(0).added.empty());  // those in the file were current
}

TEST_CASE("openssl ts -verify accepts each archive time stamp over its byte range, pdfsig names it, qpdf reads the file") {
    const support::TempFolder folder;
    const auto revisions = revisions_of(renewed());
    REQUIRE(revisions.archives.size() == 2);
    for (const auto& one : revisions.archives) {
        const auto text = std::string(as_text(one.whole));
        support::write_file(folder / "data", text.substr(0, one.range.gap_begin) + text.substr(one.range.gap_end));
        support::write_file(folder / "token", text_of(der_in(one.whole, one.range)));
        const auto seen = run({"openssl", "ts", "-verify", "-data", folder / "data", "-token_in", "-in", folder / "token", "-CAfile",
                               support::test_pki() / "root.pem", "-untrusted", support::test_pki() / "chain.pem"});
        INFO(seen.out << seen.err);
        CHECK(seen.status == 0);
    }
    support::write_file(folder / "a.pdf", text_of(renewed()));
    const auto seen = run({"pdfsig", "-nocert", folder / "a.pdf"});
    INFO(seen.out << seen.err);
    CHECK(seen.out.find("Signature is Valid.") != std::string::npos);
    // poppler 22.12 finds the document time stamps and their ranges, and verifies neither.
    CHECK(seen.out.find("ArchiveTimeStamp1") != std::string::npos);
    CHECK(seen.out.find("Total document signed", seen.out.find("ArchiveTimeStamp2")) != std::string::npos);
    CHECK(run({"qpdf", "--check", folder / "a.pdf"}).status == 0);
    CHECK(run({"pdftoppm", "-r", "20", folder / "a.pdf", folder / "page"}).status == 0);
}

TEST_CASE("no byte of an archive revision can be another") {
    const auto& document = archived();
    const auto& archive = revisions_of(document).archives.at(0);
    const auto digits_end = archive.range.gap_begin + 1 + 2 * der_in(document, archive.range).size();
    for (std::size_t at = sealed_lt().size(); at < document.size(); at += at > archive.range.gap_begin && at < digits_end ? 97 : at > digits_end && at < archive.range.gap_end - 64 ? 997 : 1) {
        auto changed = document;
        changed[at] ^= static_cast<std::uint8_t>(1U << (at % 5));
        INFO("byte " << at);
        CHECK_FALSE(valid(changed));
    }
}

TEST_CASE("a later revision that is anything else is refused") {
    const std::string pdf = text_of(archived()), sealed = text_of(sealed_lt());
    const auto refused = [](const std::string& text) { return refused_by(bytes_of(text)); };
    CHECK(refused(pdf + "%\n") == "one-revision");
    CHECK(refused(pdf + "\n") == "one-revision");
    CHECK(refused(pdf + pdf.substr(sealed.size())) == "one-revision");  // the same revision once more
    CHECK(refused(sealed + text_of(renewed()).substr(pdf.size())) == "one-revision");
    // Another object beside the stamp, a page in the place of the catalogue, more in the catalogue.
    const std::string tail = pdf.substr(sealed.size());
    CHECK(refused(sealed + "9 0 obj\n<</Length 0>>\nstream\n\nendstream\nendobj\n" + tail) == "one-revision");
    CHECK(refused(sealed + with(tail, "/AcroForm", "/OpenAction 3 0 R/AcroForm")) == "one-revision");
    CHECK(refused(sealed + with(tail, "/Rect[0 0 0 0]", "/Rect[0 0 9 9]")) == "one-revision");
    CHECK(refused(sealed + with(tail, "ETSI.RFC3161", "ETSI.RFC3162")) == "one-revision");
    // What qpdf appends nowhere, an editor does: an empty update by the rules.
    const auto table = sealed.substr(sealed.rfind("startxref\n") + 10);
    CHECK(refused(sealed + "xref\n0 0\ntrailer\n<</Size 9/Root 1 0 R/Prev " + table.substr(0, table.find('\n')) + ">>\nstartxref\n" +
                  std::to_string(sealed.size()) + "\n%%EOF\n") == "one-revision");
    // A seal without validation data takes none.
    const std::string low = text_of(signed_pdf());
    CHECK(refused(low + tail) == "one-revision");
}

TEST_CASE("an archive time stamp over other bytes, by nobody trusted, or older than the seal is refused") {
    CHECK(refused_by(archived_with(sealed_lt(), stamp_of("tsa"))).empty());
    const Bytes other = request_time_stamp(authority() / "tsa", sha256(as_bytes("another")));
    CHECK(refused_by(archived_with(sealed_lt(), [&](const Digest&) { return other; })) == "archive-time-stamp");
    CHECK(refused_by(archived_with(sealed_lt(), [](const Digest&) { return bytes_of("\x30\x82\x01\x01\x01"); })) == "archive-time-stamp");

    const auto& pki = support::test_pki();
    support::write_file(pki / "lone.cnf", "[req]\ndistinguished_name = dn\n[dn]\n[ext]\nbasicConstraints = critical, CA:FALSE\n"
                                          "keyUsage = critical, digitalSignature\nextendedKeyUsage = critical, timeStamping\n");
    REQUIRE(run({"openssl", "req", "-x509", "-newkey", "rsa:3072", "-nodes", "-config", pki / "lone.cnf", "-extensions", "ext", "-keyout",
                 pki / "lone.key", "-subj", "/CN=Lone Time", "-days", "100", "-out", pki / "lone.pem"}).status == 0);
    CHECK(refused_by(archived_with(sealed_lt(), stamp_of("tsa/lone"))) == "archive-time-stamp-chain");
}

TEST_CASE("an archive revision brings what is needed and nothing else") {
    const auto lists = [](const std::string& issuer, const std::vector<std::string>& revoked = {}) {
        return der_of_file(list_of(issuer, revoked, 45), "crl");
    };
    CHECK(refused_by(archived_with(sealed_lt(), stamp_of("tsa"), {{}, {lists("intermediate")}, {}})).empty());
    CHECK(refused_by(archived_with(sealed_lt(), stamp_of("tsa"), {{}, {lists("stranger")}, {}})) == "archive-validation-data");
    CHECK(refused_by(archived_with(sealed_lt(), stamp_of("tsa"), {{}, {lists("intermediate", {"tsa"})}, {}})) == "archive-revocation");
    CHECK(refused_by(archived_with(sealed_lt(), stamp_of("tsa"), {{der_of_file(support::test_pki() / "p384.pem", "x509")}, {}, {}})) == "archive-validation-data");
    CHECK(refused_by(archived_with(sealed_lt(), stamp_of("tsa"), {{}, {}, {bytes_of("hidden")}})) == "archive-validation-data");
    CHECK(refused_by(archived_with(sealed_lt(), stamp_of("tsa"), {{der_of_file(support::test_pki() / "intermediate.pem", "x509")}, {}, {}})) == "archive-validation-data");
}

// The levels t and lt: what they say, what they survive, and what other people's verifiers say to them.
#include <catch2/catch.hpp>

#include <review/error.hpp>
#include <review/sealing.hpp>

#include "sign/verification.hpp"
#include "unit/sign/sign_support.hpp"
#include "unit/sign/stamp_support.hpp"

using namespace review;
using support::run;

namespace {

const std::time_t year = 365 * 24 * 3600;

std::vector<std::string> names_of(const Verification& seen) {
    std::vector<std::string> names;
    for (const auto& check : seen.checks) {
        INFO(check.name << ": " << check.detail);
        CHECK(check.passed);
        names.push_back(check.name);
    }
    return names;
}

std::vector<std::string> end_of(const std::vector<std::string>& names, std::size_t count) {
    return {names.end() - static_cast<std::ptrdiff_t>(count), names.end()};
}

const Bytes& pdf_at(SealLevel level) {
    static const Bytes t = sign_document(sample_pdf(), signer("p256"), stamped(SealLevel::t));
    static const Bytes lt = sign_document(sample_pdf(), signer("p256"), stamped(SealLevel::lt));
    return level == SealLevel::t ? t : lt;
}

std::string refusal(ByteView document, const SigningKey& key, const SignOptions& options) {
    try {
        sign_document(document, key, options);
    } catch (const Error& error) {
        return error.what();
    }
    return "signed";
}

}  // namespace

TEST_CASE("a PDF of level t says when it was stamped, and outlives its signer's certificate") {
    const auto& document = pdf_at(SealLevel::t);
    const auto seen = verify_document(document, roots());
    CHECK(end_of(names_of(seen), 6) == std::vector<std::string>{"time-stamp", "time-stamp-chain", "key-strength", "key-usage",
                                                               "chain", "carried-certificates"});
    CHECK(seen.stamped_time.size() == 20);
    CHECK(seen.not_checked == std::vector<std::string>{"revocation"});
    CHECK(verify_document_at(document, roots(), std::time(nullptr) + 4 * year).valid());
    CHECK_FALSE(verify_document_at(document, roots(), std::time(nullptr) + 11 * year).valid());
    CHECK_FALSE(verify_document(document, {}).valid());
    CHECK_FALSE(verify_document(document, {support::test_pki() / "stranger.pem"}).valid());
}

TEST_CASE("a PDF of level lt is one revision that tells of each certificate that it was good") {
    const auto& document = pdf_at(SealLevel::lt);
    const auto seen = verify_document(document, roots());
    CHECK(end_of(names_of(seen), 3) == std::vector<std::string>{"carried-certificates", "revocation", "validation-data"});
    CHECK(seen.checks.back().detail == "3 certificates, 2 lists, 0 responses, each of them needed");
    CHECK(seen.not_checked.empty());
    CHECK(verify_document_at(document, roots(), std::time(nullptr) + 4 * year).valid());
    const auto text = text_of(document);
    CHECK(text.find("%%EOF") == text.rfind("%%EOF"));
}

TEST_CASE("XML of level t is stamped over its signature value") {
    for (const std::string name : {"rsa", "p256"}) {
        const auto document = sign_document(as_bytes("<a><b>公示</b></a>"), signer(name), stamped(SealLevel::t));
        const auto seen = verify_document(document, roots());
        CHECK(end_of(names_of(seen), 7).front() == "document-digest");
        CHECK(seen.not_checked == std::vector<std::string>{"revocation"});
        CHECK(verify_document_at(document, roots(), std::time(nullptr) + 4 * year).valid());
        CHECK(text_of(unsealed(document)) == "<a><b>公示</b></a>");
    }
}

TEST_CASE("without its seal a file of level t or lt is what was prepared") {
    for (const auto level : {SealLevel::t, SealLevel::lt}) {
        auto options = stamped(level);
        options.time = 1772366400;
        const auto prepared = prepare_seal(sample_pdf(), signer("rsa"), options);
        CHECK(unsealed(seal(prepared, signer("rsa"), options)) == prepared);
    }
}

TEST_CASE("what a level needs is asked for before anything is done") {
    SignOptions options;
    options.level = SealLevel::t;
    CHECK(refusal(sample_pdf(), signer("p256"), options).starts_with("levels t, lt and lta need a time-stamp authority"));
    options = stamped(SealLevel::lt);
    CHECK(refusal(as_bytes("<a/>"), signer("p256"), options).starts_with("XML is signed at level b or t"));
    options.trust_paths.clear();
    CHECK(refusal(sample_pdf(), signer("p256"), options).starts_with("levels lt and lta need the roots a reader will trust"));
    options = stamped(SealLevel::t);
    options.tsa = authority() / "wrong-nonce";
    CHECK(refusal(sample_pdf(), signer("p256"), options) == "the time stamp answers another request than ours: it may be an old one");
    CHECK(refusal(as_bytes("<a/>"), signer("p256"), options) == "the time stamp answers another request than ours: it may be an old one");
    options = stamped(SealLevel::t);
    options.trust_paths = {support::test_pki() / "stranger.pem"};
    CHECK(refusal(sample_pdf(), signer("p256"), options).starts_with("the signed file did not pass the check time-stamp-chain"));
}

TEST_CASE("a certificate that is revoked, or of which nobody tells, is not used at level lt") {
    auto options = stamped(SealLevel::lt);
    options.crl_paths = {list_of("root"), list_of("intermediate", {"p256"})};
    CHECK(refusal(sample_pdf(), signer("p256"), options) ==
          "the certificate of CN=Release Seal,O=Demonstration Office,C=CN was revoked");
    CHECK(refusal(sample_pdf(), signer("rsa"), options) == "signed");
    options.crl_paths = {list_of("root"), list_of("intermediate", {"tsa"})};
    CHECK(refusal(sample_pdf(), signer("p256"), options) ==
          "the certificate of CN=Demonstration Time,O=Demonstration Office,C=CN was revoked");
    options.crl_paths = {list_of("root", {"intermediate"}), list_of("intermediate")};
    CHECK(refusal(sample_pdf(), signer("p256"), options) ==
          "the certificate of CN=Demonstration Issuing Authority,O=Demonstration Office,C=CN was revoked");
    options.crl_paths = {list_of("intermediate")};
    CHECK(refusal(sample_pdf(), signer("p256"), options).starts_with(
        "nothing tells whether the certificate of CN=Demonstration Issuing Authority,O=Demonstration Office,C=CN is revoked"));
    options.crl_paths = {support::test_pki() / "root.pem"};
    CHECK(refusal(sample_pdf(), signer("p256"), options).ends_with("holds no certificate revocation list, or one that is damaged"));
}

TEST_CASE("lists, responses and issuers are fetched from the addresses a certificate names") {
    const auto& pki = support::test_pki();
    const std::string responder = authority() / "ocsp";
    certify("ocsp", "extendedKeyUsage = OCSPSigning\nnoCheck = ignored\n");
    certify("online-tsa", "keyUsage = critical, digitalSignature\nextendedKeyUsage = critical, timeStamping\n"
                          "authorityInfoAccess = OCSP;URI:" + responder + "\n");
    certify("answered", "keyUsage = critical, digitalSignature\nauthorityInfoAccess = OCSP;URI:" + responder +
                            ", caIssuers;URI:" + (authority() / "intermediate.der") + "\n");
    certify("listed-online", "keyUsage = critical, digitalSignature\ncrlDistributionPoints = URI:" + (authority() / "online.crl") + "\n");
    const auto answers = [&](const std::string& state) {
        support::write_file(pki / "index.txt", state + "\t4008\tunknown\t/CN=answered\nV\t491231235959Z\t\t4010\tunknown\t/CN=t\n");
    };
    answers("V\t491231235959Z\t");
    REQUIRE(run({"openssl", "x509", "-in", pki / "intermediate.pem", "-outform", "DER", "-out", pki / "intermediate.der"}).status == 0);
    REQUIRE(run({"openssl", "crl", "-in", list_of("intermediate"), "-outform", "DER", "-out", pki / "online.crl"}).status == 0);
    auto options = stamped(SealLevel::lt);
    const auto lists = options.crl_paths;

    // A list that is fetched for one certificate tells of others, too.
    options.crl_paths = {lists[0]};
    const auto listed = verify_document(sign_document(sample_pdf(), signer("listed-online"), options), roots());
    CHECK(listed.valid());
    CHECK(listed.checks.back().detail == "3 certificates, 2 lists, 0 responses, each of them needed");

    const auto alone = SigningKey::load(pki / "answered.key", pki / "answered.pem", "", Sensitive());
    CHECK(refusal(sample_pdf(), alone, options).starts_with("nothing tells whether the certificate of CN=Demonstration Time"));
    options.tsa = authority() / "tsa/online-tsa";
    const auto answered = verify_document(sign_document(sample_pdf(), alone, options), roots());
    names_of(answered);
    CHECK(answered.checks.back().detail == "3 certificates, 1 lists, 2 responses, each of them needed");

    answers("R\t491231235959Z\t200101000000Z");
    CHECK(refusal(sample_pdf(), alone, options) == "the certificate of CN=answered,O=Demonstration Office was revoked");
}

TEST_CASE("pdfsig, openssl and qpdf accept PDF of the levels t and lt") {
    const support::TempFolder folder;
    const auto database = "sql:" + folder.path();
    REQUIRE(run({"certutil", "-N", "-d", database, "--empty-password"}).status == 0);
    REQUIRE(run({"certutil", "-A", "-d", database, "-n", "root", "-t", "CT,C,C", "-a", "-i", support::test_pki() / "root.pem"}).status == 0);
    for (const auto level : {SealLevel::t, SealLevel::lt}) {
        const std::string pdf = text_of(pdf_at(level));
        support::write_file(folder / "a.pdf", pdf);
        const auto seen = run({"pdfsig", "-nssdir", database, folder / "a.pdf"});
        INFO(seen.out << seen.err);
        CHECK(seen.out.find("Signature is Valid.") != std::string::npos);
        CHECK(seen.out.find("Total document signed") != std::string::npos);
        CHECK(seen.out.find("Certificate is Trusted.") != std::string::npos);
        const auto begin = pdf.find("/Contents <") + 10;
        support::write_file(folder / "content", pdf.substr(0, begin) + pdf.substr(pdf.find('>', begin) + 1));
        support::write_file(folder / "cms", text_of(cms_of(pdf)));
        const auto cms = run({"openssl", "cms", "-verify", "-cades", "-binary", "-inform", "DER", "-in", folder / "cms", "-content",
                              folder / "content", "-CAfile", support::test_pki() / "root.pem", "-purpose", "any", "-out", "/dev/null"});
        INFO(cms.err);
        CHECK(cms.status == 0);
        CHECK(run({"qpdf", "--check", folder / "a.pdf"}).status == 0);
    }
}

TEST_CASE("openssl ts -verify accepts the tokens out of a PDF and out of XML, xmlsec1 the XML") {
    const support::TempFolder folder;
    const auto verified = [&](ByteView token, ByteView stamped_bytes) {
        support::write_file(folder / "token", std::string(as_text(token)));
        support::write_file(folder / "data", std::string(as_text(stamped_bytes)));
        const auto seen = run({"openssl", "ts", "-verify", "-data", folder / "data", "-token_in", "-in", folder / "token", "-CAfile",
                               support::test_pki() / "root.pem", "-untrusted", support::test_pki() / "chain.pem"});
        INFO(seen.out << seen.err);
        CHECK(seen.status == 0);
    };
    // What follows the OID of the attribute, and the OCTET STRING before it, by openssl asn1parse.
    const auto cms = cms_of(text_of(pdf_at(SealLevel::t)));
    support::write_file(folder / "cms", text_of(cms));
    const auto printed = run({"openssl", "asn1parse", "-inform", "DER", "-in", folder / "cms"}).out;
    const auto number = [&](std::size_t line, const char* word) {
        return std::stoul(printed.substr(printed.find(word, line) + std::string(word).size()));
    };
    const auto line_at = [&](std::size_t at) { return printed.rfind('\n', at) + 1; };
    const auto attribute = printed.find("id-smime-aa-timeStampToken");
    REQUIRE(attribute != std::string::npos);
    const auto value = line_at(printed.rfind("OCTET STRING", attribute));
    const auto octets = std::stoul(printed.substr(value)) + number(value, "hl=");
    const auto set = printed.find('\n', attribute) + 1, token = printed.find('\n', set) + 1;
    const auto from = std::stoul(printed.substr(token));
    verified(ByteView(cms).subspan(from, number(token, "hl=") + number(token, " l=")), ByteView(cms).subspan(octets, number(value, " l=")));

    const std::string xml = text_of(sign_document(as_bytes("<a/>"), signer("p256"), stamped(SealLevel::t)));
    const auto between = [&](const std::string& open, const std::string& close) {
        const auto begin = xml.find(open) + open.size();
        return xml.substr(begin, xml.find(close, begin) - begin);
    };
    support::write_file(folder / "base64", between("<xades:EncapsulatedTimeStamp>", "</"));
    const auto decoded = run({"openssl", "base64", "-d", "-A", "-in", folder / "base64"}).out;
    verified(as_bytes(decoded), as_bytes("<ds:SignatureValue xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\">" +
                                         between("<ds:SignatureValue>", "</") + "</ds:SignatureValue>"));
    support::write_file(folder / "a.xml", xml);
    const auto seen = run({"xmlsec1", "--verify", "--trusted-pem", support::test_pki() / "root.pem", "--id-attr:Id",
                           "http://uri.etsi.org/01903/v1.3.2#:SignedProperties", folder / "a.xml"});
    INFO(seen.out << seen.err);
    CHECK(seen.status == 0);
}

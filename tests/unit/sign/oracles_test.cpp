// Other people's verifiers on what we sign: pdfsig, openssl cms, qpdf, xmlsec1.
#include <catch2/catch.hpp>

#include "unit/sign/sign_support.hpp"

using namespace review;
using support::run;

namespace {

bool absent(const std::string& program) {
    if (support::have_program(program)) return false;
    WARN(program << " is not installed: what it would say is not known");
    return true;
}

std::string file_of(const support::TempFolder& folder, const std::string& name, const Bytes& bytes) {
    support::write_file(folder / name, text_of(bytes));
    return folder / name;
}

// The two signed stretches and the CMS of a PDF, as files.
void take_apart(const support::TempFolder& folder, const std::string& pdf) {
    const auto begin = pdf.find("/Contents <") + 10, end = pdf.find('>', begin);
    support::write_file(folder / "content", pdf.substr(0, begin) + pdf.substr(end + 1));
    std::string der;
    for (auto at = begin + 1; at < end; at += 2) der += static_cast<char>(std::stoi(pdf.substr(at, 2), nullptr, 16));
    const auto size = 4 + static_cast<unsigned char>(der[2]) * 256U + static_cast<unsigned char>(der[3]);
    support::write_file(folder / "cms", der.substr(0, size));
}

}  // namespace

TEST_CASE("pdfsig finds the signature valid and the total document signed") {
    if (absent("pdfsig") || absent("certutil")) return;
    support::TempFolder folder;
    const auto database = "sql:" + folder.path();
    REQUIRE(run({"certutil", "-N", "-d", database, "--empty-password"}).status == 0);
    REQUIRE(run({"certutil", "-A", "-d", database, "-n", "root", "-t", "CT,C,C", "-a", "-i",
                 support::test_pki() / "root.pem"}).status == 0);
    for (const std::string name : {"rsa", "p256", "p384"}) {
        const auto seen = run({"pdfsig", "-nssdir", database, file_of(folder, name + ".pdf", signed_pdf(name))});
        INFO(name << "\n" << seen.out << seen.err);
        CHECK(seen.out.find("Signature is Valid.") != std::string::npos);
        CHECK(seen.out.find("Total document signed") != std::string::npos);
        CHECK(seen.out.find("Certificate is Trusted.") != std::string::npos);
        CHECK(seen.out.find("ETSI.CAdES.detached") != std::string::npos);
    }
}

TEST_CASE("openssl cms -verify -cades accepts the signature, and no signing-time is in it") {
    if (absent("openssl")) return;
    for (const std::string name : {"rsa", "p256", "p384"}) {
        support::TempFolder folder;
        take_apart(folder, text_of(signed_pdf(name)));
        const auto seen = run({"openssl", "cms", "-verify", "-cades", "-binary", "-inform", "DER", "-in", folder / "cms",
                               "-content", folder / "content", "-CAfile", support::test_pki() / "root.pem", "-purpose",
                               "any", "-out", "/dev/null"});
        INFO(name << "\n" << seen.err);
        CHECK(seen.status == 0);
        const auto printed = run({"openssl", "cms", "-cmsout", "-print", "-inform", "DER", "-in", folder / "cms"});
        CHECK(printed.out.find("signingTime") == std::string::npos);
        CHECK(printed.out.find("signingCertificateV2") != std::string::npos);
    }
}

TEST_CASE("qpdf finds nothing wrong with a signed PDF") {
    if (absent("qpdf")) return;
    support::TempFolder folder;
    const auto seen = run({"qpdf", "--check", file_of(folder, "a.pdf", signed_pdf())});
    INFO(seen.out << seen.err);
    CHECK(seen.status == 0);
}

TEST_CASE("xmlsec1 accepts what we sign and refuses what was changed") {
    if (absent("xmlsec1")) return;
    const std::string xml = "<?xml version=\"1.0\"?>\n<r xmlns='urn:r' xmlns:u='urn:unused'><a b='1'>公示</a><?p i?></r>\n";
    const auto verify = [](const std::string& file) {
        return run({"xmlsec1", "--verify", "--trusted-pem", support::test_pki() / "root.pem", "--id-attr:Id",
                    "http://uri.etsi.org/01903/v1.3.2#:SignedProperties", file});
    };
    for (const std::string name : {"rsa", "p256", "p384"}) {
        support::TempFolder folder;
        const auto seen = verify(file_of(folder, "a.xml", signed_xml(xml, name)));
        INFO(name << "\n" << seen.out << seen.err);
        CHECK(seen.status == 0);
        const auto changed = with(text_of(signed_xml(xml, name)), "b='1'", "b='2'");
        CHECK(verify(file_of(folder, "b.xml", bytes_of(changed))).status != 0);
    }
}

TEST_CASE("a second revision by qpdf is refused") {
    if (absent("qpdf")) return;
    support::TempFolder folder;
    const auto signed_file = file_of(folder, "a.pdf", signed_pdf());
    REQUIRE(run({"qpdf", signed_file, folder / "b.pdf"}).status == 0);
    CHECK_FALSE(valid(bytes_of(support::read_file(folder / "b.pdf"))));
}

#include "unit/sign/sign_support.hpp"

#include <catch2/catch.hpp>

using namespace review;

SigningKey signer(const std::string& name) {
    const auto& pki = support::test_pki();
    return SigningKey::load(pki / (name + ".key"), pki / (name + ".pem"), pki / "chain.pem", Sensitive());
}

const support::TempFolder& officers_pki() {
    static const support::TempFolder folder;
    static const auto made =
        support::run({"sh", REVIEW_FIXTURES "/demo-pki.sh", folder.path(), "officers", "kinds", "sm2", "revocation"});
    INFO(made.err);
    REQUIRE(made.status == 0);
    return folder;
}

Bytes sample_pdf() {
    const std::string content = "BT /F1 12 Tf 72 700 Td (Notice of the office) Tj ET";
    const std::vector<std::string> objects{
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        "<</Length " + std::to_string(content.size()) + ">>\nstream\n" + content + "\nendstream",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"};
    std::string pdf = "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n", table = "xref\n0 6\n0000000000 65535 f \n";
    for (std::size_t i = 0; i < objects.size(); ++i) {
        const std::string offset = std::to_string(pdf.size());
        table += std::string(10 - offset.size(), '0') + offset + " 00000 n \n";
        pdf += std::to_string(i + 1) + " 0 obj\n" + objects[i] + "\nendobj\n";
    }
    const std::string start = std::to_string(pdf.size());
    return bytes_of(pdf + table + "trailer\n<</Size 6/Root 1 0 R>>\nstartxref\n" + start + "\n%%EOF\n");
}

Bytes signed_pdf(const std::string& name) { return sign_document(sample_pdf(), signer(name), {"release", "Beijing", 0}); }

Bytes signed_xml(std::string_view xml, const std::string& name) { return sign_document(as_bytes(xml), signer(name)); }

std::vector<std::string> roots() { return {support::test_pki() / "root.pem"}; }

bool valid(ByteView document) { return verify_document(document, roots()).valid(); }

std::string refused_by(ByteView document) {
    for (const auto& check : verify_document(document, roots()).checks) {
        if (!check.passed) return check.name;
    }
    return {};
}

std::string text_of(const Bytes& bytes) { return std::string(as_text(bytes)); }
Bytes bytes_of(std::string_view text) { return Bytes(text.begin(), text.end()); }

std::string with(std::string text, std::string_view from, std::string_view to) {
    const auto at = text.find(from);
    REQUIRE(at != text.npos);
    return text.replace(at, from.size(), to);
}

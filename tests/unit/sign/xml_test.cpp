#include <catch2/catch.hpp>

#include <review/error.hpp>

#include "unit/sign/sign_support.hpp"
#include "sign/verification.hpp"

using namespace review;

namespace {

const std::string sample =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<?keep this?>\n<record xmlns=\"urn:example:portal\" xmlns:d=\"urn:d\"\n"
    "  date = '2026-03-01'>\n  <d:title>公示</d:title>\n  <![CDATA[a < b </record>]]>\n  <e a='>'/>\n</record>\n<?after </record>?>\n";

std::string removed_signature(const std::string& xml) {
    const auto begin = xml.find("<ds:Signature "), end = xml.find("</ds:Signature>") + 15;
    return xml.substr(0, begin) + xml.substr(end);
}

Errc refusal(std::string_view xml) {
    try {
        signed_xml(xml);
    } catch (const Error& error) {
        return error.code();
    }
    FAIL("signed");
    return Errc::io;
}

std::string utf16(const std::string& ascii, bool big) {
    std::string text = big ? "\xFE\xFF" : "\xFF\xFE";
    for (const char c : ascii) text += big ? std::string{'\0', c} : std::string{c, '\0'};
    return text;
}

}  // namespace

TEST_CASE("XML signed with each kind of key is valid, and says by whom and when") {
    for (const std::string name : {"rsa", "p256", "p384"}) {
        SignOptions options;
        options.time = 1772366400;
        const auto verification = verify_document(sign_document(as_bytes(sample), signer(name), options), roots());
        INFO(name);
        for (const auto& seen : verification.checks) {
            INFO(seen.name << ": " << seen.detail);
            CHECK(seen.passed);
        }
        CHECK(verification.valid());
        CHECK(verification.format == "xml");
        CHECK(verification.signer == signer(name).subject());
        CHECK(verification.claimed_time == "2026-03-01T12:00:00Z");
    }
}

TEST_CASE("every check of an XML document stands in a known order") {
    std::vector<std::string> names;
    for (const auto& check : verify_document(signed_xml(sample), roots()).checks) names.push_back(check.name);
    CHECK(names == std::vector<std::string>{"well-formed", "no-dtd", "no-comments", "one-signature", "identifiers",
                                            "signature-form", "signing-certificate", "properties-digest",
                                            "signature-value", "document-digest", "key-strength", "key-usage", "chain",
                                            "carried-certificates"});
}

TEST_CASE("but for the signature the XML stays byte for byte as it was") {
    CHECK(removed_signature(text_of(signed_xml(sample))) == sample);
    CHECK(removed_signature(text_of(signed_xml("<a/>"))) == "<a></a>");
    CHECK(removed_signature(text_of(signed_xml("<a b='/>' />"))) == "<a b='/>' ></a>");
    CHECK(removed_signature(text_of(signed_xml("<p:a xmlns:p='urn:p'\n/>\n"))) == "<p:a xmlns:p='urn:p'\n></p:a>\n");
}

TEST_CASE("XML in other encodings is signed in place") {
    for (const bool big : {false, true}) {
        const auto document = signed_xml(utf16("<?xml version=\"1.0\" encoding=\"UTF-16\"?><a><b/></a>", big));
        CHECK(valid(document));
    }
    // 腯 ends with the byte 0x5D in GB 18030, which is ] and here stands before ]>.
    CHECK(valid(signed_xml("<?xml version='1.0' encoding='GB18030'?><a><![CDATA[\xC4\x5D]>]]></a>")));
    CHECK(valid(signed_xml("\xEF\xBB\xBF<a>\xE5\x85\xAC</a>")));
    CHECK(refusal("<?xml version='1.0' encoding='ISO-8859-5'?><a/>") == Errc::unsupported);
}

TEST_CASE("XML that a signature would not protect is refused") {
    CHECK(refusal("<a><!-- c --></a>") == Errc::refused);
    CHECK(refusal("<!-- c --><a/>") == Errc::refused);
    CHECK(refusal("<a/><!-- c -->") == Errc::refused);
    CHECK(refusal("<!DOCTYPE a><a/>") == Errc::refused);
    CHECK(refusal("<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>") == Errc::refused);
    CHECK(refusal(text_of(signed_xml("<a/>"))) == Errc::refused);
    CHECK(refusal("<a>") == Errc::malformed);
    CHECK(refusal("<a xmlns='relative'/>") == Errc::unsupported);
    CHECK(refusal("<?xml version='1.0'?>" + std::string(5000, '<')) == Errc::malformed);
}

TEST_CASE("the chain of an XML signature must end at a trusted root") {
    const auto document = signed_xml(sample);
    const auto& pki = support::test_pki();
    CHECK_FALSE(verify_document(document, {}).valid());
    CHECK_FALSE(verify_document(document, {pki / "stranger.pem"}).valid());
    CHECK_FALSE(verify_document_at(document, roots(), std::time(nullptr) + 4 * 365 * 24 * 3600).valid());
    CHECK(refused_by(bytes_of(sample)) == "signature");
}

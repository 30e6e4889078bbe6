#include <catch2/catch.hpp>

#include <review/error.hpp>

#include "sign/verification.hpp"
#include "sign/xml_survey.hpp"
#include "sign/xml_tree.hpp"
#include "unit/sign/sign_support.hpp"

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

TEST_CASE("the canonical form that is signed is that of libxml2") {
    for (const auto& xml : {
             sample,
             std::string("<a b=\"&#9;&#10;&#13;&lt;&gt;&amp;&quot;'\" a='\t\n'>&#13;&gt;&lt;&amp;\"'\r\n</a>"),
             std::string("<a b='&amp;#38;&#38;&amp;amp;&#x26;lt;'/>"),
             std::string("<?one?><?two  three ?><a><?in side?></a><?last?>"),
             std::string("<a xmlns='urn:1' xmlns:unused='urn:u'><b xmlns=''><c xmlns='urn:1'/></b><b xmlns='urn:2'/><b/></a>"),
             std::string("<p:a xmlns:p='urn:1' xmlns:q='urn:1'><q:b p:z='1' q:y='2' a='3'/><p:b xmlns:p='urn:2' p:a=''/><p:b/></p:a>"),
             std::string("<a xmlns:z='urn:a' xmlns:y='urn:b' y:c='1' z:d='2' c='3' xml:lang='zh' xml:id='i'><z:e xmlns:z='urn:c'/></a>"),
             std::string("<a><![CDATA[<&>]]>\xF0\xA0\xAE\xB7<b/> \n </a>"),
             std::string("<a xmlns='relative'/>"), std::string("<a xmlns:p='//host/path'/>")}) {
        INFO(xml);
        const auto seen = survey_xml(as_bytes(xml));
        const Bytes theirs = XmlTree(as_bytes(xml)).canonical();  // empty where it refuses
        REQUIRE(seen.state == XmlSurvey::State::read);
        CHECK(seen.absolute == !theirs.empty());
        if (seen.absolute) CHECK(seen.digest == sha256(theirs));
    }
    CHECK(survey_xml(as_bytes("<a xmlns:p='urn:x y'/>")).state == XmlSurvey::State::malformed);
    CHECK(survey_xml(as_bytes("<p:a/>")).state == XmlSurvey::State::malformed);
}

TEST_CASE("text longer than libxml2 holds in one node is signed and verified") {
    const auto document = signed_xml("<a>" + std::string(11'000'000, 'x') + "</a>");
    CHECK(valid(document));
}

#include <catch2/catch.hpp>

#include "unit/sign/sign_support.hpp"
#include "sign/xml_tree.hpp"

using namespace review;

namespace {

const std::string sample = "<record><title id='t'>Grant</title><amount>100</amount></record>";

std::string signature_of(const std::string& xml) {
    const auto begin = xml.find("<ds:Signature "), end = xml.find("</ds:Signature>") + 15;
    return xml.substr(begin, end - begin);
}

std::string id_of(const std::string& xml) { return xml.substr(xml.find("\"review-") + 1, 23); }

std::string refused(const std::string& xml) { return refused_by(as_bytes(xml)); }

}  // namespace

TEST_CASE("no byte of signed XML can be another, unless the XML means the same") {
    const auto document = signed_xml(sample);
    REQUIRE(valid(document));
    const Bytes meaning = XmlTree(document).canonical();
    for (std::size_t at = 0; at < document.size(); ++at) {
        auto changed = document;
        changed[at] ^= static_cast<std::uint8_t>(1U << (at % 7));
        if (valid(changed)) {
            INFO("byte " << at);
            CHECK(XmlTree(changed).canonical() == meaning);
        }
    }
}

TEST_CASE("comments cannot be slipped into signed XML") {
    const std::string xml = text_of(signed_xml(sample));
    CHECK(refused(with(xml, "Grant", "Gr<!-- 138 -->ant")) == "no-comments");
    CHECK(refused(with(xml, "<ds:KeyInfo>", "<ds:KeyInfo><!-- 138 -->")) == "no-comments");
    CHECK(refused(xml + "<!-- 138 -->") == "no-comments");
    CHECK(refused("<!-- 138 -->" + xml) == "no-comments");
    CHECK(refused("<!DOCTYPE record>" + xml) == "no-dtd");
    CHECK(refused(with(xml, "Grant", "Gr<?x 138?>ant")) == "document-digest");
    CHECK(refused(with(xml, "<ds:KeyInfo>", "<ds:KeyInfo><?x 138?>")) == "signature-form");
    CHECK(refused(with(xml, "<ds:KeyInfo>", "<ds:KeyInfo> ")) == "signature-form");
}

TEST_CASE("a signature cannot be wrapped or moved") {
    const std::string xml = text_of(signed_xml(sample));
    const std::string signature = signature_of(xml);
    CHECK(refused("<forged><amount>900</amount>" + xml + "</forged>") == "one-signature");
    CHECK(refused("<record><amount>900</amount>" + signature + "</record>") == "document-digest");
    CHECK(refused(with(xml, signature, signature + "<amount>900</amount>")) == "one-signature");
    CHECK(refused(with(xml, signature, signature + signature)) == "one-signature");
    const std::string object = with(signature, "<ds:Object>", "<ds:Object>" + sample);
    CHECK(refused("<record><amount>900</amount>" + object + "</record>") == "signature-form");
    CHECK(refused(with(xml, signature, "<w>" + signature + "</w>")) == "one-signature");
}

TEST_CASE("a second element with one of the signature's identifiers is refused") {
    const std::string xml = text_of(signed_xml(sample));
    for (const std::string end : {"", "-document", "-properties"}) {
        CHECK(refused(with(xml, "<amount>", "<amount Id='" + id_of(xml) + end + "'>")) == "identifiers");
        CHECK(refused(with(xml, "<amount>", "<amount xml:id='" + id_of(xml) + end + "'>")) == "identifiers");
    }
}

TEST_CASE("references, transforms and algorithms are the known ones") {
    const std::string xml = text_of(signed_xml(sample));
    CHECK(refused(with(xml, "URI=\"\"", "URI=\"#t\"")) == "signature-form");
    CHECK(refused(with(xml, "#enveloped-signature", "#base64")) == "signature-form");
    CHECK(refused(with(xml, "xml-exc-c14n#", "xml-exc-c14n#WithComments")) == "signature-form");
    CHECK(refused(with(xml, "#ecdsa-sha256", "#ecdsa-sha1")) == "signature-form");
    CHECK(refused(with(xml, "#ecdsa-sha256", "#rsa-sha256")) == "signature-value");
    CHECK(refused(with(xml, "xmlenc#sha256", "xmldsig#sha1")) == "signature-form");
}

TEST_CASE("the signer's certificate cannot be swapped") {
    const std::string xml = text_of(signed_xml(sample)), other = text_of(signed_xml(sample, "rsa"));
    const auto certificate = [](const std::string& text) {
        const auto begin = text.find("<ds:X509Certificate>");
        return text.substr(begin, text.find("</ds:X509Certificate>") - begin);
    };
    CHECK(refused(with(xml, certificate(xml), certificate(other))) == "signing-certificate");
    CHECK(refused(with(xml, "</ds:X509Data>", certificate(other) + "</ds:X509Certificate></ds:X509Data>")) ==
          "carried-certificates");
}

TEST_CASE("a changed document is refused by its digest") {
    const std::string xml = text_of(signed_xml(sample));
    CHECK(refused(with(xml, "100", "900")) == "document-digest");
    CHECK(refused(with(xml, "<record>", "<record >")).empty());  // the same document
}

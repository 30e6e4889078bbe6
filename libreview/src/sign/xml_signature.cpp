#include "sign/xml_signature.hpp"

#include <openssl/err.h>

#include "sign/xml_tree.hpp"

namespace review {
namespace {

constexpr std::string_view c14n = "http://www.w3.org/2001/10/xml-exc-c14n#";
constexpr std::string_view sha256_method = "http://www.w3.org/2001/04/xmlenc#sha256";

// <prefix:name attributes>content</prefix:name>: the canonical form has no empty-element tags.
std::string element(std::string_view name, std::string_view attributes, std::string_view content) {
    std::string text = "<";
    text.append(name).append(attributes.empty() ? "" : " ").append(attributes).append(">");
    return text.append(content).append("</").append(name).append(">");
}

std::string named(std::string_view attribute, std::string_view value) {
    return std::string(attribute).append("=\"").append(value).append("\"");
}

// A namespace is written at each outermost element that uses it, which depends on where we stand.
std::string dsig(bool outermost) { return outermost ? named("xmlns:ds", dsig_namespace) + " " : ""; }

std::string algorithm(std::string_view name, std::string_view uri, bool outermost = false) {
    return element(name, dsig(outermost) + named("Algorithm", uri), "");
}

std::string digest(std::string_view value, bool outermost = false) {
    const std::string space = outermost ? named("xmlns:ds", dsig_namespace) : "";
    return algorithm("ds:DigestMethod", sha256_method, outermost) + element("ds:DigestValue", space, value);
}

std::string properties(const XmlSignature& signature, bool alone) {
    const std::string certificate = element("xades:CertDigest", "", digest(signature.certificate_digest, alone));
    const std::string certificates = element("xades:SigningCertificateV2", "", element("xades:Cert", "", certificate));
    const std::string format =
        element("xades:DataObjectFormat", named("ObjectReference", "#" + signature.document_id()),
                element("xades:MimeType", "", "text/xml"));
    return element("xades:SignedProperties",
                   (alone ? named("xmlns:xades", xades_namespace) + " " : "") + named("Id", signature.properties_id()),
                   element("xades:SignedSignatureProperties", "",
                           element("xades:SigningTime", "", signature.time) + certificates) +
                       element("xades:SignedDataObjectProperties", "", format));
}

std::string signed_info(const XmlSignature& signature, bool alone) {
    const std::string canonical = algorithm("ds:Transform", c14n);
    const std::string enveloped = algorithm("ds:Transform", "http://www.w3.org/2000/09/xmldsig#enveloped-signature");
    return element(
        "ds:SignedInfo", alone ? named("xmlns:ds", dsig_namespace) : "",
        algorithm("ds:CanonicalizationMethod", c14n) +
            algorithm("ds:SignatureMethod", std::string("http://www.w3.org/2001/04/xmldsig-more#") +
                                                (signature.elliptic ? "ecdsa-sha256" : "rsa-sha256")) +
            element("ds:Reference", named("Id", signature.document_id()) + " URI=\"\"",
                    element("ds:Transforms", "", enveloped + canonical) + digest(signature.document_digest)) +
            element("ds:Reference",
                    named("Type", "http://uri.etsi.org/01903#SignedProperties") + " " +
                        named("URI", "#" + signature.properties_id()),
                    element("ds:Transforms", "", canonical) + digest(signature.properties_digest)));
}

// ETSI EN 319 132-1, 5.3: the one unsigned property, over the SignatureValue element in the same canonical form.
std::string unsigned_properties(const XmlSignature& signature) {
    if (signature.time_stamp.empty()) return "";
    return element("xades:UnsignedProperties", "",
                   element("xades:UnsignedSignatureProperties", "",
                           element("xades:SignatureTimeStamp", "",
                                   algorithm("ds:CanonicalizationMethod", c14n) +
                                       element("xades:EncapsulatedTimeStamp", "", signature.time_stamp))));
}

std::string signature_value(const XmlSignature& signature, bool alone) {
    return element("ds:SignatureValue", alone ? named("xmlns:ds", dsig_namespace) : "", signature.value);
}

}  // namespace

std::string XmlSignature::text() const {
    std::string chain;
    for (const auto& certificate : certificates) chain += element("ds:X509Certificate", "", certificate);
    const std::string qualifying =
        element("xades:QualifyingProperties",
                named("xmlns:xades", xades_namespace) + " " + named("Target", "#" + signature_id()),
                properties(*this, false) + unsigned_properties(*this));
    return element("ds:Signature", dsig(true) + named("Id", signature_id()),
                   signed_info(*this, false) + signature_value(*this, false) +
                       element("ds:KeyInfo", "", element("ds:X509Data", "", chain)) + element("ds:Object", "", qualifying));
}

std::string XmlSignature::signed_info_text() const { return signed_info(*this, true); }
std::string XmlSignature::value_text() const { return signature_value(*this, true); }
std::string XmlSignature::properties_text() const { return properties(*this, true); }

}  // namespace review

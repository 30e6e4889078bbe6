#include "sign/xml_parts.hpp"

namespace review {
namespace {

constexpr std::size_t most_certificates = 16;

}  // namespace

XmlSignature parts_of(const xmlNode* element) {
    XmlSignature parts;
    const xmlNode* info = child(element, "SignedInfo");
    parts.id = attribute(element, "Id");
    parts.elliptic = attribute(child(info, "SignatureMethod"), "Algorithm").ends_with("#ecdsa-sha256");
    parts.document_digest = content(child(child(info, "Reference", 0), "DigestValue"));
    parts.properties_digest = content(child(child(info, "Reference", 1), "DigestValue"));
    parts.value = content(child(element, "SignatureValue"));
    const xmlNode* data = child(child(element, "KeyInfo"), "X509Data");
    for (std::size_t i = 0; i < most_certificates; ++i) {
        const xmlNode* certificate = child(data, "X509Certificate", i);
        if (!certificate) break;
        parts.certificates.push_back(content(certificate));
    }
    const xmlNode* qualifying = child(child(element, "Object"), "QualifyingProperties");
    const xmlNode* properties = child(qualifying, "SignedProperties");
    const xmlNode* about = child(properties, "SignedSignatureProperties");
    parts.time = content(child(about, "SigningTime"));
    parts.certificate_digest =
        content(child(child(child(child(about, "SigningCertificateV2"), "Cert"), "CertDigest"), "DigestValue"));
    const xmlNode* added = child(child(child(qualifying, "UnsignedProperties"), "UnsignedSignatureProperties"), "SignatureTimeStamp");
    parts.time_stamp = content(child(added, "EncapsulatedTimeStamp"));
    return parts;
}

}  // namespace review

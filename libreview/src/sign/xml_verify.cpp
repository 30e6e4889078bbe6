#include <algorithm>

#include <review/digest.hpp>

#include "sign/check_seal.hpp"
#include "base/utc_time.hpp"
#include "sign/signing_key_impl.hpp"
#include "sign/xml_parts.hpp"
#include "sign/xml_survey.hpp"

namespace review {
namespace {

bool plain_identifier(std::string_view id) {
    return id.starts_with(identifier_start) && id.size() <= 64 &&
           id.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-") == id.npos;
}

bool plain_utc_text(std::string_view time) {
    std::string shape(time);
    for (char& c : shape) c = c >= '0' && c <= '9' ? '0' : c;
    return shape == "0000-00-00T00:00:00Z";
}

bool identifiers_unique(const XmlSurvey& seen, const XmlSignature& parts) {
    return plain_identifier(parts.id) && seen.identified(parts.signature_id()) == 1 &&
           seen.identified(parts.document_id()) == 1 && seen.identified(parts.properties_id()) == 1;
}

bool in_form(const XmlSurvey& seen, const XmlSignature& parts) { return plain_utc_text(parts.time) && seen.signature == parts.text(); }

bool noted_digest_fits(const std::string& noted, const Bytes& bytes) {
    return !bytes.empty() && noted == base64(sha256(bytes).bytes);
}

std::optional<CarriedCertificates> carried_in(const XmlSignature& parts) {
    CarriedCertificates carried;
    for (const auto& text : parts.certificates) {
        const auto der = from_base64(text);
        Certificate certificate = der ? certificate_of_der(*der) : nullptr;
        if (!certificate) return std::nullopt;
        if (!carried.signer) carried.signer = std::move(certificate);
        else carried.others.push_back(std::move(certificate));
    }
    if (!carried.signer) return std::nullopt;
    return carried;
}

bool value_fits(const XmlTree& tree, const xmlNode* element, const XmlSignature& parts, X509* signer) {
    EVP_PKEY* key = X509_get0_pubkey(signer);
    const auto value = from_base64(parts.value);
    if (!key || !value || (EVP_PKEY_is_a(key, "EC") == 1) != parts.elliptic) return false;
    const Bytes info = tree.canonical(child(element, "SignedInfo"));
    if (!parts.elliptic) return signature_fits(key, info, *value);
    const std::size_t field = (static_cast<std::size_t>(EVP_PKEY_get_bits(key)) + 7) / 8;
    return value->size() == 2 * field && signature_fits(key, info, der_of_raw(*value));
}

// False where a check failed.
bool find_signature(Verification& out, const XmlSurvey& seen) {
    if (!check(out, "well-formed", seen.state != XmlSurvey::State::malformed, say(Msg::sign_seen_xml))) return false;
    if (!check(out, "no-dtd", seen.state == XmlSurvey::State::read, say(Msg::sign_seen_dtd))) return false;
    if (seen.signatures == 0) return check(out, "signature", false, say(Msg::sign_not_signed));
    if (!check(out, "no-comments", !seen.comments, say(Msg::sign_seen_comments))) return false;
    return check(out, "one-signature", seen.signatures == 1 && seen.last_in_root,
                 say(Msg::sign_seen_xml_signatures, {std::to_string(seen.signatures)}));
}

}  // namespace

void verify_xml(Verification& out, ByteView xml, const TrustedRoots& trust) {
    const XmlSurvey document = survey_xml(xml);
    if (!find_signature(out, document)) return;
    // In canonical form it stands for itself: nothing of the document around it changes what it says.
    const XmlTree tree(as_bytes(document.signature));
    const xmlNode* element = tree.state() == XmlTree::State::read ? tree.root() : nullptr;
    const XmlSignature parts = parts_of(element);
    if (!check(out, "identifiers", identifiers_unique(document, parts), say(Msg::sign_seen_identifiers))) return;
    if (!check(out, "signature-form", in_form(document, parts), say(Msg::sign_seen_xml_form))) return;
    out.claimed_time = parts.time;
    auto carried = carried_in(parts);
    if (!check(out, "signing-certificate",
               carried && parts.certificate_digest == base64(sha256(der_of(carried->signer.get())).bytes),
               carried ? subject_of(carried->signer.get()) : say(Msg::sign_no_signer_certificate))) {
        return;
    }
    const xmlNode* properties =
        child(child(child(element, "Object"), "QualifyingProperties"), "SignedProperties");
    if (!check(out, "properties-digest", noted_digest_fits(parts.properties_digest, tree.canonical(properties)),
               say(Msg::sign_seen_properties))) {
        return;
    }
    const Bytes value = tree.canonical(child(element, "SignatureValue"));
    const bool signature = value_fits(tree, element, parts, carried->signer.get());
    if (!check(out, "signature-value", signature, say(Msg::sign_seen_value))) return;
    if (!check(out, "document-digest", document.absolute && parts.document_digest == base64(document.digest.bytes),
               say(Msg::sign_seen_digest))) {
        return;
    }
    SeenSignature seen{std::move(*carried), {}, sha256(value)};
    if (!parts.time_stamp.empty()) seen.time_stamp = from_base64(parts.time_stamp).value_or(Bytes{0});
    check_seal(out, seen, {}, trust);
}

}  // namespace review

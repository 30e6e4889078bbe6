#include <review/digest.hpp>

#include "base/messages/sign.hpp"
#include "base/utc_time.hpp"
#include "sign/check_seal.hpp"
#include "sign/sign_formats.hpp"
#include "sign/signing_key_impl.hpp"
#include "sign/xml_signature.hpp"
#include "sign/xml_splice.hpp"
#include "sign/xml_survey.hpp"

namespace review {
namespace {

std::string digest_text(ByteView bytes) { return base64(sha256(bytes).bytes); }

XmlSurvey signable(ByteView xml) {
    XmlSurvey seen = survey_xml(xml);
    if (seen.state == XmlSurvey::State::has_dtd) throw Error(Errc::refused, say(Msg::sign_xml_dtd));
    if (seen.state != XmlSurvey::State::read) throw Error(Errc::malformed, say(Msg::sign_xml_malformed));
    // The usual canonical form leaves comments out, so anybody could add or change one afterwards.
    if (seen.comments) throw Error(Errc::refused, say(Msg::sign_xml_comments));
    if (seen.signatures > 0) throw Error(Errc::refused, say(Msg::sign_xml_signed));
    if (!seen.absolute) throw Error(Errc::unsupported, say(Msg::sign_xml_canonical));
    return seen;
}

Bytes made_value(const SigningKey::Impl& key, const XmlSignature& signature) {
    const Bytes value = key.sign(as_bytes(signature.signed_info_text()));
    if (!signature.elliptic) return value;
    return raw_of_der(value, (static_cast<std::size_t>(EVP_PKEY_get_bits(key.public_key())) + 7) / 8);
}

Bytes appended(ByteView xml, const XmlSurvey& seen, std::string_view signature) {
    auto made = append_to_root(xml, seen.encoding, signature);
    if (!made) throw Error(Errc::unsupported, say(Msg::sign_xml_encoding, {seen.encoding}));
    return std::move(*made);
}

}  // namespace

Bytes prepare_xml_seal(ByteView xml) {
    return appended(xml, signable(xml), "");
}

Bytes seal_xml(ByteView prepared, const SigningKey& key, const SignOptions& options) {
    const XmlSurvey seen = signable(prepared);
    const auto& impl = key.impl();
    XmlSignature signature;
    signature.id = std::string(identifier_start) + seen.digest.hex().substr(0, 16);
    signature.elliptic = EVP_PKEY_is_a(impl.public_key(), "EC") == 1;
    signature.document_digest = base64(seen.digest.bytes);
    const Bytes certificate = der_of(impl.certificate.get());
    signature.certificates.push_back(base64(certificate));
    for (const auto& issuer : impl.chain) signature.certificates.push_back(base64(der_of(issuer.get())));
    signature.certificate_digest = digest_text(certificate);
    signature.time = utc_text(options.time);
    signature.properties_digest = digest_text(as_bytes(signature.properties_text()));
    signature.value = base64(made_value(impl, signature));
    if (const Stamp stamp = stamp_by(options)) signature.time_stamp = base64(stamp(sha256(as_bytes(signature.value_text()))));
    return appended(prepared, seen, signature.text());
}

Bytes unsealed_xml(ByteView sealed) {
    // Canonical form does not see how the tags are written; what was spliced in has one spelling, which is that form.
    const XmlSurvey seen = survey_xml(sealed);
    auto bytes = remove_from_root(sealed, seen.encoding, seen.signature);
    if (!bytes) throw Error(Errc::unverified, say(Msg::sign_no_seal, {"signature-form", say(Msg::sign_seen_xml_form)}));
    return std::move(*bytes);
}

}  // namespace review

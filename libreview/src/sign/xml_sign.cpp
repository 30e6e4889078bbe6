#include <array>

#include <review/digest.hpp>

#include "base/messages/sign.hpp"
#include "sign/sign_formats.hpp"
#include "sign/signing_key_impl.hpp"
#include "sign/xml_signature.hpp"
#include "sign/xml_splice.hpp"
#include "sign/xml_tree.hpp"

namespace review {
namespace {

std::string xml_time(std::int64_t seconds) {
    const std::time_t when = seconds;
    std::tm parts{};
    gmtime_r(&when, &parts);
    std::array<char, 32> text{};
    const auto size = std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &parts);
    return {text.data(), size};
}

std::string digest_text(ByteView bytes) { return base64(sha256(bytes).bytes); }

void require_signable(const XmlTree& tree) {
    if (tree.state() == XmlTree::State::has_dtd) throw Error(Errc::refused, say(Msg::sign_xml_dtd));
    if (tree.state() != XmlTree::State::read) throw Error(Errc::malformed, say(Msg::sign_xml_malformed));
    // The usual canonical form leaves comments out, so anybody could add or change one afterwards.
    if (tree.has_comments()) throw Error(Errc::refused, say(Msg::sign_xml_comments));
    if (!tree.elements(dsig_namespace, "Signature").empty()) throw Error(Errc::refused, say(Msg::sign_xml_signed));
}

Bytes signature_value(const SigningKey::Impl& key, const XmlSignature& signature) {
    const Bytes value = sign_message(key.key.get(), as_bytes(signature.signed_info_text()));
    if (!signature.elliptic) return value;
    return raw_of_der(value, (static_cast<std::size_t>(EVP_PKEY_get_bits(key.key.get())) + 7) / 8);
}

}  // namespace

Bytes sign_xml(ByteView xml, const SigningKey& key, const SignOptions& options) {
    const XmlTree tree(xml);
    require_signable(tree);
    const Bytes canonical = tree.canonical();
    if (canonical.empty()) throw Error(Errc::unsupported, say(Msg::sign_xml_canonical));

    const auto& impl = key.impl();
    XmlSignature signature;
    signature.id = "review-" + sha256(canonical).hex().substr(0, 16);
    signature.elliptic = EVP_PKEY_is_a(impl.key.get(), "EC") == 1;
    signature.document_digest = digest_text(canonical);
    const Bytes certificate = der_of(impl.certificate.get());
    signature.certificates.push_back(base64(certificate));
    for (const auto& issuer : impl.chain) signature.certificates.push_back(base64(der_of(issuer.get())));
    signature.certificate_digest = digest_text(certificate);
    signature.time = xml_time(options.time);
    signature.properties_digest = digest_text(as_bytes(signature.properties_text()));
    signature.value = base64(signature_value(impl, signature));

    auto made = append_to_root(xml, tree.encoding(), signature.text());
    if (!made) throw Error(Errc::unsupported, say(Msg::sign_xml_encoding, {tree.encoding()}));
    return std::move(*made);
}

}  // namespace review

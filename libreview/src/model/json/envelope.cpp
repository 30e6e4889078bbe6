// DSSE envelopes and Sigstore bundles (docs/bundle.md).
#include <review/envelope.hpp>

#include "base/base64.hpp"
#include "model/json/strict_reader.hpp"

namespace review {
namespace {

const JsonSource envelope_source{Msg::json_envelope, Errc::unverified};
const JsonSource bundle_source{Msg::json_bundle, Errc::unverified};

constexpr std::string_view bundle_media_type = "application/vnd.dev.sigstore.bundle.v0.3+json";

Json json_of(const Envelope& envelope) {
    Json signatures = Json::array();
    for (const auto& one : envelope.signatures) {
        signatures.push_back(Json{{"keyid", one.keyid}, {"sig", base64(one.signature)}});
    }
    return {{"payloadType", envelope.payload_type}, {"payload", base64(envelope.payload)}, {"signatures", std::move(signatures)}};
}

Envelope read_envelope(const StrictReader& reader) {
    Envelope envelope;
    envelope.payload_type = reader.text("payloadType");
    envelope.payload = reader.base64("payload");
    reader.list("signatures", {"keyid", "sig"}, [&](const StrictReader& item) {
        envelope.signatures.push_back({item.text("keyid"), item.base64("sig")});
    });
    return envelope;
}

}  // namespace

Bytes pre_authentication(std::string_view payload_type, ByteView payload) {
    const std::string head = "DSSEv1 " + std::to_string(payload_type.size()) + " " + std::string(payload_type) + " " +
                             std::to_string(payload.size()) + " ";
    Bytes bytes(head.begin(), head.end());
    bytes.insert(bytes.end(), payload.begin(), payload.end());
    return bytes;
}

std::string envelope_json(const Envelope& envelope) { return dumped(json_of(envelope)); }

Envelope envelope_from_json(std::string_view json) {
    const Json parsed = parse_strictly(envelope_source, json);
    return read_envelope(StrictReader(envelope_source, parsed, "", {"payloadType", "payload", "signatures"}));
}

std::string sigstore_bundle_json(const SigstoreBundle& bundle) {
    Json material{{"publicKey", Json{{"hint", bundle.key_hint}}}};
    Json stamps = Json::array();
    for (const auto& stamp : bundle.time_stamps) stamps.push_back(Json{{"signedTimestamp", base64(stamp)}});
    material["tlogEntries"] = Json::array();
    material["timestampVerificationData"] = Json{{"rfc3161Timestamps", std::move(stamps)}};
    return dumped(Json{{"mediaType", bundle_media_type}, {"verificationMaterial", std::move(material)},
                       {"dsseEnvelope", json_of(bundle.envelope)}});
}

SigstoreBundle sigstore_bundle_from_json(std::string_view json) {
    const Json parsed = parse_strictly(bundle_source, json);
    const StrictReader reader(bundle_source, parsed, "", {"mediaType", "verificationMaterial", "dsseEnvelope"});
    reader.fixed("mediaType", bundle_media_type);
    const auto material = reader.object("verificationMaterial", {"publicKey", "tlogEntries", "timestampVerificationData"});
    SigstoreBundle bundle;
    bundle.key_hint = material.object("publicKey", {"hint"}).text("hint");
    material.list("tlogEntries", {}, [&](const StrictReader&) { material.complain("tlogEntries", Msg::json_want_list); });
    material.object("timestampVerificationData", {"rfc3161Timestamps"})
        .list("rfc3161Timestamps", {"signedTimestamp"}, [&](const StrictReader& item) { bundle.time_stamps.push_back(item.base64("signedTimestamp")); });
    bundle.envelope = read_envelope(reader.object("dsseEnvelope", {"payloadType", "payload", "signatures"}));
    if (bundle.envelope.signatures.size() != 1) reader.complain("dsseEnvelope/signatures", Msg::json_want_list);
    return bundle;
}

}  // namespace review

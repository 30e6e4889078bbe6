#include "release/bundle/opening.hpp"

#include <algorithm>

#include <review/error.hpp>

#include "base/messages/bundle.hpp"

namespace review {
namespace {

Bytes derived(ByteView key, std::string_view purpose) {
    const auto made = KeyedDigest(key).of({"libreview-finding-key/2", purpose});
    return {made.bytes.begin(), made.bytes.end()};
}

}  // namespace

Bytes place_key(ByteView key) { return derived(key, "place"); }
Bytes value_key(ByteView key) { return derived(key, "value"); }

Digest closed_value(ByteView value_key, std::string_view value) { return KeyedDigest(value_key).of({"libreview-value/2", value}); }

Digest commitment_of(ByteView place_key, const FindingFacts& facts, const Digest& value) {
    return KeyedDigest(place_key).of({"libreview-finding/3", facts.rule, facts.place, as_text(value.bytes)});
}

bool opens(const StatedEnvelope& stated, const FindingOpening& opening) {
    const auto& findings = stated.statement.findings;
    if (opening.statement != stated.payload || opening.index >= findings.size()) return false;
    const auto& closed = findings[opening.index];
    return commitment_of(opening.key, {closed.rule, opening.place}, opening.value) == closed.commitment;
}

bool is_value(const FindingOpening& opening, std::string_view value) {
    return !opening.value_key.empty() && closed_value(opening.value_key, value) == opening.value;
}

std::string open_finding(const std::string& folder, const std::string& finding, bool with_value_key) {
    const auto stated = open_statement(read_bundle_file(folder, bundle::statement));
    const auto openings = openings_from_json(as_text(read_bundle_file(folder, bundle::openings)));
    const auto found = std::find_if(openings.findings.begin(), openings.findings.end(), [&](const auto& one) { return one.id == finding; });
    if (found == openings.findings.end()) throw Error(Errc::bad_config, say(Msg::bundle_no_finding, {folder, finding}));
    FindingOpening opening;
    opening.statement = stated.payload;
    opening.index = static_cast<std::uint32_t>(found - openings.findings.begin());
    opening.place = found->place;
    opening.value = found->value;
    opening.key = place_key(found->key);
    if (with_value_key) opening.value_key = value_key(found->key);
    if (!opens(stated, opening)) throw Error(Errc::unverified, say(Msg::bundle_openings_other, {folder}));
    return opening_json(opening);
}

}  // namespace review

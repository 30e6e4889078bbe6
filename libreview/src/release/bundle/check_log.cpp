#include "release/bundle/bundle_reading.hpp"

#include <review/ledger_json.hpp>

#include "base/messages/bundle.hpp"
#include "release/bundle/aggregation_gate.hpp"

namespace review {
namespace {

void about_this_release(BundleReading& reading, const LedgerEntry& entry) {
    const auto record = release_from_json(entry.body);
    const bool kind = entry.kind == (reading.release.break_glass ? EntryKind::break_glass : EntryKind::release);
    reading.check("log-entry", kind && record.statement == sha256(reading.released.payload).hex() && record.published == reading.release.published.hex() &&
                                   same_accepted(record.accepted, reading.stated.statement.accepted_aggregations) &&
                                   (record.reviewed.empty() || record.reviewed == reading.release.statement.hex()),
                  say(Msg::bundle_seen_entry));
}

}  // namespace

void check_log(BundleReading& reading) {
    const bool any = reading.file(bundle::checkpoint) || reading.file(bundle::inclusion) || reading.file(bundle::entry);
    if (!any && reading.trust.log_key.empty() && !reading.release.break_glass) {
        reading.seen.not_checked.push_back(say(Msg::bundle_log_absent));
        return;
    }
    for (const auto* name : {bundle::checkpoint, bundle::inclusion, bundle::entry}) {
        if (!reading.file(name)) {
            reading.check("log", false, say(Msg::bundle_no_file, {name}));
            return;
        }
    }
    if (reading.trust.log_key.empty()) {
        reading.seen.not_checked.push_back(say(Msg::bundle_log_unchecked));
        inclusion_from_json(as_text(*reading.file(bundle::inclusion)));
        about_this_release(reading, entry_from_json(as_text(*reading.file(bundle::entry))));
        return;
    }
    const auto signer = NoteVerifier::parse(reading.trust.log_key);
    const auto proof = inclusion_from_json(as_text(*reading.file(bundle::inclusion)));
    const auto entry = open_entry(as_text(*reading.file(bundle::entry)), proof, as_text(*reading.file(bundle::checkpoint)), signer);
    reading.check("log", true, say(Msg::bundle_seen_log, {signer.name, std::to_string(entry.index)}));
    about_this_release(reading, entry);
}

}  // namespace review

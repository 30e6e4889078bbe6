#include "release/bundle/bundle_reading.hpp"

#include <set>

#include <review/error.hpp>

#include "base/messages/bundle.hpp"

namespace review {

bool check_statements(BundleReading& reading) {
    const Bytes* statement = reading.file(bundle::statement);
    if (!reading.check("statement", statement != nullptr, say(Msg::bundle_seen_statement))) return false;
    reading.stated = open_statement(*statement);
    reading.released = envelope_from_json(as_text(*reading.file(bundle::release)));
    if (envelope_json(reading.released) != as_text(*reading.file(bundle::release))) throw Error(Errc::unverified, say(Msg::bundle_not_plain, {bundle::release}));
    const bool form = reading.released.payload_type == statement_payload_type && reading.released.signatures.size() == 1;
    if (!reading.check("release-statement", form, say(Msg::bundle_seen_release))) return false;
    reading.release = release_statement_from_json(as_text(reading.released.payload));
    const bool same = reading.release.statement == reading.stated.payload && reading.release.candidate == reading.stated.statement.candidate &&
                      reading.release.file_name == reading.stated.statement.file_name;
    return reading.check("same-statement", same, say(Msg::bundle_seen_same));
}

// What nobody signed could be taken for part of the release.
void check_no_other_files(BundleReading& reading) {
    std::set<std::string> known{bundle::statement, bundle::release, reading.release.file_name};
    if (!reading.stated.statement.rules.empty()) known.insert(bundle::rules);
    for (std::size_t i = 1; i <= reading.release.approvals.size(); ++i) known.insert(approval_name(i));
    for (const auto* name : {bundle::time_stamp, bundle::checkpoint, bundle::inclusion, bundle::entry}) {
        if (reading.file(name)) known.insert(name);
    }
    std::string odd, lost;
    for (const auto& [name, bytes] : reading.files) {
        // in_toto() says which of them there are.
        if (!known.contains(name) && !name.starts_with(bundle::in_toto) && odd.empty()) odd = name;
    }
    for (const auto& name : known) {
        if (!reading.file(name) && lost.empty()) lost = name;
    }
    if (!lost.empty()) reading.check("files", false, say(Msg::bundle_no_file, {lost}));
    else reading.check("files", odd.empty(), odd.empty() ? say(Msg::bundle_seen_files, {std::to_string(reading.files.size())}) : say(Msg::bundle_extra_file, {odd}));
}

}  // namespace review

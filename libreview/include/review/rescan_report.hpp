#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <review/ledger_entry.hpp>
#include <review/scan_result.hpp>

namespace review {

// A release as it would be judged today.
struct RescannedRelease {
    RegisterRow row;
    // missing: no file has its digest; changed: nor has the one that bears its name.
    enum class Seen { read, missing, changed } seen = Seen::read;
    std::string path;            // of the file; of the changed one
    ScannedDocument document;    // findings: those for which it would not go out
    std::uint64_t let_through = 0;  // findings that officers let through then, as its bundle and the ledger say

    bool unseen() const { return seen != Seen::read || !document.complete || !document.failure.empty(); }
    bool found() const { return !document.findings.empty(); }
};
std::string_view name_of(RescannedRelease::Seen seen);  // "read"

// How many; withdrawn releases are counted apart.
struct RescanCounts {
    std::uint64_t releases = 0, found = 0, unseen = 0;
    std::uint64_t withdrawn = 0, withdrawn_found = 0;
};

// review-rescan/1 in pieces, so that nobody needs all of it at once: docs/ledger.md.
std::string rescan_json_begin(const std::string& day, const ScanResult& frame);
std::string rescan_json(const RescannedRelease& release, bool first);
std::string rescan_json_withdrawn();  // between both lists
std::string rescan_json_end(const RescanCounts& counts);

}  // namespace review

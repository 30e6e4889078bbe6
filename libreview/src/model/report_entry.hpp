#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <review/finding.hpp>

namespace review {

// What all reports say of one place, in sentences of the reader's language. Values are masked unless they are to be
// revealed: report/entries.cpp alone decides that, and no report looks at a Finding.
struct ReportEntry {
    struct Reasons {
        std::string likelihood, view, source;  // and where the rule comes from
        std::vector<std::string> facts;
    };
    enum class Kind { unread, blind_spot, finding };
    Kind kind = Kind::finding;
    std::string id;        // of a finding; else empty
    std::string rule;      // "cn-identity/resident-id", "review/not-read", "review/blind-spot"
    Category category = Category::term;
    Severity severity = Severity::high;
    Action action = Action::block;
    bool allowed = false;     // by policy, or by a suppression
    std::string suppression;  // "s-...", where one applies
    std::string title, place, shown;  // of the rule; "page 3"; masked value, empty where there is none
    std::string sentence;  // all three, and nothing that changes with the words below
    std::string why, law, what_to_do;
    Reasons reasons;       // only where they are to be explained
    std::string fingerprint;  // HMAC of the value; may be empty
    std::string key;       // 64 hex digits, unique in a report: the same value in the same file keeps it while the file changes around it
    PartKind part = PartKind::text;
    std::uint32_t page = 0, line = 0;  // counted from 1; 0: none
    std::string xpath, object;
    std::optional<ByteRange> bytes;    // of the file itself
};

struct ReportDocument {
    std::string name;  // as the caller gave it
    std::string path;  // relative to the folder the program runs in, where it lies below; else absolute
    std::string format;  // empty: not opened
    std::uint32_t pages = 0;
    std::vector<ReportEntry> entries;  // what nobody could read first, then the worst
};

// A rule that has entries.
struct ReportRule {
    std::string id, title_en, title_zh, source;
    std::string help_en, help_zh;  // why it matters and what to do
    Category category = Category::term;
    Severity severity = Severity::high;
    std::vector<std::string> basis;
};

// What stands above the documents.
struct ReportHead {
    std::string policy, channel, engine;
    std::string time;  // when the scan ended, UTC: "2026-11-27T21:00:00"
};

}  // namespace review

#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include <review/bytes.hpp>
#include <review/finding.hpp>
#include <review/scan_result.hpp>

namespace review {

// A value that stood in one file when somebody took stock, so many times. It is known by its keyed fingerprint only.
struct KnownFinding {
    std::string id;           // "b-" and 16 hex digits, of the rest and the class of documents
    std::string file;         // as the caller names it; the program: from the folder of the baseline's own file
    std::string rule;         // "cn-contact/mobile"
    std::string fingerprint;  // Finding::fingerprint
    std::size_t count = 1;
};

// What is known and not dealt with yet. Nothing in it may go out: it changes no action, and redaction never reads it; it only keeps
// old findings apart from new ones. What may go out is a Suppression. docs/baseline.md.
struct Baseline {
    Bytes key;  // of the fingerprints
    std::string document_class;          // Policy::document_class
    std::string owner, reason, expires;  // of all of it; expires is the last day on which it applies: "2027-01-31"
    std::vector<KnownFinding> entries;
};

// Throws Errc::bad_config naming file and line, also where the file was made with another key.
Baseline load_baseline(const std::string& path, Bytes key);

// Throws Errc::bad_config on a blank owner or reason, and on what is no day.
std::string baseline_yaml(const Baseline& baseline);

// Adds what a document holds and policy does not allow.
void take_stock(Baseline& baseline, const std::string& file, const ScannedDocument& document);

// Puts "known:b-..." into the evidence of what is known of `files`, which belong to the documents one by one. A value that stands
// there more often than it was known is new wherever it stands: "known-more:b-...". Of a baseline that has expired nothing is known.
// A document without a file ("") knows nothing.
BaselineUse mark_known(const Baseline& baseline, const std::vector<std::string>& files, std::vector<ScannedDocument>& documents);
bool is_known(const Finding& finding);

}  // namespace review

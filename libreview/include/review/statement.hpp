#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <review/digest.hpp>
#include <review/ledger_entry.hpp>
#include <review/plugin_identity.hpp>
#include <review/scan_result.hpp>

namespace review {

// What officers approve: an in-toto Statement v1 about one document. It may be published: no value, no digest of the draft or
// of a value without a secret key. docs/bundle.md has each field. Threads: plain data.

// How many findings of a rule got which disposition.
struct FindingTally {
    std::string rule, disposition;  // "redact", "mask", "keep", "allowed"
    std::uint32_t count = 0;
};

// One finding, closed: HMAC under a key of its own, which INTERNAL keeps (docs/bundle.md, "Opening one finding").
struct ClosedFinding {
    std::string rule, disposition, basis;
    Digest commitment;
};

// What the proof saw of the finished bytes.
struct ProofSummary {
    bool clean = false;
    std::uint32_t values = 0, streams = 0;
    std::string rendered;
};

struct ReviewStatement {
    std::string file_name;
    Digest candidate;         // SHA-256 of the document before its seal: docs/bundle.md
    std::string format;       // "pdf"
    Digest draft_commitment;  // HMAC of the draft's bytes under a random key, which INTERNAL keeps
    std::string tool_version, engine;
    std::vector<PackIdentity> packs;
    std::string policy, channel;
    Digest policy_digest;
    std::string rules;        // name of the approval rules; empty: none are asked for
    Digest rules_digest;      // of their file's bytes; zeros where there are none
    std::string redactor;     // person of the rules who decided; may not approve
    std::string prepared;     // UTC
    std::string expires;      // the day publication ends ("2027-03-01"), empty: it does not
    std::uint32_t accepted_blind_spots = 0;
    std::vector<AcceptedAggregation> accepted_aggregations;  // what completes a rule with earlier releases, and why it goes out all the same
    std::vector<FindingTally> tally;
    std::vector<ClosedFinding> findings;
    ProofSummary proof;
    std::string renderer;       // "pdftoppm 22.12.0"; empty: pages were not drawn
    std::vector<Digest> pages;  // SHA-256 of each page's picture at 96 dpi, as `renderer` draws it
};

// One officer's word: a Statement about the candidate and about the statement above.
enum class ApprovalKind { approve, break_glass };

struct Approval {
    ApprovalKind kind = ApprovalKind::approve;
    std::string file_name;
    Digest candidate;
    Digest statement;        // SHA-256 of the review statement's payload
    std::string role, person;
    std::string time;        // UTC, claimed; a time stamp over the signature says more
    std::string expires;     // UTC: not good for a release after it
    Bytes certificate;       // DER
    std::vector<Bytes> chain;
    std::string renderer;
    std::vector<Digest> pages;  // what the officer's own program drew
    std::optional<PluginIdentity> signer{};  // the plug-in that holds the key, as the officer's own program saw it
};

// The office's word, last: which bytes were published for which approvals.
struct ReleaseStatement {
    std::string file_name;
    Digest published;
    Digest candidate, statement;
    std::vector<Digest> approvals;  // SHA-256 of each approval's payload, in order
    bool break_glass = false;
    std::string time;
    Bytes certificate;              // DER, of the office
    std::vector<Bytes> chain;
    std::optional<PluginIdentity> signer{};  // the plug-in that holds the office's key
};

// The payload's bytes: one line of JSON, the same for the same statement.
std::string statement_json(const ReviewStatement& statement);
std::string approval_json(const Approval& approval);
std::string release_statement_json(const ReleaseStatement& release);

// Strict: what would not be written again as the same bytes is Errc::unverified.
ReviewStatement statement_from_json(std::string_view json);
Approval approval_from_json(std::string_view json);
ReleaseStatement release_statement_from_json(std::string_view json);

}  // namespace review

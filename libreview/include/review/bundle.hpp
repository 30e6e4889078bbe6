#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <review/aggregation_check.hpp>
#include <review/approval_rules.hpp>
#include <review/ledger.hpp>
#include <review/release.hpp>
#include <review/signing.hpp>

namespace review {

// A release bundle: a folder with the published file and who let it out. docs/bundle.md. One process writes to a bundle at a
// time (a lock in it); any number may verify.

struct BundleRequest {
    std::string folder;
    std::string file_name;                 // of the published file; empty: the draft's
    const SigningKey* key = nullptr;       // the office's
    SignOptions signing;
    std::string time_stamp_url;            // of an RFC 3161 authority, for the release as a whole; empty: none
    std::optional<ApprovalRules> rules;    // who has to approve; none: nobody besides the key's holder
    Bytes rules_file;                      // the bytes of their file, which go into the bundle
    std::string redactor;                  // Person::id; asked for where there are rules
    std::string expires;                   // the day publication ends ("2027-03-01"); empty: it does not
    std::vector<std::string> trust_paths, crl_paths;
    std::string number;                    // of the document (文号), for the ledger
    Ledger* ledger = nullptr;              // with `log_key`, which signs its checkpoints
    const NoteKey* log_key = nullptr;
    const AggregationKeys* aggregation_keys = nullptr;    // with `ledger` and rules: compares with earlier releases first, and leaves tokens
    const AggregationRules* aggregation_rules = nullptr;
    std::vector<AcceptedAggregation> accepted;            // rules that a person lets pass; stands in the ledger
};

struct BundleOutcome {
    bool released = false;          // false: approvals are missing; the bundle waits for them
    bool released_before = false;   // by an earlier call: what this one asked for besides (number, time stamp, key) changed nothing
    Standing standing;
    std::string document;           // path of the published file, or of the one that waits
    Evidence evidence;
    std::optional<std::uint64_t> ledger_index;
    std::vector<std::string> remarks;  // for people: what was left out
};

// scan -> decisions -> redact -> prove -> wait for approvals -> seal -> prove again -> verify -> ledger. Called again with the same
// draft it goes on where it stopped, also after a kill. Throws Errc::unapproved where findings are undecided or there is no key,
// Errc::refused where the bundle belongs to another draft or another redaction of it, Errc::unverified where it was tampered with.
BundleOutcome release_bundle(const Draft& draft, const Scanner& scanner, const Policy& policy, const RedactionRequest& request,
                             const BundleRequest& bundle, const OpenOptions& options = {});

struct ApproveRequest {
    std::string role;
    const SigningKey* key = nullptr;
    ApprovalKind kind = ApprovalKind::approve;
    std::string time_stamp_url;            // of an RFC 3161 authority; empty: the time is only claimed
    std::string time_stamp_roots;          // PEM: who may vouch for the host of an https:// authority; empty: those of the system
    std::vector<std::string> trust_paths, crl_paths;
    Ledger* ledger = nullptr;              // with `log_key`; what the ledger says was taken back counts here, too
    const NoteKey* log_key = nullptr;
};

// An officer's approval of the document that waits: looks whether the bundle is whole, draws the pages, signs. Throws Errc::unverified for
// a bundle that was changed, Errc::unapproved where this person, key or time would not count.
Standing approve_bundle(const std::string& folder, const ApproveRequest& request);

struct RevokeRequest {
    const SigningKey* key = nullptr;       // of the person who approved; any key of theirs
    RevocationReason reason = RevocationReason::other;
    std::vector<std::string> trust_paths, crl_paths;
    Ledger* ledger = nullptr;              // with `log_key`, which signs the checkpoint; has to be given where the bundle goes into one
    const NoteKey* log_key = nullptr;
};

// The person's approval is taken back (docs/approvals.md), and what a killed run left of it is finished. Approvals of others stay.
// Throws Errc::unapproved where this person has none, Errc::refused where the document has gone out.
Standing revoke_approval(const std::string& folder, const RevokeRequest& request);

struct BundleTrust {
    std::vector<std::string> roots, crls;  // PEM
    std::string rules;                     // the file of approval rules a reader holds to; empty: the bundle's own
    std::string log_key;                   // C2SP verifier key of the ledger; empty: the log is not checked
    std::string opening{};                 // a file by open_finding(); empty: none
    std::string value{};                   // with it, a file that holds what the value is said to be; empty: not asked
};

// What INTERNAL knows of one finding, for somebody who may know it: a file that verify_bundle() checks against the public statement
// (docs/bundle.md, "Opening one finding"). It tells nothing of another finding, and nothing of the value but, with `value_key`, whether a
// guess is right: of a number that is the number. Throws Errc::bad_config where the statement has no such finding, Errc::unverified where INTERNAL
// does not fit the statement.
std::string open_finding(const std::string& folder, const std::string& finding, bool value_key);

// Strict; needs no secrets, and INTERNAL need not be there. `bundle` is a folder or a zip file of it.
Verification verify_bundle(const std::string& bundle, const BundleTrust& trust);
Verification verify_bundle(const Draft& zip, const BundleTrust& trust);
bool is_bundle(const std::string& path);
bool is_bundle(const Draft& file);

// The bundle without INTERNAL, as a zip file: what may be handed out.
Bytes bundle_zip(const std::string& folder);

}  // namespace review

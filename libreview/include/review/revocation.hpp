#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <review/bytes.hpp>
#include <review/digest.hpp>
#include <review/plugin_identity.hpp>

namespace review {

// An officer's word that takes an approval back before the release (docs/approvals.md). Threads: plain data.

// A word of a list: free text could hold what was removed.
enum class RevocationReason { mistake, new_facts, conflict, key_lost, other };
std::string_view name_of(RevocationReason reason);  // "new-facts"
std::optional<RevocationReason> revocation_reason(std::string_view name);

// What counts of it, by the bundle's own file or by the ledger's entry.
struct RevocationRecord {
    std::string name;      // of the document
    Digest approval;       // SHA-256 of the approval's payload
    Digest statement;      // SHA-256 of the review statement's payload
    std::string person, role;
    RevocationReason reason = RevocationReason::other;
    std::string time;      // UTC, claimed
    Digest revocation;     // SHA-256 of the payload of the signed word
};

// The signed word: an in-toto Statement about the candidate, the review statement and the approval.
struct Revocation {
    std::string file_name;
    Digest candidate, statement, approval;
    std::string role, person;
    RevocationReason reason = RevocationReason::other;
    std::string time;
    Bytes certificate;  // DER; any key of the person
    std::vector<Bytes> chain;
    std::optional<PluginIdentity> signer{};  // the plug-in that holds the key

    RevocationRecord record() const;
};

// The payload's bytes: one line of JSON. What would not be written again as the same bytes is Errc::unverified.
std::string revocation_json(const Revocation& revocation);
Revocation revocation_from_json(std::string_view json);

// The body of the ledger's entry. Nothing where it is not one that review wrote: `review ledger append` takes other bodies.
std::string body_json(const RevocationRecord& record);
std::optional<RevocationRecord> revocation_record(std::string_view body);

}  // namespace review

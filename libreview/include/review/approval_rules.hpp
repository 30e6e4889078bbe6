#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <review/certificate.hpp>
#include <review/digest.hpp>
#include <review/revocation.hpp>
#include <review/statement.hpp>

namespace review {

// Who has to approve before an office publishes: 初审, 复审, 审定; the names are the office's own. A YAML file,
// docs/approvals.md. Threads: plain data.

struct Person {
    std::string id;            // "E1001"; what statements name
    std::string name;          // for people
    std::vector<Digest> keys;  // SHA-256 of SubjectPublicKeyInfo; empty: the certificate's serialNumber (RFC 4519, 2.31) is the id
};

struct Role {
    std::string name;
    std::uint32_t order = 1;      // a role of a higher number waits for all of lower ones
    std::uint32_t threshold = 1;  // different persons
    std::vector<std::string> holders;  // Person::id
};

struct BreakGlass {
    std::uint32_t threshold = 2;  // at least 2, different persons
    std::vector<std::string> holders;
};

struct ApprovalRules {
    std::string name;
    Digest digest;  // of the file's bytes
    std::uint32_t valid_days = 30;  // how long an approval is good, 1 to 366
    std::vector<Person> persons;
    std::vector<Digest> office;     // keys that may seal and release; empty: any that is trusted
    std::vector<Role> roles;  // by order
    std::optional<BreakGlass> break_glass;
    bool in_toto = false;  // each approval is signed for in-toto-verify, too (docs/in-toto.md); keys that it cannot verify do not approve
};

// Throws Errc::bad_config naming file and line: unknown keys, persons nobody named, a threshold that nobody can reach,
// one key for two persons.
ApprovalRules load_approval_rules(const std::string& path);
ApprovalRules parse_approval_rules(ByteView yaml, const std::string& file);

// The person this certificate speaks for by the rules; nullptr: nobody.
const Person* person_of(const ApprovalRules& rules, const CertificateFacts& certificate);

// One approval whose signature was verified.
struct SignedApproval {
    Approval approval;
    CertificateFacts certificate;
    std::int64_t time = 0;  // of its time stamp, or the claimed one
};

// Where a document stands.
struct Standing {
    std::vector<std::string> missing;  // a sentence for each role that waits; empty: it may go out
    std::vector<std::string> refused;  // a sentence for each approval that does not count, and why
    std::vector<std::string> revoked;  // a sentence for each approval that was taken back and not given anew
    bool break_glass = false;          // it may go out by break-glass alone
    bool complete() const { return missing.empty(); }
};

// Counts different persons and different keys, each in one role only; the redactor never. An approval of a higher role
// counts only if it is not earlier than those it waits for. `now`: seconds since 1970; what has expired does not count, nor what
// is_taken_back() says.
Standing standing_of(const ApprovalRules& rules, const std::string& redactor, const std::vector<SignedApproval>& approvals,
                     std::int64_t now, const std::vector<RevocationRecord>& revocations = {});

// Whether one of these is about the approval: it names the approval, or is a later word (or of the same second) of the same person
// about the same statement, so that a copy of another approval of theirs is none either.
bool is_taken_back(const Approval& approval, const std::vector<RevocationRecord>& revocations);
// "E1002 took back the approval as 初审 on 2026-03-01T12:00:00Z: it was given by mistake"
std::string sentence_of(const RevocationRecord& revocation);

}  // namespace review

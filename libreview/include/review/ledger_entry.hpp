#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <review/digest.hpp>

namespace review {

enum class EntryKind { release, withdrawal, approval_revoked, break_glass, policy, rescan, tokens, other };
std::string_view name_of(EntryKind kind);  // "release", "approval-revoked"
// A release in the usual way, or one that two persons let out in an emergency.
constexpr bool went_out(EntryKind kind) { return kind == EntryKind::release || kind == EntryKind::break_glass; }
std::optional<EntryKind> entry_kind(std::string_view name);

// One entry of the ledger. Never a value of a draft nor an unkeyed digest of one: entries are shown to others.
struct LedgerEntry {
    std::uint64_t index = 0;
    EntryKind kind = EntryKind::other;
    std::string time;    // "2026-11-27T08:15:00Z", never before that of the entry before
    std::string salt;    // 32 hexadecimal digits by chance: the digests beside it in a proof tell nothing of what it says
    std::string intent;  // what the place of its files is committed to (ledger.md); empty: it has none
    std::string body;    // an object as canonical_json() writes it

    // What the log hashes: one line of JSON without a line end. The same bytes stand in a release bundle.
    std::string text() const;
};

// RFC 9162, 2.1.3: the digests beside the way from an entry up to the root of the first `size` entries, lowest first.
struct InclusionProof {
    std::uint64_t index = 0;
    std::uint64_t size = 0;
    std::vector<Digest> path;
};

// RFC 9162, 2.1.4: that the first `size` entries continue the first `old_size`.
struct ConsistencyProof {
    std::uint64_t old_size = 0;
    std::uint64_t size = 0;
    std::vector<Digest> path;
};

// That a release goes out although a rule of aggregation is completed: a person's word.
struct AcceptedAggregation {
    std::string rule, reason;
};

// The body of a release, by break-glass too. What a later version adds is kept and not shown.
struct ReleaseRecord {
    std::string number;     // of the document, 编号
    std::string name;       // 名称
    std::string channel;    // "internet", "restricted", "board"
    std::string publisher;  // 发布人
    std::vector<std::string> reviewers;  // 审核人
    std::string published;  // SHA-256 of the file that went out, hexadecimal
    std::string statement;  // SHA-256 of the signed statement, hexadecimal; empty: there is none
    std::string expires;    // the last day it is to be seen, "2027-02-28"; empty: no end
    std::string tokens = {};  // ReleaseTokens::digest() of what stands in the index, hexadecimal; empty: it has none
    std::vector<AcceptedAggregation> accepted = {};
    std::string reviewed = {};  // SHA-256 of the review statement that officers approved, hexadecimal; empty: nobody did
};

// The body of a withdrawal.
struct WithdrawalRecord {
    std::uint64_t release = 0;  // index of the entry
    std::string by;
    std::string reason;
};

// The body of a look back: what was published was looked at once more, with the packs and the policy of that day.
struct RescanRecord {
    struct Pack {
        std::string name, version, digest;
    };
    std::string by;
    std::string policy, policy_digest;  // of internet releases, where each was looked at by its own channel
    std::vector<Pack> packs;
    std::uint64_t releases = 0;  // in the register on that day
    std::uint64_t found = 0;     // that would not go out any more; withdrawn ones are not counted
    std::uint64_t unseen = 0;    // whose file was not there, changed, or not read whole; withdrawn ones are not counted
    std::string report;          // SHA-256 of what was written about it, hexadecimal
};

// The body of tokens made anew: from here on these are those of the release, not those that its own entry names.
struct TokensRecord {
    std::uint64_t release = 0;  // index of the entry
    std::string by;
    std::string epoch;          // of the key
    std::string tokens;         // ReleaseTokens::digest(), hexadecimal
};

// A release as the register of the office (台账) shows it on a day. Whatever its state, it was disclosed once.
enum class ReleaseState { live, expired, withdrawn };
std::string_view name_of(ReleaseState state);  // "live"

struct RegisterRow {
    std::uint64_t index = 0;
    std::string day;  // of release, local time: "2026-11-27"
    ReleaseRecord release;
    ReleaseState state = ReleaseState::live;
    std::string ended;   // the day it expired or was withdrawn; empty: live
    std::string reason;  // of the withdrawal
};

// What happened in one year, for the annual report.
struct YearCount {
    std::string year;
    std::uint64_t releases = 0, expired = 0, withdrawn = 0;
    std::vector<std::pair<std::string, std::uint64_t>> by_channel;  // releases, in order of the names
    std::vector<std::pair<std::string, std::uint64_t>> by_kind;     // entries of all other kinds
};

}  // namespace review

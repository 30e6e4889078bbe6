#pragma once

#include <optional>
#include <string>
#include <vector>

#include <review/ledger.hpp>
#include <review/time_stamp.hpp>

namespace review {

// A checkpoint that somebody kept outside the ledger: the only witness against one who can write the file and has its key,
// or who put an older copy in its place.
struct KeptCheckpoint {
    std::string name;  // of its file
    std::string note;
    Bytes stamp = {};  // TimeStampResp over it; empty: none
};

struct LedgerCheck {
    std::uint64_t size = 0;
    Digest root;
    std::uint64_t checkpoints = 0;   // of the ledger itself, each signed and each a beginning of this log
    std::uint64_t signed_size = 0;   // how many entries a signature covers; those behind it could still be rewritten
    struct Anchored {
        std::uint64_t size = 0;
        TimeStamp stamp;
    };
    std::optional<Anchored> anchored;  // the newest time stamp that verifies: these entries were there then
    std::vector<std::string> remarks;  // sentences: what was not checked
    std::vector<std::string> faults;  // sentences; none: all is as it was written
    std::optional<std::uint64_t> first_wrong;  // the first entry that is not; where nobody can tell, the first that may be
};

// Replays the whole log: every entry in its place, in its form and not before the one ahead of it, every node of the tree,
// every signed checkpoint and every one that was kept, every intent. `key`, where given, is the log's key as you got it
// another way. `stamp_roots`: PEM bundles of the authorities whose time stamps count; without them none is checked, which is
// a remark. With them the newest must verify, and each that was kept. Throws Errc::io, and Errc::unverified where the file cannot be read as a ledger at all.
LedgerCheck check_ledger(const Ledger& ledger, const std::optional<NoteVerifier>& key = {}, const std::vector<KeptCheckpoint>& kept = {},
                         const std::vector<std::string>& stamp_roots = {});

}  // namespace review

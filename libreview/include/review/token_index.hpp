#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <review/ledger.hpp>

namespace review {

// A record of an earlier release, as the ledger has it.
struct IndexedRecord {
    std::uint64_t entry = 0;
    std::string epoch;
    std::vector<AttributeToken> tokens;
};

// The tokens of all releases of a ledger. Every question is one look-up in a tree, however many releases there are.
// Throws Errc::unverified where the index is damaged. The Ledger must outlive it.
class TokenIndex {
public:
    explicit TokenIndex(const Ledger& ledger);

    struct Epoch {
        std::string identity;  // empty: releases without tokens
        std::uint64_t releases = 0;
    };
    std::vector<Epoch> epochs() const;

    // Records with this link, oldest first, `most` at most.
    std::vector<std::uint64_t> linked(std::uint64_t link, std::uint64_t most) const;
    IndexedRecord record(std::uint64_t number) const;

    std::string epoch_of(std::uint64_t release) const;  // empty: it has no tokens
    ReleaseTokens tokens(std::uint64_t release) const;

    // Whether the tokens of the release are those that its entry commits to, or the last entry that made them anew.
    void require_true(std::uint64_t entry) const;

    struct Release {
        ReleaseRecord record;
        std::string day;  // local time
        ReleaseState state = ReleaseState::live;
    };
    Release release(std::uint64_t entry, std::string_view day) const;  // as it stands on the day

private:
    std::string committed(std::uint64_t release) const;
    const Ledger& ledger_;
    bool there_;  // some release has tokens
};

}  // namespace review

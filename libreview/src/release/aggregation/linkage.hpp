#pragma once

#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include <review/token_index.hpp>

namespace review {

// A record, of the draft or of an earlier release.
struct LinkedRecord {
    std::optional<std::uint64_t> entry;  // none: of the draft
    std::map<std::size_t, std::vector<AttributeToken>> tokens;  // by the epochs whose key is there; one for an earlier release
    std::set<AttributeKind> kinds() const;
};

// Records that speak of one person or thing, as far as anybody can tell.
struct Person {
    std::vector<std::size_t> members;               // numbers of records of the Linkage; the first is of the draft
    std::map<std::size_t, std::size_t> led_by;      // member -> the member by which it was found
};

// Joins records of a draft with each other and with earlier releases by the links they share. Two that contradict each other
// are never one person; where a record may belong to either, both are told. One thread.
class Linkage {
public:
    // `index`: none where there is no ledger. `epochs`: identities of the keys, in their order.
    Linkage(const TokenIndex* index, std::vector<std::string> epochs) : index_(index), epochs_(std::move(epochs)) {}

    void set_draft(std::vector<LinkedRecord> records);  // numbers 0, 1, ...; forgets those of an earlier call
    std::vector<Person> persons_of(std::size_t draft_record);
    const LinkedRecord& record(std::size_t number) const { return number < draft_.size() ? draft_[number] : earlier_[number - draft_.size()]; }
    // Parts of the earlier members that hang together without the draft.
    std::vector<std::vector<std::size_t>> without_draft(const Person& person) const;

    std::uint64_t too_common() const { return too_common_; }  // links of more records than are looked at
    std::uint64_t too_many() const { return too_many_; }      // records of the draft whose links have no end

private:
    std::vector<std::size_t> neighbours(std::size_t number);
    const std::vector<std::uint64_t>& linked(std::uint64_t link);
    std::optional<std::size_t> earlier(std::uint64_t record);
    bool fits(const std::vector<std::size_t>& members, std::size_t number) const;

    const TokenIndex* index_;
    std::vector<std::string> epochs_;
    std::vector<LinkedRecord> draft_, earlier_;
    std::map<std::uint64_t, std::vector<std::size_t>> draft_links_;
    std::map<std::uint64_t, std::vector<std::uint64_t>> index_links_;           // looked up already
    std::map<std::uint64_t, std::optional<std::size_t>> position_;              // of a record of the index in `earlier_`
    std::uint64_t too_common_ = 0, too_many_ = 0;
};

}  // namespace review

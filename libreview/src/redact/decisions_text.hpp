#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <review/decisions_file.hpp>

#include "policy/keyed_file.hpp"

namespace review {

constexpr std::size_t anchor_digits = 32, key_mark_digits = 16;

// Without a catalogue every basis will do.
Decisions read_decisions(const std::string& yaml, const std::string& file, const LegalBases* bases);

// A comment of one line.
std::string one_line(std::string_view text);

// Comments of the program: `#:` says where a finding stands and is written anew each time, `#!` what became of an entry. All
// other comments are the officer's. (gettext marks its own comments that way.)
std::string place_comment(const Finding& finding);

// An entry whose dash stands in this column.
std::string entry(const Decision& decision, std::size_t column);

// What an earlier file looks like, for files whose entries stand one below another, each on lines of its own.
class DecisionsText {
public:
    struct Block {
        std::vector<std::string> comments;  // above the entry; the officer's, and those with #!
        std::vector<std::string> lines;
    };

    static std::optional<DecisionsText> split(const std::string& text);

    std::size_t column() const { return column_; }
    const std::vector<Block>& blocks() const { return blocks_; }
    // The block with what the entry says now, below more comments: id, anchor and `carried` are set, everything else stays.
    std::string edited(std::size_t block, const Decision& was, const Decision& now, const std::string& comments, bool keep_status) const;

    // The file with new sections in place of the old ones.
    struct Sections {
        std::string head;  // version, draft, key and redact_all
        std::string decisions, blind_spots, end;
    };
    std::string with(const Sections& sections, bool keep_status) const;
    std::string accepted_line(const std::string& label) const;  // as the officer wrote it; empty: is not there

private:
    std::vector<std::string> lines_;
    std::vector<Block> blocks_;
    std::vector<std::map<std::string, std::size_t>> keys_;  // of each block: in which of its lines a key stands
    std::map<std::string, std::string> accepted_;
    std::size_t column_ = 2;
    // Lines of the file, from and past: the sections that are written anew.
    std::pair<std::size_t, std::size_t> decisions_{}, spots_{};
    std::set<std::size_t> head_;
};

}  // namespace review

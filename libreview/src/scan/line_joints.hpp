#pragma once

#include <bitset>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "text/views.hpp"

namespace review {

// Ends of lines that break what goes on behind them: a number, a word of a label, a count and its unit.
class LineJoints {
public:
    void add_word(std::string_view word);    // in the form of the base view
    void add_label(std::string_view label);  // a word whose value may begin the next line

    // Stretches of the text around such ends of lines, which are left out. Nothing is written where there are none.
    void write(const TextView& base, const Part& part, TextView& view) const;

private:
    struct Joint {
        std::size_t begin, end;  // what is left out
    };
    struct Piece {
        std::uint32_t begin, end;  // of words_
    };
    // There are thousands, made at each start: they share the words, and one table.
    struct Split {
        std::uint32_t key;   // of the characters beside the joint
        std::uint32_t next;  // with the same slot, one more than its number
        Piece before, behind;
    };
    class Reader;
    Piece keep(std::string_view word);
    std::string_view text_of(Piece piece) const { return std::string_view(words_).substr(piece.begin, piece.end - piece.begin); }
    void add_splits(Piece word);
    void add_split(Piece before, Piece behind);
    void link(std::uint32_t number);
    bool breaks_word(std::string_view text, Joint joint) const;
    bool breaks(std::string_view text, Joint joint) const;

    std::string words_;
    std::vector<Split> splits_;
    std::vector<std::uint32_t> first_ = std::vector<std::uint32_t>(1 << 12);  // of each slot, by the key; 0: none
    std::bitset<1 << 16> known_;                                              // keys; quick to ask
};

// The value that begins at `at` as it is read over ends of lines and of lines in a cell. Empty where none is near.
struct ValueOverLines {
    std::string text;
    std::vector<std::size_t> at;  // of each byte in the view, and where the last one ends
};
ValueOverLines value_over_lines(const TextView& view, const Part& part, std::size_t at, std::size_t longest);

// Whether the sentence goes on behind the end of the line at byte `at`: a line of a paragraph, and no row, heading or item of a list.
bool paragraph_goes_on(std::string_view text, std::size_t at);

}  // namespace review

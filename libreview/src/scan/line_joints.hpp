#pragma once

#include <bitset>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
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
    struct Split {
        std::string before, behind;
    };
    class Reader;
    void add_split(std::string_view before, std::string_view behind);
    bool breaks_word(std::string_view text, Joint joint) const;
    bool breaks(std::string_view text, Joint joint) const;

    std::unordered_multimap<std::uint32_t, Split> splits_;  // by the characters beside the joint
    std::bitset<1 << 16> known_;                            // of them; quick to ask
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

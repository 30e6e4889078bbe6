#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace review {

// One spelling for every way a value may be laid out: without white space, zero-width characters, strokes and rings on letters, and
// dashes between digits, with compatibility forms folded (full-width digits, radicals), ASCII in
// small letters. Two texts hold the same value where their loose forms do.
struct LooseText {
    std::string text;                   // UTF-8
    std::vector<std::uint32_t> begins;  // for each byte of `text`: where its code point began in the source
    std::vector<std::uint32_t> ends;    // and where it ended
};

// A hyphen at the end of a line may part a word or belong to it: `joined` leaves it out.
enum class LineHyphens { kept, joined };

LooseText loosen(std::string_view utf8, LineHyphens hyphens = LineHyphens::kept);
bool has_line_hyphen(std::string_view utf8);  // whether the two differ
std::string loose(std::string_view utf8, LineHyphens hyphens = LineHyphens::kept);  // the text alone

std::u32string code_points(std::string_view utf8);  // malformed bytes become U+FFFD
bool is_han(char32_t point);
bool is_letter_or_digit(char32_t point);  // of any script

// Arabic, Hebrew and their like as a page has them from left to right: the letters turned round, the
// numbers among them not. Empty where nothing is written from right to left.
std::string from_left_to_right(std::string_view utf8);

// The bytes of a text in an older encoding ("gb18030", "Big5"); empty where it cannot be written so.
std::string encoded_as(std::string_view utf8, const char* charset);

}  // namespace review

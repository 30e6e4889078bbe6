#pragma once

#include <string>
#include <vector>

#include "format/pdf/text_font.hpp"

namespace review::pdf {

// What a sheet prints of a text: control characters and bidirectional marks are left out, white space but line breaks is a blank.
std::u32string shown_characters(const std::string& utf8);

double width_of(const TextFont& font, const std::u32string& text, double size);  // in points

// Lines no wider than `width`: broken between words, and between Han; no line begins with a mark that closes something.
std::vector<std::u32string> broken(const TextFont& font, const std::u32string& text, double width, double size);

}  // namespace review::pdf

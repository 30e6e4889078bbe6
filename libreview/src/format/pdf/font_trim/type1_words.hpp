#pragma once

#include <string>
#include <string_view>

namespace review::pdf {

// The clear portion of a Type 1 program without what it says in words: comments, strings, FontInfo, the name (Adobe
// Type 1 Font Format, 2.3). Nothing that draws is a string or a comment there, and readers of PDF have
// the name from the dictionary.
std::string without_words(std::string_view clear);

}  // namespace review::pdf

#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

#include "scan/characters.hpp"
#include "text/utf8.hpp"

namespace review {

inline constexpr std::size_t ideograph = 3;  // bytes of nearly every one

inline bool han_before(std::string_view text, std::size_t at) { return at > 0 && is_han(decode_utf8_before(text, at).value); }

// Bytes of the first of the words that the text ends with, or 0.
template <std::size_t Size>
std::size_t size_of_end(std::string_view text, const std::array<std::string_view, Size>& words) {
    const auto found = std::find_if(words.begin(), words.end(), [&](auto word) { return text.ends_with(word); });
    return found == words.end() ? 0 : found->size();
}

// The letter, three bytes, is one of the set.
bool one_of(std::string_view set, std::string_view letter);

// A word that stands where a name could: 不详, 办公室, 市教育局.
bool no_name(std::string_view name);

// No common one, but one that begins few words: 柯, 詹.
bool clear_surname(std::string_view surname);

}  // namespace review

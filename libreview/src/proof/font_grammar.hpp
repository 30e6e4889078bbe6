#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace review {

// Where the clear portion of a Type 1 program has words of its own grammar (Adobe Type 1 Font Format, 2.2 to 2.4): operators, keys,
// names of glyphs in letters. Every such program has them, whatever the draft says. Strings and comments are no grammar, save
// for the first line that is neutral.
class FontGrammar {
public:
    explicit FontGrammar(std::string_view program);  // has none where this is no Type 1 program
    // Of the same bytes without their white space.
    FontGrammar without_blanks_of(std::string_view program) const;

    // The program with blanks in place of these words.
    std::string blanked(std::string program) const;

    // Whether the bytes from `begin` to `end` are one such word, or a part of one.
    bool has(std::size_t begin, std::size_t end) const {
        return begin < end && end <= words_.size() && words_[begin] != 0 && words_[begin] == words_[end - 1];
    }

private:
    FontGrammar() = default;
    std::vector<std::uint32_t> words_;  // for every byte the number of the word it is in, 0: in none
};

}  // namespace review

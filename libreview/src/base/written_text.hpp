#pragma once

#include <cstddef>
#include <string>

#include <review/bytes.hpp>

namespace review {

// What a person wrote for the program to read (words, rules, decisions): UTF-8, or UTF-16 with a byte order mark. Another encoding
// is not guessed, unlike a draft's: a word that was taken for other characters is found nowhere, and nobody would notice.
struct WrittenText {
    std::string utf8;            // without its byte order mark
    std::size_t wrong_line = 0;  // 1-based: the first that is in no such encoding; 0: there is none
};

WrittenText written_text(ByteView bytes);

}  // namespace review

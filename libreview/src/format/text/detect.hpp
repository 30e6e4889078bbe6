#pragma once

#include <optional>
#include <string_view>

#include <review/bytes.hpp>

#include "base/charset.hpp"

namespace review {

struct TextForm {
    Charset charset;
    std::size_t mark_bytes = 0;  // the byte order mark
    std::size_t tolerated = 0;   // undecodable stretches that leave it a text
    bool two_encodings = false;  // lines of UTF-8 among others
    bool known_utf8 = false;     // all of the bytes were looked at, are UTF-8, and no control character of binary files is among them
};

// The first line, counted from 1, that is no UTF-8 where others are Chinese in UTF-8: files were put together. 0: there is none.
std::size_t line_of_other_encoding(ByteView bytes);

// How plain text is written: UTF-8, UTF-16 or GB18030, with a byte order mark or without. nullopt:
// it is no text, or in none of these. `cut_off`: the bytes are only the beginning of a file.
std::optional<TextForm> detect_text(ByteView bytes, bool cut_off);

// The byte order mark of an encoding detect_text() knows; empty: it has none.
std::string_view mark_of(const Charset& charset);

}  // namespace review

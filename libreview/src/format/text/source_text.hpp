#pragma once

#include <string_view>

#include <review/bytes.hpp>

#include "base/charset.hpp"
#include "format/text/part_pieces.hpp"

namespace review {

// A draft as UTF-8, without its byte order mark, and where each character of it stands in the file.
// UTF-8 drafts are not copied; the bytes outlive the view.
class SourceText {
public:
    // `place`: where the first byte stands, for bytes that are part of something.
    // Undecodable stretches become U+FFFD; past `tolerated` of them given_up() is true.
    // `known_utf8`: detect_text() has read them all as such.
    SourceText(ByteView bytes, Charset charset, std::size_t mark_bytes, std::size_t tolerated, std::uint64_t place = 0, bool known_utf8 = false);

    std::string_view utf8() const { return as_is_ ? view_ : std::string_view(decoded_.utf8); }
    const Charset& charset() const { return charset_; }
    const std::vector<ByteRange>& undecodable() const { return decoded_.undecodable; }
    bool given_up() const { return decoded_.given_up; }

    // The bytes of utf8()[begin, end), which are whole characters.
    ByteRange source(std::size_t begin, std::size_t end) const;
    // Adds utf8()[begin, end) to a part, each character with its place.
    void feed(PartPieces& pieces, std::size_t begin, std::size_t end) const;

private:
    Charset charset_;
    bool as_is_;
    std::uint64_t mark_bytes_, place_;
    std::string_view view_;
    Decoded decoded_;
};

}  // namespace review

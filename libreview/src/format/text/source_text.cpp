#include "format/text/source_text.hpp"

#include <algorithm>

#include "base/mapped_file.hpp"
#include "base/utf8_scan.hpp"

namespace review {
namespace {

// The bytes are read once, in pieces that leave the memory again; a character may be cut by the end of one.
bool is_utf8(ByteView bytes) {
    constexpr std::size_t piece = 4 << 20, longest = 4;
    for (std::size_t at = 0; at < bytes.size();) {
        const auto part = bytes.subspan(at, std::min(piece, bytes.size() - at));
        const auto bad = first_not_utf8(part);
        const bool last = at + part.size() == bytes.size();
        if (bad && (last || *bad + longest <= part.size())) return false;
        const auto read = bad ? *bad : part.size();
        passed(part.first(read));
        at += read;
    }
    return true;
}

}  // namespace

SourceText::SourceText(ByteView bytes, Charset charset, std::size_t mark_bytes, std::size_t tolerated, std::uint64_t place, bool known_utf8)
    : charset_(std::move(charset)), as_is_(false), mark_bytes_(mark_bytes), place_(place), view_(as_text(bytes).substr(mark_bytes)) {
    as_is_ = charset_.is_utf8() && (known_utf8 || is_utf8(bytes.subspan(mark_bytes)));
    if (!as_is_) decoded_ = decode(charset_, bytes, mark_bytes, tolerated);
}

ByteRange SourceText::source(std::size_t begin, std::size_t end) const {
    if (as_is_) return {begin + mark_bytes_ + place_, end + mark_bytes_ + place_};
    const auto first = decoded_.at(begin);
    if (first.at_end()) return {place_ + mark_bytes_ + view_.size(), place_ + mark_bytes_ + view_.size()};
    const auto from = place_ + first.character().source.begin;
    if (begin == end) return {from, from};
    return {from, place_ + decoded_.at(end - 1).character().source.end};
}

void SourceText::feed(PartPieces& pieces, std::size_t begin, std::size_t end) const {
    if (as_is_) {
        pieces.verbatim(view_.substr(begin, end - begin), begin + mark_bytes_ + place_);
        return;
    }
    if (begin == end) return;
    // In UTF-16 an ASCII character takes two bytes; everywhere else it is itself.
    for (auto cursor = decoded_.at(begin); !cursor.at_end(); cursor.step()) {
        const auto character = cursor.character();
        if (character.text_begin >= end) break;
        const auto text = utf8().substr(character.text_begin, character.text_end - character.text_begin);
        const auto bytes = view_.substr(character.source.begin - mark_bytes_, text.size());
        if (character.source.end - character.source.begin == text.size() && bytes == text) {
            pieces.verbatim(text, place_ + character.source.begin);
        } else {
            pieces.glyph(text, {place_ + character.source.begin, place_ + character.source.end});
        }
    }
}

}  // namespace review

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <review/bytes.hpp>
#include <review/part.hpp>

#include "base/charset.hpp"
#include "format/text/part_pieces.hpp"

namespace review {

// A text and where each character of it stands in the draft. What is read from a text (an attribute's value, a script without
// its escapes) is another such text with the places of the first.
class MappedText {
public:
    // The draft itself, decoded. Undecodable stretches are U+FFFD.
    static MappedText of(const Decoded& decoded, ByteView bytes);

    std::string_view utf8() const { return text_; }
    bool empty() const { return text_.empty(); }
    // The characters stand in the draft as they are, in one run.
    bool is_plain_copy() const { return runs_.size() == 1 && runs_[0].verbatim && runs_[0].text_end == text_.size(); }

    void verbatim(std::string_view text, std::uint64_t source);
    // Characters that another spelling stands for, each of them for all of it.
    void glyphs(std::string_view text, ByteRange source);
    void layout(std::string_view characters) { text_ += characters; }  // not in the draft
    // from.utf8()[begin, end) with its places.
    void append(const MappedText& from, std::size_t begin, std::size_t end);
    // The bytes of the draft that utf8()[begin, end) stands in: the hull.
    ByteRange source(std::size_t begin, std::size_t end) const;
    void feed(PartPieces& pieces) const;

private:
    std::string text_;
    std::vector<SourceRun> runs_;  // ascending; what none holds is layout
};

}  // namespace review

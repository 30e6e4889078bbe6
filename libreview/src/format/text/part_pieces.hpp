#pragma once

#include <string_view>

#include <review/extraction.hpp>
#include <review/part.hpp>

namespace review {

// Assembles the text of one part and hands it on in pieces of bounded size. A piece ends at a line
// end where one is near, and begins well before the end of the one before it, so that no value
// shorter than the overlap is cut in two.
class PartPieces {
public:
    static constexpr std::size_t piece_bytes = 1 << 20;
    static constexpr std::size_t piece_runs = 1 << 15;  // another encoding needs one run a character
    static constexpr std::size_t overlap = 4096;        // characters; a PEM key of RSA-4096 has 3,300

    PartPieces(ExtractionSink& sink, Part head);
    // For part after part: the memory of one serves the next.
    explicit PartPieces(ExtractionSink& sink) : sink_(sink) {}
    // Begins another part, empty but for its number, and gives it for its head to be filled in. Asks whether the sink wants it: what it
    // does not want is assembled and not handed on.
    Part& begin(std::uint32_t number);
    bool wanted() const { return wanted_; }
    // Characters that are the same bytes in the draft, beginning at `source`.
    void verbatim(std::string_view text, std::uint64_t source);
    // One character that is written in another way.
    void glyph(std::string_view text, ByteRange source);
    // One character that is not in the draft: a break between two places.
    void layout(char character);
    void layout(std::string_view character);
    bool empty() const { return part_.text.empty() && part_.first == 0; }
    bool ends_blank() const;
    Part& held() { return part_; }
    const Part& held() const { return part_; }  // what was not handed on yet
    // Hands on the rest. False: there was nothing at all, and no part came.
    bool finish();

private:
    static constexpr std::size_t kept_bytes = 64 << 10;

    void make_room();
    void hand_on(std::size_t end);

    ExtractionSink& sink_;
    Part part_;
    bool wanted_ = true;
    std::size_t handed_on_ = 0;  // bytes of part_.text the sink has seen
};

}  // namespace review

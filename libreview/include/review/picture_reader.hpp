#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include <review/bytes.hpp>
#include <review/plugin_identity.hpp>

namespace review {

// A page as a reader sees it: one byte a pixel, 0 is black, rows from the top without padding.
struct GreyPicture {
    std::uint32_t width = 0, height = 0;
    std::uint32_t dots_per_inch = 0;
    ByteView samples;  // width * height
};

// How a piece of text follows the one before it.
enum class PieceStart { same_word, word, line, block };

// A character, a word or a code that was seen on a picture. Its box counts in pixels from the upper left corner.
struct RecognisedPiece {
    std::string text;  // UTF-8; never empty
    PieceStart start = PieceStart::word;
    double x0 = 0, y0 = 0, x1 = 0, y1 = 0;
    double confidence = 0;  // 0 to 100, as the engine says it
    bool whole = false;     // its characters have no places of their own: who cuts one cuts all (a bar code)
};

// Reads text on pictures of pages. What it says is never exact. One thread at a time.
class PictureReader {
public:
    virtual ~PictureReader() = default;
    virtual PluginIdentity identity() const = 0;
    // Pieces in reading order; none: there is nothing that it can read. Throws Errc::unsupported where it could not look.
    virtual std::vector<RecognisedPiece> read(const GreyPicture& picture) const = 0;
};

// What pictures of pages are read with.
struct PictureReading {
    std::vector<std::shared_ptr<const PictureReader>> readers;
    bool enough = false;  // somebody said that a page read so needs no look by a person
};

}  // namespace review

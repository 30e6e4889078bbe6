#pragma once

#include <map>
#include <string>
#include <vector>

#include <review/blind_spot.hpp>
#include <review/limits.hpp>
#include <review/part.hpp>
#include <review/picture_reader.hpp>

namespace review {

// What readers of pictures saw in one file.
struct RecognisedFile {
    std::vector<std::string> texts;  // of each reader that saw text, its lines
    std::size_t pieces = 0;
    double confidence = 0;           // the mean of what the engines say
    std::string readers;             // their names
    std::string failure;             // why one could not look; empty: all did
    bool decoded = false;            // PNG or JPEG, and whole
    bool bare = false;               // the file holds its samples and nothing beside them
};

// Pictures of one package, each read once and told many times. They are read by themselves, whole, whatever a page shows of them.
class RecognisedFiles {
public:
    RecognisedFiles(PictureReading reading, const Limits& limits) : reading_(std::move(reading)), limits_(limits) {}
    // Null: nobody looks.
    const RecognisedFile* read(std::size_t number, ByteView file) const;
    // A picture stays a blind spot. That a machine read it makes it another one, never none.
    void settle(const RecognisedFile& seen, BlindSpot& spot) const;

private:
    PictureReading reading_;
    Limits limits_;
    mutable std::map<std::size_t, RecognisedFile> files_;
};

// A part of what was recognised. Each glyph has the place of the whole picture, which goes with it.
Part recognised_part(std::string_view text, const std::string& label, ByteRange place);

}  // namespace review

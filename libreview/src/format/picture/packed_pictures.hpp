#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include <review/extraction.hpp>

#include "format/picture/recognised_file.hpp"
#include "format/text/cut_edits.hpp"

namespace review {

// A picture that is a member of a package and comes along.
struct PackedPicture {
    std::size_t number = 0;  // of the member
    std::string label;
    ByteView bytes;          // of the package, which outlives this
};

// Pictures of a package, where somebody reads pictures. Their places count on from where those of its text end. A pixel that stands for a
// picture is none.
class PackedPictures {
public:
    PackedPictures(const std::vector<PackedPicture>& pictures, std::uint64_t begin, PictureReading reading, const Limits& limits);

    // What was recognised on each, one part a reader.
    void tell(ExtractionSink& sink, std::uint32_t& number) const;
    // What a blind spot says of a picture that was read.
    void settle(std::size_t member, BlindSpot& spot) const;
    // Takes edits on pictures out of `edits`, in order of place, and tells which members go.
    std::set<std::size_t> cut_by(std::vector<Edit>& edits) const;

private:
    struct Placed {
        PackedPicture picture;
        ByteRange place;
    };
    RecognisedFiles files_;
    std::vector<Placed> pictures_;
    std::uint64_t begin_;
};

}  // namespace review

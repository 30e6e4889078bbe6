#pragma once

#include <vector>

#include <review/blind_spot.hpp>
#include <review/part.hpp>

namespace review {

// Takes parts one after another, so that a long document never stands in memory.
class ExtractionSink {
public:
    virtual ~ExtractionSink() = default;
    // A sink that does not take the part from it leaves its memory to the next.
    virtual void part(Part&& part) = 0;
    virtual void blind_spot(BlindSpot&& spot) = 0;
    // Whether the part of this number, which would come next, is of use. What is of none may come all the same.
    virtual bool wants(std::uint32_t part) const {
        static_cast<void>(part);
        return true;
    }
};

// A sink that keeps everything, for small documents and tests.
struct Extraction final : ExtractionSink {
    std::vector<Part> parts;
    std::vector<BlindSpot> blind_spots;
    void part(Part&& piece) override { parts.push_back(std::move(piece)); }
    void blind_spot(BlindSpot&& spot) override { blind_spots.push_back(std::move(spot)); }
};

}  // namespace review

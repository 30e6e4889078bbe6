#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <review/extraction.hpp>
#include <review/limits.hpp>

namespace review::pdf {

// A document that stands in a stream of a PDF: an attached file, an XFA form.
struct CarriedDocument {
    std::vector<Part> parts;
    std::vector<BlindSpot> blind_spots;
    std::string unread;  // why nothing of it could be read; never draft text
};

// Its parts and blind spots, as parts of `label` that stand on no page. The rebuild leaves the stream out.
// One step of Limits::nesting deeper than the PDF.
CarriedDocument read_carried(const std::string& label, std::string_view bytes, const Limits& limits, PartKind kind);

}  // namespace review::pdf

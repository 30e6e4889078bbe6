#pragma once

#include <vector>

#include <review/detector.hpp>
#include <review/part.hpp>

#include "text/glyph_index.hpp"

namespace review {

// Adds what a detector says of a part. What it cannot have seen, a place outside the text, is an Error: who speaks nonsense
// once has not looked.
void add_detected(const Detector& detector, const Part& part, const GlyphIndex& glyphs, std::vector<Finding>& findings);

// An engine may read 3 for 8: what it read is certain only where a check digit fits.
void mark_recognised(std::vector<Finding>& findings);

}  // namespace review

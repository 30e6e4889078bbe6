#pragma once

#include <cstdint>
#include <vector>

#include "format/pdf/line_plan.hpp"
#include "format/pdf/text_lines.hpp"

namespace review::pdf {

// What covers the picture of cut text of a scan. `cut` are the numbers that go, ascending; `em` tells each
// number's font size on the page. An OCR says where a word stands, and less well where its letters do: a
// box is some larger than its glyphs, and it goes over the whole word where the glyphs are spread evenly
// over letters that are not of one width.
std::vector<CoverBox> boxes_over_scan(const std::vector<PlacedGlyph>& scanned, const std::vector<std::uint32_t>& cut,
                                      const GlyphSizes& em);

}  // namespace review::pdf

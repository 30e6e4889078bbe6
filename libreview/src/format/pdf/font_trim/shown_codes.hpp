#pragma once

#include <map>
#include <set>
#include <vector>

#include <podofo/podofo.h>

#include "format/pdf/font_trim/glyph_use.hpp"
#include "format/pdf/walker.hpp"

namespace review::pdf {

// What every font of a document shows, wherever text stands: pages, forms, pattern cells, soft masks, glyph
// procedures of Type 3 fonts.
struct FontUse {
    std::map<const PoDoFo::PdfObject*, ShownCodes> codes;
    // Fonts of streams that could not be parsed to the end: readers may show more of them than is known.
    std::set<const PoDoFo::PdfObject*> unsure;
};

// `fonts`: all that pages reach.
FontUse shown_codes(PoDoFo::PdfMemDocument& document, const WalkContext& context, const std::vector<PoDoFo::PdfObject*>& fonts);

}  // namespace review::pdf

#pragma once

#include <set>
#include <vector>

#include <podofo/podofo.h>

#include "format/pdf/removed_values.hpp"
#include "format/pdf/walker.hpp"

namespace review::pdf {

// Takes what stands on layers nobody sees out of the glyph procedures of the Type 3 fonts among `fonts`. `poorer` gets the
// fonts that lose characters there.
void drop_unseen_in_glyphs(PoDoFo::PdfMemDocument& document, const WalkContext& context, const std::vector<PoDoFo::PdfObject*>& fonts,
                           std::set<PoDoFo::PdfReference>& poorer, Removals& removals);

}  // namespace review::pdf

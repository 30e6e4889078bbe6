#pragma once

#include <set>
#include <vector>

#include <podofo/podofo.h>

#include "format/pdf/walker.hpp"

namespace review::pdf {

// Reduces every font to the characters the pages still show: outlines, ToUnicode, widths, encodings, glyph
// lists, and the tag before a subset's name, which some producers make of its glyphs. `fonts`: all that
// pages reach, in an order that does not depend on their content. `lost`: those that lost characters.
// Throws Errc::refused where one of these has a program that cannot be reduced; others stay as they are.
void trim_fonts(PoDoFo::PdfMemDocument& document, const WalkContext& context, const std::vector<PoDoFo::PdfObject*>& fonts,
                const std::set<PoDoFo::PdfReference>& lost);

}  // namespace review::pdf

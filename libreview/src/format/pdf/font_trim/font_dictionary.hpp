#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include <podofo/podofo.h>

#include <review/bytes.hpp>

#include "format/pdf/font_trim/glyph_use.hpp"

namespace review::pdf {

// What the dictionaries around a program say of single characters, cut to those that are shown. Arrays are
// written into the dictionary itself: another font may share the old ones.

// Widths, FirstChar, LastChar and Differences of a simple font, CharProcs of a Type 3 font.
void narrow_simple(PoDoFo::PdfObject& font, const std::set<std::uint32_t>& codes);

// W and W2 of a CIDFont (ISO 32000-1, 9.7.4.3).
void narrow_metrics(PoDoFo::PdfObject& descendant, const std::set<std::uint32_t>& cids);

// CharSet and CIDSet list the glyphs of a subset and are optional.
void narrow_descriptor(PoDoFo::PdfObject& descriptor);

// A CIDToGIDMap stream: two bytes for each CID.
Bytes narrowed_cid_map(ByteView map, const std::set<std::uint32_t>& cids);

// The encoding CMap of a composite font (9.7.5.4) for the codes alone.
std::string narrowed_cmap(const Font& font, const ShownCodes& codes);

// Glyph names of a Type 3 font's codes.
std::set<std::string> procedure_names(const PoDoFo::PdfObject& font, const std::set<std::uint32_t>& codes);

}  // namespace review::pdf

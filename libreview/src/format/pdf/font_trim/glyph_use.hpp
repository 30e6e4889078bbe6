#pragma once

#include <cstdint>
#include <set>
#include <utility>

#include <podofo/podofo.h>

#include "format/pdf/fonts/font_program.hpp"
#include "format/pdf/font_trim/sfnt.hpp"
#include "format/pdf/fonts/font.hpp"

namespace review::pdf {

// Codes a font shows, with their length in bytes.
using ShownCodes = std::set<std::pair<std::uint32_t, std::uint8_t>>;

// Adds to `kept` the glyphs of the program that readers may draw for the codes. Where readers differ
// (ISO 32000-1, 9.6.6.4 leaves them room) all of their choices are kept.
void keep_glyphs(const PoDoFo::PdfObject& dictionary, const Font& font, const ShownCodes& codes, const FontProgram& program,
                 KeptGlyphs& kept);

}  // namespace review::pdf

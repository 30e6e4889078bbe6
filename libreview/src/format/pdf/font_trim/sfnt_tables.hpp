#pragma once

#include <cstdint>

#include <review/bytes.hpp>

#include "format/pdf/font_trim/sfnt.hpp"

namespace review::pdf {

// Tables written anew (ISO/IEC 14496-22).

// `cmap` with the entries of the program's own maps that lead to kept glyphs; empty: it has no maps.
Bytes character_maps(const FontProgram& program, const KeptGlyphs& kept);

// `post`: with the names of kept glyphs where they are needed, otherwise without any.
Bytes glyph_names(const FontProgram& program, const KeptGlyphs& kept, std::uint32_t glyphs);

// The largest extents of `head`, `hhea` and `maxp`, taken from the kept glyphs: a subset's own may be those
// of a glyph that went.
struct Extents {
    Bytes head, hhea, maxp;
};
void settle_extents(Extents& tables, const FontProgram& program, const KeptGlyphs& kept);

// What a reader of tables needs to see around a bare CFF.
Bytes maxp_table(std::uint32_t glyphs);
Bytes head_table();

}  // namespace review::pdf

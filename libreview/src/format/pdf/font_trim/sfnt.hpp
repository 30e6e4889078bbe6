#pragma once

#include <cstdint>
#include <optional>
#include <set>

#include <review/bytes.hpp>

#include "format/pdf/fonts/font_program.hpp"

namespace review::pdf {

// What stays of a program.
struct KeptGlyphs {
    std::set<std::uint32_t> glyphs;
    std::set<std::uint32_t> codes;  // of simple fonts: a Type 1 program's own encoding keeps no others
    bool by_index = false;          // glyphs are asked for by number: they keep it
    bool by_name = false;           // a TrueType program's glyph names are needed
};

// A TrueType program with the outlines of the kept glyphs, of the parts they are built of, and with the tables
// ISO 32000-1, 9.9 names. None: HarfBuzz cannot reduce it.
std::optional<Bytes> trim_sfnt(ByteView bytes, const FontProgram& program, const KeptGlyphs& kept);

// The CFF of an OpenType program, or a bare one, with the charstrings of the kept glyphs. Where readers ask
// for them by name, CID or code they are numbered anew; where by number, they lose their names. None also
// where both are asked for.
std::optional<Bytes> trim_cff(ByteView bytes, const FontProgram& program, const KeptGlyphs& kept);

}  // namespace review::pdf

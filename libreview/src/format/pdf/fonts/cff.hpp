#pragma once

#include <cstdint>
#include <optional>

#include <review/bytes.hpp>

namespace review::pdf {

// Compact Font Format, Adobe technical note 5176.

// Charstrings of the first font. None: it cannot be read.
std::optional<std::uint32_t> cff_glyphs(ByteView cff);

// A font whose glyphs are asked for by number, without their names, its encoding and its strings. For what
// HarfBuzz writes: offsets of five bytes, no CIDs. None: another shape.
std::optional<Bytes> without_glyph_names(ByteView cff);

// Overwrites what the font is called and who says so (table 9: notices, names, PostScript), which no glyph is asked for by.
void forget_font_names(Bytes& cff);

// Operators of font DICTs that HarfBuzz takes for damage, of underlines and boxes (Adobe InDesign and macOS write them), become
// ones that say what holds anyway. Nothing of a glyph changes.
void forget_needless_operators(Bytes& cff);

// An encoding that is all supplement (clause 12) is written as one without, which HarfBuzz needs; where each glyph has
// one code, and otherwise not.
void write_encoding_plainly(Bytes& cff);

}  // namespace review::pdf

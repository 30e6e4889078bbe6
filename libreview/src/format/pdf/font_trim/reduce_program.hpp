#pragma once

#include <optional>
#include <string>

#include "format/pdf/fonts/font_program.hpp"
#include "format/pdf/font_trim/sfnt.hpp"

namespace review::pdf {

struct ReducedProgram {
    Bytes bytes;
    std::size_t length1 = 0, length2 = 0, length3 = 0;  // ISO 32000-1, table 127; 0: no such portion
};

// The program with what is kept and nothing else it can do without. FreeType reads it again: a kept glyph
// that it would not draw as before is no reduction. None: this program cannot be reduced.
std::optional<ReducedProgram> reduce_program(ByteView bytes, const FontProgram& program, const KeptGlyphs& kept);

}  // namespace review::pdf

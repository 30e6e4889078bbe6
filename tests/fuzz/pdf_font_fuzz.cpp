#include <cstdlib>

#include "format/pdf/font_trim/reduce_program.hpp"

// A program is reduced to its first glyphs or not at all; what comes out can be opened and is not reduced
// to anything else by the same question.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace review::pdf;
    const review::Bytes bytes(data, data + size);
    const auto program = FontProgram::open(bytes);
    if (!program) return 0;
    for (const bool by_index : {false, true}) {
        KeptGlyphs kept;
        kept.by_index = by_index;
        for (std::uint32_t glyph = 0; glyph < 3 && glyph < program->glyphs(); ++glyph) kept.glyphs.insert(glyph);
        const auto less = reduce_program(bytes, *program, kept);
        if (less && !FontProgram::open(less->bytes)) std::abort();
    }
    return 0;
}

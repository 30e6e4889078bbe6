#include "format/pdf/font_trim/reduce_program.hpp"

#include "format/pdf/font_trim/type1.hpp"

namespace review::pdf {

namespace {

std::optional<ReducedProgram> reduced(ByteView bytes, const FontProgram& program, const KeptGlyphs& kept) {
    if (program.kind() == FontProgram::Kind::type1) {
        if (kept.by_index) return std::nullopt;
        std::set<std::string> names;
        for (const auto glyph : kept.glyphs) names.insert(program.name(glyph));
        auto less = trim_type1(bytes, names, kept.codes);
        if (!less) return std::nullopt;
        return ReducedProgram{std::move(less->bytes), less->clear, less->encrypted, less->trailer};
    }
    const bool true_type = program.kind() == FontProgram::Kind::true_type;
    auto less = true_type ? trim_sfnt(bytes, program, kept) : trim_cff(bytes, program, kept);
    if (!less) return std::nullopt;
    const auto length = less->size();
    return ReducedProgram{std::move(*less), length, 0, 0};
}

// The same glyph in the reduced program: by number where numbers stay, otherwise by what readers ask for.
std::uint32_t glyph_in(const FontProgram& after, const FontProgram& before, std::uint32_t glyph, const KeptGlyphs& kept) {
    if (kept.by_index || glyph == 0) return glyph;
    return before.cid_keyed() ? after.by_cid(before.cid_of(glyph)) : after.by_name(before.name(glyph));
}

bool draws_alike(const FontProgram& before, const FontProgram& after, const KeptGlyphs& kept) {
    for (const auto glyph : kept.glyphs) {
        const auto drawn = before.drawing(glyph);
        if (!drawn) continue;  // nobody could draw it
        const auto again = after.drawing(glyph_in(after, before, glyph, kept));
        if (!again || again->numbers != drawn->numbers) return false;
    }
    return true;
}

}  // namespace

std::optional<ReducedProgram> reduce_program(ByteView bytes, const FontProgram& program, const KeptGlyphs& kept) {
    auto less = reduced(bytes, program, kept);
    if (!less) return std::nullopt;
    const auto after = FontProgram::open(less->bytes);
    if (!after || !draws_alike(program, *after, kept)) return std::nullopt;
    return less;
}

}  // namespace review::pdf

#include "format/ofd/font_programs.hpp"

#include <algorithm>

namespace review {
namespace {

bool is_wide(char32_t c) {
    return (c >= 0x1100 && c <= 0x115f) || (c >= 0x2e80 && c <= 0xa4cf) || (c >= 0xac00 && c <= 0xd7a3) || (c >= 0xf900 && c <= 0xfaff) ||
           (c >= 0xfe30 && c <= 0xfe6f) || (c >= 0xff00 && c <= 0xff60) || (c >= 0xffe0 && c <= 0xffe6) || c >= 0x20000 ||
           (c >= 0x2014 && c <= 0x2015) || c == 0x2026;
}

double usual_advance(char32_t c) {
    if (is_wide(c)) return 1;
    const auto one_of = [&](std::u32string_view letters) { return letters.find(c) != letters.npos; };
    if (one_of(U"MWmw%@")) return 0.85;
    if (one_of(U"ijlItf.,:;!|'()[] ")) return 0.3;
    return c >= 'A' && c <= 'Z' ? 0.66 : 0.5;
}

bool is_letter(char32_t c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= 0x4e00 && c <= 0x9fff) || (c >= 0x3400 && c <= 0x4dbf);
}

}  // namespace

const OfdFontPrograms::Opened& OfdFontPrograms::opened(const std::string& id) const {
    const auto [place, fresh] = opened_.try_emplace(id);
    auto& here = place->second;
    const auto font = body_.fonts.find(id);
    if (!fresh || font == body_.fonts.end() || font->second.file == nullptr) return here;
    here.program = pdf::FontProgram::open(font->second.file->bytes);
    if (!here.program) return here;
    here.units = std::max(1.0, here.program->metrics().units_per_em);
    for (std::size_t map = 0; map < here.program->maps().size(); ++map) {
        const auto kind = here.program->maps()[map];
        const bool unicode = kind.platform == 0 || (kind.platform == 3 && (kind.encoding == 1 || kind.encoding == 10));
        if (!unicode) continue;
        for (const auto& entry : here.program->entries(map)) here.meanings[entry.glyph].insert(entry.code);
    }
    return here;
}

const pdf::FontProgram* OfdFontPrograms::program(const std::string& id) const {
    const auto& here = opened(id);
    return here.program ? &*here.program : nullptr;
}

double OfdFontPrograms::advance(const std::string& id, char32_t character, std::optional<std::uint32_t> glyph) const {
    const auto& here = opened(id);
    if (here.program) {
        const auto number = glyph ? *glyph : here.program->by_character(character);
        const auto drawn = number == 0 ? std::nullopt : here.program->drawing(number);
        if (drawn && drawn->advance > 0 && drawn->advance <= 4 * here.units) return drawn->advance / here.units;
    }
    return usual_advance(character);
}

char32_t OfdFontPrograms::disputed(const std::string& id, std::uint32_t glyph, char32_t said) const {
    const auto& here = opened(id);
    const auto means = here.meanings.find(glyph);
    if (means == here.meanings.end() || means->second.contains(said)) return 0;
    for (const auto other : means->second) {
        if (is_letter(other)) return other;
    }
    return 0;
}

}  // namespace review

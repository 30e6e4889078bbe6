#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>

#include "format/ofd/package.hpp"
#include "format/pdf/fonts/font_program.hpp"

namespace review {

// The embedded fonts of one document, opened when first asked for.
class OfdFontPrograms {
public:
    explicit OfdFontPrograms(const OfdBody& body) : body_(body) {}

    // None: nothing is embedded under this id, or FreeType does not open it.
    const pdf::FontProgram* program(const std::string& id) const;
    // How far a character or glyph moves on, in em: by the font where it is embedded, otherwise by what such a character usually takes.
    double advance(const std::string& id, char32_t character, std::optional<std::uint32_t> glyph) const;
    // The character that the font itself says a glyph is, where that is another letter or digit than `said`. 0: no dispute.
    char32_t disputed(const std::string& id, std::uint32_t glyph, char32_t said) const;
    // The letter or digit that the font itself says a glyph is; 0: it says none.
    char32_t letter(const std::string& id, std::uint32_t glyph) const { return disputed(id, glyph, 0); }

private:
    struct Opened {
        std::optional<pdf::FontProgram> program;
        double units = 1000;
        std::map<std::uint32_t, std::set<char32_t>> meanings;
    };
    const Opened& opened(const std::string& id) const;

    const OfdBody& body_;
    mutable std::map<std::string, Opened> opened_;
};

}  // namespace review

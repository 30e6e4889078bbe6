#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include <podofo/podofo.h>

#include <review/bytes.hpp>

#include "base/messages.hpp"

namespace review::pdf {

// What is said where there is no font for a text.
struct FontComplaints {
    const Message &none, &kind, &lacks;
};

// What a font of this machine, or of a file, has for some characters: a subset that holds no others.
class TextFont {
public:
    // `file` empty: fontconfig is asked for a TrueType font that has all of the characters and may be embedded. Throws Errc::bad_config
    // where there is none.
    TextFont(const std::u32string& characters, const std::string& file, const FontComplaints& complaints);

    double advance(char32_t character) const { return glyphs_.at(character).width; }  // in em
    double ascent() const { return ascent_; }
    double descent() const { return descent_; }  // below 0
    // "<002A01F3>": the operand of Tj (ISO 32000-1, 9.4.3).
    std::string shown(std::u32string_view text) const;

    // A Type 0 font with Identity-H and the subset (9.7). Equal characters and fonts give equal objects. `name`: six capital letters, a
    // plus sign, a word (9.6.4).
    PoDoFo::PdfReference embed(PoDoFo::PdfMemDocument& document, const char* name) const;

private:
    struct Glyph {
        std::uint32_t number = 0;
        double width = 0;  // in em
    };
    std::map<char32_t, Glyph> glyphs_;
    Bytes program_;
    double ascent_ = 0, descent_ = 0;  // in em
};

}  // namespace review::pdf

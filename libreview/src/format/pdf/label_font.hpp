#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <podofo/podofo.h>

#include <review/bytes.hpp>

namespace review::pdf {

// What a font of this machine, or of a file, has for the characters of one reason code: a subset that holds no others.
class LabelFont {
public:
    // `code` in UTF-8, up to 32 characters; `file` empty: fontconfig is asked for a TrueType font that has all of them
    // and may be embedded. Throws Errc::bad_config where there is none, or one of the characters cannot be printed.
    LabelFont(const std::string& code, const std::string& file);

    double width() const { return width_; }             // of the code, in em
    const std::string& shown() const { return shown_; }  // "<002A01F3>": the operand of Tj (ISO 32000-1, 9.4.3)

    // A Type 0 font with Identity-H and the subset (9.7). Equal codes and fonts give equal objects.
    PoDoFo::PdfReference embed(PoDoFo::PdfMemDocument& document) const;

private:
    struct Shown {
        std::uint32_t glyph = 0;
        char32_t character = 0;
        double width = 0;  // in em
    };
    std::vector<Shown> glyphs_;
    Bytes program_;
    double width_ = 0, ascent_ = 0, descent_ = 0;  // in em
    std::string shown_;
};

}  // namespace review::pdf

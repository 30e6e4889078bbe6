#pragma once

#include <string>

#include "format/pdf/text_font.hpp"

namespace review::pdf {

// What a font of this machine, or of a file, has for the characters of one reason code: a subset that holds no others.
class LabelFont {
public:
    // `code` in UTF-8, up to 32 characters; `file` empty: fontconfig is asked for a TrueType font that has all of them
    // and may be embedded. Throws Errc::bad_config where there is none, or one of the characters cannot be printed.
    LabelFont(const std::string& code, const std::string& file);

    double width() const { return width_; }  // of the code, in em
    const std::string& shown() const { return shown_; }  // "<002A01F3>": the operand of Tj (ISO 32000-1, 9.4.3)

    PoDoFo::PdfReference embed(PoDoFo::PdfMemDocument& document) const { return font_.embed(document, "REASON+Label"); }

private:
    std::u32string characters_;
    TextFont font_;
    double width_ = 0;  // in em
    std::string shown_;
};

// The file of a LabelFont: `file`, or what fontconfig chooses. Throws as it does where that chooses none.
std::string file_for_label(const std::string& code, const std::string& file);

}  // namespace review::pdf

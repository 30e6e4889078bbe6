#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <podofo/podofo.h>

#include <review/inspection.hpp>

#include "format/pdf/font_trim/glyph_use.hpp"
#include "format/pdf/fonts/font.hpp"

namespace review::pdf {

// Characters subset fonts hold and no text uses: what another tool took out of the text is spelt
// here, as outlines or as the meanings of codes. Fonts that are no subset tell nothing.
class FontResidue {
public:
    explicit FontResidue(PoDoFo::PdfVecObjects& objects) : objects_(objects) {}

    void add(const PoDoFo::PdfObject& dictionary, const Font& font, const ShownCodes& used);
    std::vector<Concealed> unused() const;

private:
    struct Meaning {
        std::set<std::uint32_t> glyphs;  // the program's; empty: nobody knows
        std::string text;                // UTF-8
    };
    struct SubsetFont {
        const PoDoFo::PdfObject* dictionary = nullptr;
        bool composite = false;
        std::size_t used = 0;                // codes
        std::set<std::uint32_t> drawn;       // glyphs with an outline
        std::set<std::uint32_t> needed;      // glyphs that are shown or that others are built of
        std::set<std::string> meant;         // what used codes mean
        std::vector<Meaning> others;         // what other codes and glyphs would mean
        bool opened = false;                 // the program could be read
    };
    // One program may serve two fonts, one by codes and one by glyph numbers: Word writes them so.
    using Family = std::pair<std::string, std::size_t>;

    void read_program(const Font& font, const ShownCodes& used, const ShownCodes& others, Bytes bytes, SubsetFont& seen, std::size_t& glyphs);
    static void add_unused(const SubsetFont& font, const std::set<std::uint32_t>& needed, std::vector<Concealed>& found);

    PoDoFo::PdfVecObjects& objects_;
    std::vector<std::pair<Family, SubsetFont>> fonts_;
};

}  // namespace review::pdf

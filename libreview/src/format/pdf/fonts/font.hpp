#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include <podofo/podofo.h>

#include "format/pdf/fonts/cmap.hpp"
#include "format/pdf/fonts/encodings.hpp"
#include "format/pdf/fonts/glyph_table.hpp"
#include "format/pdf/fonts/program_meanings.hpp"

namespace review::pdf {

// How a font of any kind turns bytes into glyphs: our own reading of ISO 32000-1, 9.6 to 9.10.
// PoDoFo's encodings read no CJK CMap but Identity-H and no Type1 font without /Encoding.
class Font {
public:
    // Never throws for a damaged font: then its glyphs have no Unicode. The dictionary outlives the font.
    static std::unique_ptr<Font> load(const PoDoFo::PdfObject& dictionary, PoDoFo::PdfVecObjects& objects);

    // The glyph that begins at bytes[at]; advances `at` by its code. Lives as long as the font.
    const FontGlyph& next(std::string_view bytes, std::size_t& at) const;

    bool vertical() const { return vertical_; }
    double ascent() const { return ascent_; }    // per 1 Tf
    double descent() const { return descent_; }  // below 0
    bool is_type3() const { return type3_; }
    bool is_composite() const { return composite_; }
    bool is_symbolic() const { return symbolic_; }
    const CMap* to_unicode() const { return to_unicode_ ? &*to_unicode_ : nullptr; }  // null: none
    const Encoding& encoding() const { return encoding_; }                   // of a simple font
    std::uint32_t cid(std::uint32_t code, std::size_t length) const;         // of a composite font
    const std::shared_ptr<const CMap>& codes() const { return codes_; }      // of a composite font; may be null

private:
    void load_simple(const PoDoFo::PdfObject& dictionary);
    void load_composite(const PoDoFo::PdfObject& dictionary);
    void load_to_unicode(const PoDoFo::PdfObject& dictionary);
    void load_encoding(const PoDoFo::PdfObject& dictionary);
    void load_simple_widths(const PoDoFo::PdfObject& dictionary);
    void load_metrics(const PoDoFo::PdfObject& descriptor_owner);
    void load_cid_widths(const PoDoFo::PdfObject& descendant);
    char32_t from_program(std::uint32_t code, std::size_t length) const;
    struct Meaning {
        std::string unicode, drawn, numbered;
    };
    std::size_t code_length(std::string_view rest) const;
    FontGlyph make_glyph(std::uint32_t code, std::size_t length) const;
    const Meaning& meaning_of(std::uint32_t code, std::size_t length) const;
    std::string told(std::uint32_t code, std::size_t length) const;   // by /ToUnicode
    std::string coded(std::uint32_t code, std::size_t length) const;  // by all else, where that is silent
    std::string shape(std::uint32_t code, std::size_t length) const;  // by what chooses the outline
    std::string number(std::uint32_t code, std::size_t length) const;  // by readers that show CIDs
    bool is_guess(std::uint32_t code, std::size_t length) const;       // what the collection says

    bool composite_ = false, vertical_ = false, type3_ = false, symbolic_ = false, true_type_ = false;
    double ascent_ = 0.9, descent_ = -0.25;
    Encoding encoding_{};
    std::array<double, 256> widths_{};
    std::optional<CMap> to_unicode_;
    std::optional<CMap> numbers_told_;        // a /ToUnicode that maps to numbers, or is the name of such a map
    std::shared_ptr<const CMap> codes_;       // composite: codes to CIDs
    std::shared_ptr<const CMap> collection_;  // Adobe-GB1-UCS2 and the like: CIDs to Unicode
    bool cids_are_shown_ = false;             // no /ToUnicode that maps to text, no collection that anybody knows
    bool codes_are_unicode_ = false;          // Uni*-UCS2-H, Uni*-UTF16-H: the code is UTF-16
    bool codes_tell_ = false;                 // a predefined CMap of a charset
    std::unordered_map<std::uint32_t, double> cid_widths_;
    struct Vertical {
        double w1y, vx, vy;
    };
    std::unordered_map<std::uint32_t, Vertical> cid_verticals_;
    double default_width_ = 1, default_vy_ = 0.88, default_w1y_ = -1;
    const PoDoFo::PdfObject* dictionary_ = nullptr;
    mutable bool asked_program_ = false;
    mutable std::optional<ProgramMeanings> program_;  // opened when it is asked
    // What a code means, worked out once; node-based, so that views into it stay.
    mutable std::unordered_map<std::uint64_t, Meaning> meanings_;
    mutable GlyphTable glyphs_;  // made when they are first shown
    std::array<std::uint8_t, 256> length_after_{};  // CMap::length_after of `codes_`
};

}  // namespace review::pdf

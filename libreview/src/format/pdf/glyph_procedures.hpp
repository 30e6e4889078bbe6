#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include <podofo/podofo.h>

#include <review/blind_spot.hpp>
#include <review/part.hpp>

#include "format/pdf/matrix.hpp"

namespace review::pdf {

struct WalkContext;

// Which entry of CharProcs draws each code of a Type 3 font: by its Differences, and by its base encoding where they
// say nothing; readers take the standard one where none is named.
std::map<std::uint32_t, std::string> procedures_by_code(const PoDoFo::PdfObject& font);

// What the procedure of one Type 3 glyph shows as text (ISO 32000-1, 9.6.5): readers may show a reader that
// text and not what the font says of the glyph. And where it places pictures.
struct ProcedureText {
    std::string text;  // in reading order, on one line; mostly empty
    std::vector<Quad> pictures;  // in text space with a font of size 1
    std::vector<std::pair<BlindReason, std::string>> problems;
};

// The procedures of one Type 3 font, each walked when its glyph is first shown.
class GlyphProcedures {
public:
    // `around`: the resources of the stream that shows the glyphs, where the font has none of its own.
    GlyphProcedures(const PoDoFo::PdfObject& font, const PoDoFo::PdfObject* around);

    // Lives as long as this.
    const ProcedureText& shown(std::uint32_t code, const WalkContext& context);

private:
    void read(const PoDoFo::PdfObject& procedure, const WalkContext& context, ProcedureText& into) const;

    const PoDoFo::PdfObject* resources_;
    Matrix to_text_;  // FontMatrix
    std::unordered_map<std::uint32_t, const PoDoFo::PdfObject*> procedures_;  // by code
    std::unordered_map<std::uint32_t, ProcedureText> shown_;
};

}  // namespace review::pdf

#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include <review/redaction_plan.hpp>

#include "format/ofd/reader.hpp"

namespace review {

// What becomes of the glyphs of one text code.
struct OfdGlyphEdit {
    bool cut = false;
    double dx = 0, dy = 0;  // where it goes, in the object's space
};

// Cuts of a plan, as glyphs of text objects.
class OfdTextEdits {
public:
    void cut(const OfdDrawn& drawn);
    // By so many points on the page. The first page that moves a glyph decides for all that show it.
    void move(const OfdDrawn& drawn, const pdf::Matrix& to_page, double x, double y);
    // Of the glyphs of a code; empty: they stay.
    const std::vector<OfdGlyphEdit>* of(const OfdTextObject& object, std::size_t code) const;

private:
    OfdGlyphEdit& at(const OfdDrawn& drawn);
    std::map<std::pair<const OfdTextObject*, std::uint32_t>, std::vector<OfdGlyphEdit>> edits_;
};

struct OfdMark {
    Quad quad{};            // points of the page
    std::string finding;
};

// The cuts of one part: which glyphs go, which move so that the width policy holds, and the boxes that stand for what went.
std::vector<OfdMark> settle_cuts(const OfdPagePart& seen, std::vector<Cut> cuts, Width width, OfdTextEdits& edits);

}  // namespace review

#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <review/redaction_plan.hpp>

#include "format/pdf/drawn_glyphs.hpp"
#include "format/pdf/layout.hpp"
#include "format/pdf/line_plan.hpp"

namespace review::pdf {

// A box over something that goes, and the findings it goes for.
struct OwnedBox {
    Quad quad{};
    std::string finding;
};

// The numbers, in drawing order and ascending, of glyphs that go. Throws Errc::bad_config where a cut names none.
std::vector<std::uint32_t> drawn_numbers(const ReadingOrder& order, const std::vector<const Cut*>& cuts);

// As wide as the glyphs. Left out are those that get boxes of their own, over a scan, those in no one place, and what
// only `drawn.unseen()` stands for.
std::vector<OwnedBox> boxes_of_glyphs(const ReadingOrder& order, const std::vector<const Cut*>& cuts, const DrawnGlyphs& drawn);

// Boxes with the findings of the glyphs they stand for; those over none of them are left out.
std::vector<OwnedBox> owned(const std::vector<CoverBox>& boxes, const ReadingOrder& order, const std::vector<const Cut*>& cuts);

}  // namespace review::pdf

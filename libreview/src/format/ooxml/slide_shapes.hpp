#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include <review/limits.hpp>

#include "base/colour.hpp"
#include "format/ooxml/package.hpp"

namespace review {

struct SlideBox {
    double x = 0, y = 0, width = 0, height = 0;
    bool known = false;
    double common(const SlideBox& other) const {
        const auto across = std::min(x + width, other.x + other.width) - std::max(x, other.x);
        const auto down = std::min(y + height, other.y + other.height) - std::max(y, other.y);
        return across > 0 && down > 0 ? across * down : 0;
    }
};

struct SlideRun {
    std::optional<Rgb> ink, marker;
    std::string text;
};

// 19.3.1.43 and its like, in the order in which they are painted.
struct SlideShape {
    SlideBox box;
    bool hidden = false, filled = false, plain = false;  // plain: of one opaque colour
    bool simple = false;                                  // what its text stands on is its fill or the slide
    std::optional<Rgb> colour;
    std::size_t begin = 0, end = 0;                       // in the text of the member
    std::string text;
    std::vector<std::string> paragraphs;                  // those with text
    std::vector<SlideRun> runs;
};

std::vector<SlideShape> slide_shapes(const OoxmlMember& slide, const std::string& draft_name, const Limits& limits);

}  // namespace review

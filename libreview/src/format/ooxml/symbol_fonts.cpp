#include "format/ooxml/symbol_fonts.hpp"

#include <algorithm>
#include <iterator>

namespace review {
namespace {

struct SymbolRange {
    std::string_view font;
    char32_t first, last, shown;  // codes, and what the first shows; the others follow
};

// As the fonts' makers map them (Unicode L2/11-196).
constexpr SymbolRange symbol_ranges[] = {
    {"Wingdings", 0xab, 0xab, U'\u2605'}, {"Wingdings", 0xb6, 0xb6, U'\u2606'}, {"Wingdings", 0x81, 0x8a, U'\u2460'},
    {"Wingdings", 0x8c, 0x95, U'\u2776'}, {"Wingdings 2", 0x6a, 0x73, U'\u2460'}, {"Wingdings 2", 0x75, 0x7e, U'\u2776'},
};

}  // namespace

char32_t shown_symbol(std::string_view font, char32_t code) {
    if (code >= 0xf000 && code < 0xf100) code -= 0xf000;
    const auto found = std::find_if(std::begin(symbol_ranges), std::end(symbol_ranges), [&](const SymbolRange& one) {
        return one.font == font && code >= one.first && code <= one.last;
    });
    return found == std::end(symbol_ranges) ? 0 : found->shown + (code - found->first);
}

}  // namespace review

#pragma once

#include <cstdint>
#include <deque>
#include <string_view>
#include <vector>

namespace review::pdf {

// One character code of a shown string.
struct FontGlyph {
    std::uint32_t code = 0;
    std::uint8_t code_bytes = 1;
    double width = 0;          // in glyph space / 1000 (Type3: by FontMatrix): text space units per 1 Tf
    double vertical = 0;       // displacement w1y for vertical writing, in the same units, negative downwards
    double origin_x = 0, origin_y = 0;  // position vector v for vertical writing
    std::string_view unicode;  // UTF-8; empty: nobody knows what this glyph means
    std::string_view drawn;    // UTF-8; what its shape is, where /ToUnicode says another letter or digit
    std::string_view numbered; // UTF-8; its CID taken for a character, where readers do so and it is no `unicode`
};

// Glyphs by their code: asked for each one that is shown, so open addressing, at most half full. Memory grows with
// the codes that are shown, not with those that could be.
class GlyphTable {
public:
    // Null: not there yet. The pointer lives as long as the table.
    const FontGlyph* find(std::uint32_t code, std::size_t length) const {
        if (slots_.empty()) return nullptr;
        for (auto at = first_slot(code, length);; at = (at + 1) & (slots_.size() - 1)) {
            const auto& slot = slots_[at];
            if (slot.glyph == nullptr || (slot.code == code && slot.length == length)) return slot.glyph;
        }
    }

    const FontGlyph& add(const FontGlyph& glyph) {
        glyphs_.push_back(glyph);
        if (2 * glyphs_.size() > slots_.size()) {
            slots_.assign(slots_.empty() ? 64 : 2 * slots_.size(), {});
            for (const auto& one : glyphs_) put(one);
        } else {
            put(glyphs_.back());
        }
        return glyphs_.back();
    }

private:
    struct Slot {
        std::uint32_t code = 0, length = 0;
        const FontGlyph* glyph = nullptr;
    };
    std::size_t first_slot(std::uint32_t code, std::size_t length) const {
        return (code * std::uint64_t{0x9E3779B97F4A7C15} >> 32 ^ length) & (slots_.size() - 1);
    }
    void put(const FontGlyph& glyph) {
        auto at = first_slot(glyph.code, glyph.code_bytes);
        while (slots_[at].glyph != nullptr) at = (at + 1) & (slots_.size() - 1);
        slots_[at] = {glyph.code, glyph.code_bytes, &glyph};
    }

    std::deque<FontGlyph> glyphs_;
    std::vector<Slot> slots_;  // a power of two
};

}  // namespace review::pdf

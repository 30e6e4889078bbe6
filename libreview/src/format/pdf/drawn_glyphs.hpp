#pragma once

#include <map>
#include <vector>

#include "format/pdf/cell_rules.hpp"
#include "format/pdf/text_lines.hpp"
#include "format/pdf/walker.hpp"

namespace review::pdf {

// Glyphs as they are drawn, with their size on the page. Told apart: text that is set in lines, and text that
// is not seen itself, which an OCR put over or under the picture of it. That one stays where it stands,
// for the picture of the words around it does not move. Text on a layer that nobody sees counts where a picture lies at its
// place: it may be what was found there.
class DrawnGlyphs final : public WalkSink {
public:
    void operation(const Operation& op, const TextState& before) override;
    bool reads_nested() const override { return true; }
    void nested(const Operation& op, const Nested& use) override;
    void end_nested() override { nesting_.end(); }
    void show(const Operation& op, const TextState& before, std::span<const ShownGlyph> shown) override;
    void image(const Operation& op, const Quad& place, PoDoFo::PdfObject* object) override;

    // After the walk.
    void tell_apart();
    const std::vector<PlacedGlyph>& set() const { return set_; }
    const std::vector<PlacedGlyph>& scanned() const { return scanned_; }
    const GlyphSizes& em() const { return em_; }
    const std::vector<Rule>& rules() const { return rules_.rules(); }
    const std::vector<PlacedGlyph>& tiled() const { return tiled_; }  // those of set() that stand in no place
    const std::vector<std::uint32_t>& unseen() const { return unseen_; }  // in neither, ascending
    const std::map<std::uint32_t, Quad>& extents() const { return extents_; }  // of each nest

private:
    struct Seen {
        PlacedGlyph glyph;
        bool invisible = false;  // 9.3.6: rendering mode 3
        bool unseen = false;     // on a layer nobody sees
    };
    struct Below {
        Quad place{};
        bool opaque = false;
        std::size_t glyphs_before = 0;
    };
    bool is_scanned(std::size_t index) const;

    std::vector<Seen> seen_;
    std::vector<Below> pictures_;
    RuleCollector rules_;
    std::vector<PlacedGlyph> set_, scanned_, tiled_;
    std::vector<std::uint32_t> unseen_;
    bool hidden_ = false;  // the operation that is being told is on such a layer
    Nesting nesting_;
    std::map<std::uint32_t, Quad> extents_;
    GlyphSizes em_;
};

}  // namespace review::pdf

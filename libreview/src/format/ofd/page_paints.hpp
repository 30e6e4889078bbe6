#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <review/inspection.hpp>
#include <review/limits.hpp>

#include "format/ofd/package.hpp"
#include "format/pdf/inspect/page_view.hpp"
#include "format/pdf/text_lines.hpp"

namespace review {

// How an object stands among the others of its page: above what layer, inside what it is cut to, how much of it is there.
struct OfdStanding {
    std::uint32_t rank = 0;                   // of its layer: templates and layers lie above each other (GB/T 33190, 7.6 and 7.7)
    std::shared_ptr<const pdf::Clip> clip;    // its boundary and clips, and those around it
    double alpha = 1;
    const OfdMember* layer_member = nullptr;  // where the layer says how to draw
    std::uint32_t layer = 0;
};

// What a page paints over its text, told in the terms in which the inspection of PDF judges it: text under something opaque is no more seen
// than there. Colours are not judged.
class OfdPagePaints {
public:
    OfdPagePaints(const OfdPackage& package, const Limits& limits);

    void begin(const OfdPage& page) { page_ = &page; glyphs_.clear(); paints_.clear(); annotation_ = false; spent_ = 0; }
    // What follows is drawn by an annotation over all of the page.
    void begin_annotation() { annotation_ = true; }

    // An object inside of another: cut to its boundary (8.5: what is drawn beyond it is not seen) and its clips. `around` leads to the space the boundary
    // is in, `own` to the space of the object.
    OfdStanding inside(const OfdStanding& outer, const OfdMember& member, std::uint32_t node, const OfdBox& boundary, const pdf::Matrix& around,
                       const pdf::Matrix& own) const;
    // Whether the letters of a text object leave any ink (11.3): not where they are neither filled nor lined, or in transparent colours.
    bool paints_letters(const OfdMember& member, std::uint32_t node, const OfdStanding& standing) const;
    // A letter that is a box: it hides what is below it.
    void block(const Quad& quad, const OfdStanding& standing);
    void glyph(const pdf::PlacedGlyph& glyph, const OfdStanding& standing);
    void path(const OfdMember& member, std::uint32_t node, const pdf::Matrix& matrix, const OfdStanding& standing);
    void picture(const OfdMember& member, std::uint32_t node, const OfdBox& boundary, const pdf::Matrix& matrix, const OfdStanding& standing);

    // `exhausted`: set where the page is too intricate to be judged as a whole.
    std::vector<Concealed> concealed(bool& exhausted);

private:
    using Key = std::pair<std::uint32_t, std::size_t>;  // rank of the layer, then the order in the file
    Key next(const OfdStanding& standing) { return {annotation_ ? rank_of_annotations : standing.rank, glyphs_.size() + paints_.size()}; }
    void paint(pdf::SeenPaint::Kind kind, pdf::Shape shape, double alpha, const OfdStanding& standing);
    std::optional<double> ink(const OfdMember& member, std::uint32_t node, std::string_view element, const OfdStanding& standing) const;
    std::optional<OfdUnit> drawn_by(const OfdMember& member, std::uint32_t node, std::string_view element, std::string_view attribute, const OfdStanding& standing) const;
    bool is_opaque(const OfdMember& picture);
    bool spend(std::size_t letters) const { return (spent_ += letters) <= most_letters; }

    static constexpr std::uint32_t rank_of_annotations = 1000;
    static constexpr std::size_t most_letters = 16 << 20;  // of path data that a page draws, however often

    const OfdPackage& package_;
    const Limits& limits_;
    std::vector<std::map<std::string, OfdUnit>> params_;  // of each document, by id (8.2, DrawParam)
    std::map<const OfdMember*, bool> opaque_;
    const OfdPage* page_ = nullptr;
    bool annotation_ = false;
    mutable std::size_t spent_ = 0;
    std::vector<std::pair<Key, pdf::PlacedGlyph>> glyphs_;
    std::vector<std::pair<Key, pdf::SeenPaint>> paints_;
};

}  // namespace review

#pragma once

#include <optional>
#include <span>
#include <vector>

#include <review/inspection.hpp>

#include "format/pdf/inspect/page_view.hpp"
#include "format/pdf/inspect/picture_view.hpp"

namespace review::pdf {

struct Strength {
    double alpha = 1;
    Blend blend = Blend::normal;
    bool opaque() const;
};

// Why a glyph cannot be seen, and which paint hides it.
struct Verdict {
    std::optional<Manner> manner;  // nothing: it can be seen, as far as anybody can tell without drawing
    int paint = -1;                // index in the view
    std::optional<Manner> otherwise{};  // where a black area of a picture is too small to count
};

// Looks at every glyph of a page through what is painted below and above it. Not a renderer: nine points
// of each glyph, plain colours; where a colour is unknown the glyph counts as seen.
class Visibility {
public:
    // `page`: what a reader shows of it, the crop box.
    Visibility(const PageView& view, const Extent& page, Pictures& pictures);

    // One for each glyph of the view.
    std::vector<Verdict> verdicts();

    bool exhausted() const { return work_ > most_work; }  // glyphs were left unjudged

    static constexpr std::uint64_t most_work = 200'000'000;  // edges looked at, for one page

private:
    enum class Sample { seen, clipped, same, covered };
    struct Seen {
        Sample sample = Sample::seen;
        int paint = -1;
        bool dark = false;  // what it stands on
    };
    Verdict judge(const SeenGlyph& glyph);
    Verdict judge_paints(const SeenGlyph& glyph);
    std::optional<Manner> before_painting(const SeenGlyph& glyph) const;
    Seen look(const SeenGlyph& glyph, Point point, const std::vector<int>& near, bool drawn);
    Colour paper_below(const Look& look, Point point, std::span<const int> before, int& last);
    int covering(const SeenGlyph& glyph, Point point, const std::vector<int>& near);
    bool hit(const SeenPaint& paint, Point point);
    // How much of a paint arrives at a point of the glyph; nothing: nobody knows.
    std::optional<Strength> strength(const SeenPaint& paint, const Look& look, Point point);
    int blackening(const SeenGlyph& glyph);
    Colour pictured(Point point, const std::vector<int>& near, int& picture);
    std::vector<int> near(const Extent& box) const;
    Manner manner_of_cover(int paint) const;
    void forget_specks(std::vector<Verdict>& verdicts) const;
    void forget_twins(std::vector<Verdict>& verdicts) const;
    template <typename Visit>
    void cells(const Extent& box, Visit visit) const;

    static constexpr int columns = 48;

    const PageView& view_;
    Pictures& pictures_;
    Extent page_;
    double pictured_ = 0;                  // share of the page that images fill
    std::vector<std::vector<int>> grid_;   // paints by place
    std::vector<int> everywhere_;          // paints too large for it
    std::uint64_t work_ = 0;
};

}  // namespace review::pdf

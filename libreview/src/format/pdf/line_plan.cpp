#include "format/pdf/line_plan.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <span>

#include "format/pdf/line_segments.hpp"

namespace review::pdf {

namespace {

constexpr double step_in_em = 4;
constexpr double gap_of_words = 0.25;      // of an em: between words that no space glyph parts
constexpr double cell_margin = 0.2;    // of an em: kept free before the next cell
constexpr double least_squeeze = 0.5;

// How far a line may reach on the page, along its direction.
std::pair<double, double> edges_of(const Extents& extents, const Direction& direction) {
    const auto extent = extents.find(direction.nest);
    if (extent == extents.end()) return {-1e9, 1e9};
    const Quad& page = extent->second;
    const auto axes = axes_of(direction);
    double low = 1e300, high = -1e300;
    for (int i = 0; i < 8; i += 2) {
        const double u = page[i] * axes.ux + page[i + 1] * axes.uy;
        low = std::min(low, u);
        high = std::max(high, u);
    }
    const double margin = direction.nest == 0 ? 6 : 0;  // points: printers cut closer than that
    return {low + margin, high - margin};
}

// What a line was set by. Where its width does not follow from it, its place tells nothing of its width.
enum class Anchor { left, right, centre, none };

// Edges and middles of segments by direction, to tell a margin from a chance.
class Anchors {
public:
    Anchors(const std::vector<Segment>& segments, const Extents& extents) : extents_(extents) {
        for (const auto& segment : segments) {
            auto& of = edges_[segment.direction];
            const double width = segment.right - segment.left;
            of.left.emplace(segment.left, width);
            of.right.emplace(segment.right, width);
            of.centre.emplace((segment.left + segment.right) / 2, width);
        }
    }

    // Where the text of a direction begins and ends.
    std::pair<double, double> margins(const Direction& direction) const {
        const auto& edges = edges_.at(direction);
        return {edges.left.begin()->first, edges.right.rbegin()->first};
    }

    Anchor of(const Segment& segment, double em) const {
        const auto& edges = edges_.at(segment.direction);
        const double centre = (segment.left + segment.right) / 2, width = segment.right - segment.left;
        if (is_shared(edges.left, segment.left, width, em)) return Anchor::left;
        if (is_shared(edges.right, segment.right, width, em)) return Anchor::right;
        if (is_shared(edges.centre, centre, width, em)) return Anchor::centre;
        const auto [low, high] = edges_of(extents_, segment.direction);
        return std::abs(centre - (low + high) / 2) <= same_edge ? Anchor::centre : Anchor::none;
    }

private:
    struct Edges {
        std::multimap<double, double> left, right, centre;  // place -> width
    };

    // Another segment of another width has it at the same place.
    static bool is_shared(const std::multimap<double, double>& places, double place, double width, double em) {
        return std::any_of(places.lower_bound(place - same_edge), places.upper_bound(place + same_edge),
                           [&](const auto& other) { return std::abs(other.second - width) > 0.3 * em; });
    }

    std::map<Direction, Edges> edges_;
    const Extents& extents_;
};

// A run of cut glyphs, or one glyph that stays; `at` is relative to the item's own left edge.
struct Item {
    const LineGlyph* glyph = nullptr;
    bool cut = false;
    double gap = 0;       // before it, in points
    double width = 0;     // of a cut run: what is covered
    double overlay = -1;  // drawn over its neighbour: how far right of that one's left edge; -1: it is not
    double low = 0, high = 0;
};

class SegmentSetter {
public:
    SegmentSetter(const Segment& segment, const std::vector<std::uint32_t>& cut, const GlyphSizes& em,
                  Width width, const Anchors& anchors, std::pair<double, double> edges, LinePlan& plan)
        : segment_(segment), cut_(cut), width_(width), plan_(plan), axes_(axes_of(segment.direction)) {
        for (const auto& glyph : segment.glyphs) {
            if (is_cut(glyph)) em_ = std::max(em_, size_of(glyph, em));
        }
        step_ = step_in_em * em_;
        anchor_ = anchors.of(segment, em_);
        low_ = std::min(segment.left, std::isfinite(segment.before) ? segment.before + cell_margin * em_ : edges.first);
        high_ = std::isfinite(segment.after) ? segment.after - cell_margin * em_ : edges.second;
        margins_ = anchors.margins(segment.direction);
    }

    void run() {
        collect();
        choose();
        set();
    }

private:
    bool is_cut(const LineGlyph& glyph) const { return std::binary_search(cut_.begin(), cut_.end(), glyph.glyph->number); }

    static double size_of(const LineGlyph& glyph, const GlyphSizes& em) {
        const double size = glyph.glyph->number < em.size() ? em[glyph.glyph->number] : 0;
        return size > 0.01 ? size : std::max(0.01, glyph.height);
    }

    void collect() {
        const LineGlyph* before = nullptr;
        for (const auto& glyph : segment_.glyphs) {
            const double gap = before == nullptr ? 0 : gap_between(*before, glyph);
            const bool over = before != nullptr && is_over(*before, glyph);
            add(glyph, is_cut(glyph), over ? 0 : gap, over ? glyph.left - before->left : -1);
            if (!over) before = &glyph;
        }
    }

    static bool is_over(const LineGlyph& before, const LineGlyph& glyph) {
        return glyph.left < before.left + 0.5 * (before.right - before.left) || painted_twice(before, glyph);
    }

    double gap_between(const LineGlyph& before, const LineGlyph& glyph) const {
        const double wide = glyph.left - before.right;
        if (wide <= smallest_gap * std::max(1e-6, std::min(before.height, glyph.height))) return 0;
        return is_blank(before.glyph->unicode) || is_blank(glyph.glyph->unicode) ? 0 : gap_of_words * em_;
    }

    void add(const LineGlyph& glyph, bool cut, double gap, double overlay) {
        const double low = glyph.middle - glyph.height / 2, high = glyph.middle + glyph.height / 2;
        const double width = glyph.right - glyph.left;
        if (cut && !items_.empty() && items_.back().cut) {
            auto& run = items_.back();
            if (overlay < 0) run.width += gap + width;
            run.low = std::min(run.low, low);
            run.high = std::max(run.high, high);
            return;
        }
        // Over something cut, a survivor stands alone: its place would tell where the cut glyph stood.
        const bool lost = overlay >= 0 && (items_.empty() || items_.back().cut != cut);
        items_.push_back({&glyph, cut, gap, width, lost ? -1 : overlay, low, high});
    }

    double box_width(const Item& run) const {
        if (width_ == Width::line) return em_;  // and then to the end of the line
        if (fixed_) return em_ * (width_ == Width::fixed && !segment_.stacked ? step_in_em : 1);
        return std::max(1.0, std::ceil(run.width / step_ - 1e-6)) * step_;
    }

    // What stands beside the boxes may not fit into the cell: boxes of one em then, which tell nothing at all,
    // and narrower letters.
    void choose() {
        fixed_ = width_ == Width::fixed || segment_.stacked;
        if (total() <= room()) return;
        if (!fixed_ && squeeze() < least_squeeze) fixed_ = true;
        squeeze_ = std::clamp(squeeze(), 0.2, 1.0);
    }

    double boxes_and_gaps() const {
        double sum = 0;
        for (const auto& item : items_) sum += item.gap + (item.cut ? box_width(item) : 0);
        // What ends the line may end it early.
        const bool shortened = !items_.empty() && items_.back().cut && (anchor_ == Anchor::left || anchor_ == Anchor::none);
        return shortened ? sum - box_width(items_.back()) + em_ : sum;
    }
    double letters() const {
        double sum = 0;
        for (const auto& item : items_) sum += item.cut || item.overlay >= 0 ? 0 : item.width;
        return sum;
    }
    double total() const { return boxes_and_gaps() + letters() * squeeze_; }
    double squeeze() const { return letters() <= 0 ? 1 : (room() - boxes_and_gaps()) / letters(); }

    double centre() const { return (segment_.left + segment_.right) / 2; }
    double room() const {
        switch (anchor_) {
            case Anchor::left: return high_ - segment_.left;
            case Anchor::right: return segment_.right - low_;
            case Anchor::centre: return 2 * std::min(centre() - low_, high_ - centre());
            case Anchor::none: break;
        }
        return high_ - start();
    }
    double start() const {
        if (width_ == Width::line && anchor_ != Anchor::left) return std::max(low_, margins_.first);
        switch (anchor_) {
            case Anchor::left: return segment_.left;
            case Anchor::right: return segment_.right - total();
            case Anchor::centre: return centre() - total() / 2;
            case Anchor::none: break;
        }
        return std::max(low_, std::floor(segment_.left / step_) * step_);
    }

    void set() {
        double pen = start();
        // A box alone in its cell reaches from edge to edge where it does not fit.
        if (items_.size() == 1) pen = std::max(pen, low_);
        const Item* before = nullptr;
        for (std::size_t i = 0; i < items_.size(); ++i) {
            const auto& item = items_[i];
            if (item.cut) {
                pen = cover(item, pen + item.gap, i + 1 == items_.size());
            } else if (item.overlay >= 0) {
                place(item, before_left_ + item.overlay * squeeze_, nullptr);
                continue;
            } else {
                const bool adjoins = before != nullptr && !before->cut && item.gap == 0;
                place(item, pen + item.gap, adjoins ? before : nullptr);
                before_left_ = pen + item.gap;
                pen = before_left_ + item.width * squeeze_;
            }
            before = &item;
        }
    }

    double cover(const Item& run, double left, bool last) {
        double right = left + box_width(run);
        if (last && width_ == Width::line) right = std::max(right, margins_.second);
        if (last) right = std::max(left + em_, std::min(right, high_));
        const auto at = [&](double u, double v) {
            return std::pair{u * axes_.ux + v * axes_.vx, u * axes_.uy + v * axes_.vy};
        };
        const auto [x0, y0] = at(left, run.low);
        const auto [x1, y1] = at(right, run.low);
        const auto [x2, y2] = at(right, run.high);
        const auto [x3, y3] = at(left, run.high);
        plan_.boxes.push_back({{x0, y0, x1, y1, x2, y2, x3, y3}, run.glyph->glyph->number, run.glyph->glyph->tiled});
        return right;
    }

    void place(const Item& item, double left, const Item* follows) {
        const double shift = left - item.glyph->left;
        auto& moved = plan_.moved[item.glyph->glyph->number];
        moved = {shift * axes_.ux, shift * axes_.uy, squeeze_, follows == nullptr ? Moved::none : follows->glyph->glyph->number};
    }

    const Segment& segment_;
    const std::vector<std::uint32_t>& cut_;
    Width width_;
    LinePlan& plan_;
    Axes axes_;
    Anchor anchor_ = Anchor::none;
    std::pair<double, double> margins_;
    double em_ = 0, step_ = 0, low_ = 0, high_ = 0, squeeze_ = 1, before_left_ = 0;
    bool fixed_ = false;
    std::vector<Item> items_;
};

// What is painted once more beside a glyph goes where that goes.
void move_copies(const GlyphCopies& copies, LinePlan& plan) {
    for (const auto& [number, again] : copies) {
        const auto found = plan.moved.find(number);
        if (found == plan.moved.end()) continue;
        const auto moved = found->second;
        const auto before = moved.follows == Moved::none ? copies.end() : copies.find(moved.follows);
        const bool alike = before != copies.end() && before->second.size() == again.size();
        for (std::size_t i = 0; i < again.size(); ++i) {
            plan.moved[again[i]] = {moved.along_x, moved.along_y, moved.squeeze, alike ? before->second[i] : Moved::none};
        }
    }
}

}  // namespace

LinePlan plan_lines(const std::vector<PlacedGlyph>& glyphs, const std::vector<std::uint32_t>& cut,
                    const GlyphSizes& em, const std::vector<Rule>& rules, Width width,
                    const Extents& extents) {
    LinePlan plan;
    GlyphCopies copies;
    const auto lines = lines_apart(glyphs, rules, &copies);
    auto segments = line_segments(lines, rules);
    const Anchors anchors(segments, extents);
    const Neighbours neighbours(segments);
    for (auto& segment : segments) {
        const bool touched = std::any_of(segment.glyphs.begin(), segment.glyphs.end(), [&](const LineGlyph& glyph) {
            return std::binary_search(cut.begin(), cut.end(), glyph.glyph->number);
        });
        if (!touched) continue;
        neighbours.bound(segment);
        SegmentSetter(segment, cut, em, width, anchors, edges_of(extents, segment.direction), plan).run();
    }
    move_copies(copies, plan);
    // Of texts that lie over each other each may have a box here: how many they were is nobody's business.
    std::set<Quad> seen;
    std::erase_if(plan.boxes, [&](const CoverBox& box) { return !box.tiled && !seen.insert(box.quad).second; });
    return plan;
}

}  // namespace review::pdf

#include "format/ofd/text_edits.hpp"

#include <algorithm>
#include <cmath>
#include <set>

namespace review {
namespace {

constexpr double step_in_em = 4, gap_in_em = 0.3, space_in_em = 0.25;

struct Extent {
    double left = 0, right = 0, low = 0, high = 0;
};

// A line of a part while its cuts are made, from left to right as it is written.
class Line {
public:
    Line(const OfdPagePart& seen, const std::vector<const Cut*>& cut, Width width, OfdTextEdits& edits, std::vector<OfdMark>& marks)
        : seen_(seen), cut_(cut), width_(width), edits_(edits), marks_(marks) {}

    void run(std::size_t begin, std::size_t end) {
        shift_ = 0, end_ = -1e300, run_ = {}, open_ = axes_known_ = cell_ = false;
        for (auto i = begin; i < end; ++i) {
            const auto numbers = seen_.order.drawn_of(i);
            if (numbers.empty()) {
                between(i);
                continue;
            }
            if (cut_[i] != nullptr) for (const auto number : numbers) edits_.cut(seen_.drawing.drawn[number]);
            if (seen_.order.quads[i] == Quad{}) continue;  // in a pattern: it has no one place
            if (!axes_known_) find_axes(i);
            if (cut_[i] != nullptr) lose(i);
            else keep(i);
        }
        close();
    }

private:
    void find_axes(std::size_t i) {
        const auto& q = seen_.order.quads[i];
        const bool vertical = seen_.drawing.glyphs.empty() ? false : is_vertical(i);
        ux_ = vertical ? q[0] - q[6] : q[2] - q[0], uy_ = vertical ? q[1] - q[7] : q[3] - q[1];
        const double length = std::hypot(ux_, uy_);
        if (length > 1e-9) ux_ /= length, uy_ /= length;
        else ux_ = 1, uy_ = 0;
        em_ = std::max(1e-6, std::hypot(q[6] - q[0], q[7] - q[1]));
        axes_known_ = true;
    }

    bool is_vertical(std::size_t i) const {
        const auto number = seen_.order.drawn_of(i).front();
        const auto& drawn = seen_.drawing.drawn[number];
        return drawn.object->codes[drawn.code].vertical;
    }

    Extent extent_of(std::size_t i) const {
        const auto& q = seen_.order.quads[i];
        Extent all{1e300, -1e300, 1e300, -1e300};
        for (int k = 0; k < 8; k += 2) {
            const double u = q[k] * ux_ + q[k + 1] * uy_, v = q[k + 1] * ux_ - q[k] * uy_;
            all.left = std::min(all.left, u), all.right = std::max(all.right, u);
            all.low = std::min(all.low, v), all.high = std::max(all.high, v);
        }
        return all;
    }

    // A space, or the end of a cell, that stands nowhere in the draft.
    void between(std::size_t i) {
        const auto begin = i == 0 ? 0 : seen_.order.glyph_ends[i - 1];
        if (seen_.order.text[begin] == '\t') {
            close();
            cell_ = true;
        } else if (open_) {
            space_ = true;
        }
    }

    void lose(std::size_t i) {
        const auto extent = extent_of(i);
        if (!open_) {
            enter_cell(extent);
            run_ = extent;
            hidden_ = true;
            open_ = true;
            finding_.clear();
        }
        level_ = extent;
        run_.right = std::max(run_.right, extent.right);
        run_.low = std::min(run_.low, extent.low), run_.high = std::max(run_.high, extent.high);
        for (const auto number : seen_.order.drawn_of(i)) hidden_ = hidden_ && seen_.drawing.drawn[number].hidden;
        if (finding_.empty()) finding_ = cut_[i]->finding;
        space_ = false;
    }

    void keep(std::size_t i) {
        const auto extent = extent_of(i);
        if (open_) {
            const bool space = space_;
            close();
            if (width_ != Width::exact) shift_ = end_ + (space ? space_in_em * em_ : 0) - extent.left;
        } else {
            enter_cell(extent);
        }
        level_ = extent;
        end_ = std::max(end_, extent.right + shift_);
        if (std::abs(shift_) < 1e-6) return;
        for (const auto number : seen_.order.drawn_of(i)) {
            const auto& drawn = seen_.drawing.drawn[number];
            edits_.move(drawn, seen_.drawing.uses[drawn.use], shift_ * ux_, shift_ * uy_);
        }
    }

    // What stands in the next cell stays where it is, unless what is before it has grown into it. A cell of several lines has them one
    // after another, and the next cell begins at another level.
    void enter_cell(const Extent& extent) {
        const double middle = (extent.low + extent.high) / 2, left = extent.left;
        if (!cell_) return;
        cell_ = false;
        if (middle < level_.low || middle > level_.high) end_ = -1e300;
        shift_ = width_ != Width::exact && end_ + gap_in_em * em_ > left ? end_ + gap_in_em * em_ - left : 0;
    }

    void close() {
        if (!open_) return;
        open_ = false;
        const double step = step_in_em * em_, begin = run_.left + shift_;
        double wide = run_.right - run_.left;
        if (width_ == Width::grid) wide = std::max(1.0, std::ceil(wide / step - 1e-6)) * step;
        if (width_ == Width::fixed) wide = step;
        end_ = begin + wide;
        if (width_ != Width::exact) shift_ = 0;
        if (hidden_) return;
        const auto x = [&](double u, double v) { return u * ux_ - v * uy_; };
        const auto y = [&](double u, double v) { return u * uy_ + v * ux_; };
        marks_.push_back({{x(begin, run_.low), y(begin, run_.low), x(end_, run_.low), y(end_, run_.low), x(end_, run_.high), y(end_, run_.high),
                           x(begin, run_.high), y(begin, run_.high)}, finding_});
    }

    const OfdPagePart& seen_;
    const std::vector<const Cut*>& cut_;
    Width width_;
    OfdTextEdits& edits_;
    std::vector<OfdMark>& marks_;
    double ux_ = 1, uy_ = 0, em_ = 1;
    double shift_ = 0, end_ = -1e300;
    Extent run_, level_;  // of what goes, of the glyph before
    std::string finding_;
    bool axes_known_ = false, open_ = false, space_ = false, cell_ = false, hidden_ = false;
};

}  // namespace

OfdGlyphEdit& OfdTextEdits::at(const OfdDrawn& drawn) {
    auto& glyphs = edits_[{drawn.object, drawn.code}];
    glyphs.resize(drawn.object->codes[drawn.code].glyphs.size());
    return glyphs[drawn.glyph];
}

void OfdTextEdits::cut(const OfdDrawn& drawn) { at(drawn).cut = true; }

void OfdTextEdits::move(const OfdDrawn& drawn, const pdf::Matrix& m, double x, double y) {
    const double determinant = m.a * m.d - m.b * m.c;
    auto& edit = at(drawn);
    if (std::abs(determinant) < 1e-12 || edit.dx != 0 || edit.dy != 0) return;
    edit.dx = (x * m.d - y * m.c) / determinant;
    edit.dy = (y * m.a - x * m.b) / determinant;
}

const std::vector<OfdGlyphEdit>* OfdTextEdits::of(const OfdTextObject& object, std::size_t code) const {
    const auto found = edits_.find({&object, static_cast<std::uint32_t>(code)});
    return found == edits_.end() ? nullptr : &found->second;
}

std::vector<OfdMark> settle_cuts(const OfdPagePart& seen, std::vector<Cut> cuts, Width width, OfdTextEdits& edits) {
    const auto count = seen.order.glyph_ends.size();
    std::vector<const Cut*> cut(count);
    for (const auto& one : cuts) {
        for (std::size_t i = one.span.begin; i < std::min<std::size_t>(one.span.end, count); ++i) cut[i] = &one;
    }
    std::vector<OfdMark> marks;
    if (cuts.empty()) return marks;
    for (std::size_t begin = 0; begin < count;) {
        auto end = begin;
        const auto breaks = [&](std::size_t i) {
            return seen.order.drawn_of(i).empty() && seen.order.text[i == 0 ? 0 : seen.order.glyph_ends[i - 1]] == '\n';
        };
        while (end < count && !breaks(end)) ++end;
        if (std::any_of(cut.begin() + static_cast<std::ptrdiff_t>(begin), cut.begin() + static_cast<std::ptrdiff_t>(end), [](const Cut* one) { return one != nullptr; })) {
            Line(seen, cut, width, edits, marks).run(begin, end);
        }
        begin = end + 1;
    }
    // A text that is read once more has its box there, too.
    std::set<Quad> drawn;
    std::erase_if(marks, [&](const OfdMark& mark) { return !drawn.insert(mark.quad).second; });
    return marks;
}

}  // namespace review

#include "format/pdf/cell_rules.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <tuple>

namespace review::pdf {

namespace {

constexpr double thickest = 3;    // points: a thicker bar is a box or a background
constexpr double shortest = 4;    // points: no cell is lower
constexpr double slant = 1;       // points from end to end
constexpr double reach = 1;       // points a rule may end short of a line's middle
constexpr double same_place = 0.1;
constexpr double highest_box = 14;
constexpr std::size_t most_columns = 256;
constexpr std::size_t most_rules = 4000;  // more is a drawing, no table

Point on_page(const Matrix& m, double x, double y) { return {x * m.a + y * m.c + m.e, x * m.b + y * m.d + m.f}; }
double distance(Point a, Point b) { return std::hypot(b.x - a.x, b.y - a.y); }
Point middle(Point a, Point b) { return {(a.x + b.x) / 2, (a.y + b.y) / 2}; }

bool paints(std::string_view op) {
    return op == "S" || op == "s" || op == "f" || op == "F" || op == "f*" || op == "B" || op == "B*" || op == "b" || op == "b*";
}

}  // namespace

void RuleCollector::operation(const Operation& op, const Matrix& ctm) {
    constexpr std::string_view of_paths = "mlhrcvySsfFBbn";
    if (op.op.size() > 2 || of_paths.find(op.op[0]) == of_paths.npos) return;
    if (paints(op.op)) {
        if (op.op.ends_with('*')) frames();
        paint(op.op[0] != 'f' && op.op[0] != 'F');
        outlines_.clear();
    } else if (op.op == "n") {
        outlines_.clear();
    } else {
        construct(op, ctm);
    }
}

void RuleCollector::construct(const Operation& op, const Matrix& ctm) {
    if (outlines_.size() > most_rules) return;
    const auto operands = op.operands.size();
    if (op.op == "m" && operands == 2) {
        outlines_.push_back({on_page(ctm, op.number(0), op.number(1))});
    } else if (op.op == "l" && operands == 2 && !outlines_.empty() && !outlines_.back().empty()) {
        outlines_.back().push_back(on_page(ctm, op.number(0), op.number(1)));
    } else if (op.op == "h" && !outlines_.empty() && outlines_.back().size() > 1) {
        outlines_.back().push_back(outlines_.back().front());
    } else if (op.op == "re" && operands == 4) {
        rectangle(op, ctm);
    } else if ((op.op == "c" || op.op == "v" || op.op == "y") && !outlines_.empty()) {
        outlines_.back().clear();
    }
}

void RuleCollector::rectangle(const Operation& op, const Matrix& ctm) {
    const double x = op.number(0), y = op.number(1), w = op.number(2), h = op.number(3);
    const auto corner = on_page(ctm, x, y);
    outlines_.push_back({corner, on_page(ctm, x + w, y), on_page(ctm, x + w, y + h), on_page(ctm, x, y + h), corner});
}

void RuleCollector::paint(bool strokes) {
    for (const auto& outline : outlines_) {
        if (!strokes) {
            thin_fill(outline);
            continue;
        }
        for (std::size_t i = 1; i < outline.size(); ++i) add(outline[i - 1], outline[i]);
    }
}

// Most producers fill rectangles half a point wide where they mean a line.
void RuleCollector::thin_fill(const std::vector<Point>& outline) {
    if (outline.size() < 4 || outline.size() > 5) return;
    const std::array<Point, 4> corner{outline[0], outline[1], outline[2], outline[3]};
    if (distance(corner[0], corner[1]) <= thickest) add(middle(corner[0], corner[1]), middle(corner[2], corner[3]));
    else if (distance(corner[1], corner[2]) <= thickest) add(middle(corner[1], corner[2]), middle(corner[3], corner[0]));
}

// A border all around, as browsers draw it: what is between two rectangles (8.5.3.3).
void RuleCollector::frames() {
    for (std::size_t i = 1; i < outlines_.size(); ++i) {
        const auto &one = outlines_[i - 1], &other = outlines_[i];
        if (one.size() != 5 || other.size() != 5) continue;
        bool thin = std::min(distance(one[0], one[1]), distance(one[1], one[2])) > thickest;
        for (std::size_t corner = 0; corner < 4 && thin; ++corner) thin = distance(one[corner], other[corner]) <= 2 * thickest;
        for (std::size_t corner = 0; corner < 4 && thin; ++corner) add(middle(one[corner], other[corner]), middle(one[corner + 1], other[corner + 1]));
    }
}

void RuleCollector::add(Point from, Point to) {
    const double length = distance(from, to);
    if (rules_.size() < most_rules && std::isfinite(length) && length >= shortest) rules_.push_back({from, to});
}

CellRules::CellRules(const std::vector<Rule>& rules, const Axes& axes) {
    for (const auto& [from, to] : rules) {
        const double u0 = from.x * axes.ux + from.y * axes.uy, u1 = to.x * axes.ux + to.y * axes.uy;
        const double v0 = from.x * axes.vx + from.y * axes.vy, v1 = to.x * axes.vx + to.y * axes.vy;
        if (std::abs(u1 - u0) <= slant) bars_.push_back({(u0 + u1) / 2, std::min(v0, v1), std::max(v0, v1)});
    }
    std::sort(bars_.begin(), bars_.end(), [](const Bar& a, const Bar& b) {
        return std::tie(a.place, a.low, a.high) < std::tie(b.place, b.low, b.high);
    });
    // One bar for the pieces that each row of a table has of it.
    std::vector<Bar> whole;
    for (const auto& bar : bars_) {
        const bool goes_on = !whole.empty() && bar.place - whole.back().place < same_place && bar.low <= whole.back().high + reach;
        if (goes_on) whole.back().high = std::max(whole.back().high, bar.high);
        else whole.push_back(bar);
    }
    bars_ = std::move(whole);
}

bool CellRules::between(double right, double left, double middle) const { return after(right, middle) <= left; }

bool CellRules::is_level(const Bar& bar, double middle) { return bar.low - reach <= middle && middle <= bar.high + reach; }

CellRules::Bars::const_iterator CellRules::behind(double place) const {
    return std::lower_bound(bars_.begin(), bars_.end(), place, [](const Bar& bar, double at) { return bar.place < at; });
}

double CellRules::after(double place, double middle) const {
    const auto found = std::find_if(behind(place), bars_.end(), [&](const Bar& bar) { return is_level(bar, middle); });
    return found == bars_.end() ? std::numeric_limits<double>::infinity() : found->place;
}

double CellRules::before(double place, double middle) const {
    auto at = std::upper_bound(bars_.begin(), bars_.end(), place, [](double limit, const Bar& bar) { return limit < bar.place; });
    while (at != bars_.begin()) {
        --at;
        if (is_level(*at, middle)) return at->place;
    }
    return -std::numeric_limits<double>::infinity();
}

bool CellRules::parts_most(Bars::const_iterator first, Bars::const_iterator last, double low, double high) const {
    double covered = 0;
    for (; first != last; ++first) covered += std::max(0.0, std::min(first->high, high) - std::max(first->low, low));
    return 3 * covered > high - low;
}

std::size_t CellRules::columns(double from, double to, double middle) const {
    const auto begin = behind(from - same_place), end = behind(to + same_place);
    // The height of the table, as far as the rules beside the cells tell it.
    double low = middle, high = middle;
    for (auto bar = begin; bar != end; ++bar) {
        if (is_level(*bar, middle)) low = std::min(low, bar->low), high = std::max(high, bar->high);
    }
    std::size_t count = 0;
    double last = from;
    for (auto bar = begin, next = begin; bar != end; bar = next) {
        while (next != end && next->place - bar->place < same_place) ++next;
        // A box to tick stands in a cell and is none.
        const auto is_rule = [&](const Bar& piece) {
            const double height = piece.high - piece.low;
            return is_level(piece, middle) && (height > highest_box || 2 * height > high - low);
        };
        const bool level = std::any_of(bar, next, is_rule);
        if (!level && !parts_most(bar, next, low, high)) continue;
        if (bar->place - last >= narrowest_cell) ++count;
        last = bar->place;
    }
    return std::clamp<std::size_t>(count, 1, most_columns);
}

}  // namespace review::pdf

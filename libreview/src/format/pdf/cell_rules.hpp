#pragma once

#include <map>
#include <vector>

#include "format/pdf/lexer.hpp"
#include "format/pdf/matrix.hpp"
#include "format/pdf/path_geometry.hpp"
#include "format/pdf/text_lines.hpp"

namespace review::pdf {

// A straight line that is drawn on the page: stroked, or filled and thin.
struct Rule {
    Point from, to;
};

// Watches a walk for the rules that part the cells of a table. Curves are none.
class RuleCollector {
public:
    // Any operator, with the matrix that leads to the page.
    void operation(const Operation& op, const Matrix& ctm);
    const std::vector<Rule>& rules() const { return rules_; }

private:
    void construct(const Operation& op, const Matrix& ctm);
    void rectangle(const Operation& op, const Matrix& ctm);
    void paint(bool strokes);
    void frames();
    void thin_fill(const std::vector<Point>& outline);
    void add(Point from, Point to);

    std::vector<std::vector<Point>> outlines_;  // of the path under construction; empty ones held a curve
    std::vector<Rule> rules_;
};

// The rules that stand across lines of one writing direction, in the frame of `axes`. Queries take log n.
class CellRules {
public:
    CellRules(const std::vector<Rule>& rules, const Axes& axes);

    // Whether one stands between two glyphs of a line, `middle` being the line's place across the direction.
    bool between(double right, double left, double middle) const;
    // The next one before or after a place along the line; infinite: none.
    double before(double place, double middle) const;
    double after(double place, double middle) const;
    // How many columns a reader passes from the cell that begins at `from` to the one that begins at `to`, one at least: the cells
    // between them, and those that others have beside a merged one. Rules closer than a letter are one, drawn twice.
    std::size_t columns(double from, double to, double middle) const;

    static constexpr double narrowest_cell = 5;  // points

private:
    struct Bar {
        double place = 0, low = 0, high = 0;
    };
    using Bars = std::vector<Bar>;

    Bars::const_iterator behind(double place) const;
    static bool is_level(const Bar& bar, double middle);
    // It takes more than a third of the height from `low` to `high`.
    bool parts_most(Bars::const_iterator first, Bars::const_iterator last, double low, double high) const;

    Bars bars_;  // by place
};

// Those of one page, sorted once for each direction that somebody asks for.
class RulesOfPage {
public:
    explicit RulesOfPage(const std::vector<Rule>& rules) : rules_(rules) {}  // which outlive it
    const std::vector<Rule>& all() const { return rules_; }
    const CellRules& across(const Direction& direction) { return across_.try_emplace(direction, rules_, axes_of(direction)).first->second; }

private:
    const std::vector<Rule>& rules_;
    std::map<Direction, CellRules> across_;
};

}  // namespace review::pdf

#include "format/pdf/layout.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "format/pdf/unruled_rows.hpp"
#include "format/pdf/wrapped_cells.hpp"

namespace review::pdf {
namespace {

class LineWriter {
public:
    LineWriter(ReadingOrder& order, RulesOfPage& rules, const GlyphCopies& copies) : order_(order), rules_(rules), copies_(copies) {}

    void line(const TextLine& line) {
        const auto& boxes = line.glyphs;
        across_ = rules_.all().empty() ? nullptr : &rules_.across(line.direction);
        if (line.same_cell && !order_.text.empty()) order_.cell_lines.push_back(static_cast<std::uint32_t>(order_.text.size()));
        if (is_second(line.direction.nest)) order_.again_from = std::min(order_.again_from, static_cast<std::uint32_t>(order_.glyph_ends.size()));
        if (!order_.text.empty()) insert(line.next_cell ? "\t" : "\n");
        tabs(line.empty_before);
        written_.clear();
        written_.reserve(boxes.size());
        first_ = order_.drawn_ends.size();
        for (const auto& box : boxes) {
            if (again(box)) continue;
            if (!written_.empty()) gap(*written_.back().first, box);
            written_.emplace_back(&box, order_.glyph_ends.size());
            emit(box);
        }
        tabs(line.empty_behind);
        flush();
    }

private:
    void insert(std::string_view text) {
        order_.text += text;
        end_glyph({});
    }

    void tabs(std::size_t count) {
        for (; count > 0; --count) insert("\t");
    }

    void emit(const LineGlyph& box) {
        order_.text += box.glyph->unicode.empty() ? std::string_view("\ufffd") : box.glyph->unicode;
        const auto& quad = box.glyph->quad;
        order_.drawn.push_back(box.glyph->number);
        if (!copies_.empty()) add_copies(box.glyph->number);
        end_glyph(box.glyph->tiled ? Quad{} : is_finite(quad) ? quad : finite(quad));
    }

    void add_copies(std::uint32_t number) {
        const auto found = copies_.find(number);
        if (found != copies_.end()) order_.drawn.insert(order_.drawn.end(), found->second.begin(), found->second.end());
    }

    void end_glyph(const Quad& quad) {
        order_.glyph_ends.push_back(static_cast<std::uint32_t>(order_.text.size()));
        order_.quads.push_back(quad);
        order_.drawn_ends.push_back(static_cast<std::uint32_t>(order_.drawn.size()));
    }

    void gap(const LineGlyph& before, const LineGlyph& after) {
        const double height = std::max(1e-6, std::min(before.height, after.height));
        const double wide = after.left - before.right;
        if (is_ruled(before, after)) {
            tabs(columns(before, after));
        } else if (wide > cell_gap * height) {
            insert("\t");
        } else if (wide > smallest_gap * height && !is_blank(before.glyph->unicode) && !is_blank(after.glyph->unicode)) {
            insert(" ");
        }
    }

    bool is_ruled(const LineGlyph& before, const LineGlyph& after) const {
        const double touching = 0.05 * after.height;
        return across_ != nullptr && after.left - before.right > touching &&
               across_->between(before.right - touching, after.left + touching, after.middle);
    }

    std::size_t columns(const LineGlyph& before, const LineGlyph& after) const {
        const double from = across_->before((before.left + before.right) / 2, before.middle);
        return across_->columns(std::isfinite(from) ? from : before.left, across_->before((after.left + after.right) / 2, after.middle), after.middle);
    }

    // Fake bold is read once, and cut as often as it is painted.
    bool again(const LineGlyph& box) {
        const double farthest = farthest_again(box);
        for (std::size_t back = 0; back < 8 && back < written_.size(); ++back) {
            const auto& [other, index] = written_[written_.size() - 1 - back];
            if (box.left - other->left > farthest) return false;  // from left to right
            if (!painted_twice(*other, box)) continue;
            repeated_.emplace_back(index, box.glyph->number);
            return true;
        }
        return false;
    }

    // Glyphs of the line that are painted again stand for those numbers too.
    void flush() {
        if (repeated_.empty()) return;
        std::stable_sort(repeated_.begin(), repeated_.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
        const std::size_t begin = first_ == 0 ? 0 : order_.drawn_ends[first_ - 1];
        const std::vector<std::uint32_t> once(order_.drawn.begin() + static_cast<std::ptrdiff_t>(begin), order_.drawn.end());
        order_.drawn.resize(begin);
        auto again = repeated_.begin();
        for (auto [glyph, from] = std::pair(first_, begin); glyph < order_.drawn_ends.size(); ++glyph) {
            for (; from < order_.drawn_ends[glyph]; ++from) order_.drawn.push_back(once[from - begin]);
            for (; again != repeated_.end() && again->first == glyph; ++again) order_.drawn.push_back(again->second);
            order_.drawn_ends[glyph] = static_cast<std::uint32_t>(order_.drawn.size());
        }
        repeated_.clear();
    }

    ReadingOrder& order_;
    RulesOfPage& rules_;
    const GlyphCopies& copies_;
    const CellRules* across_ = nullptr;  // this line
    std::vector<std::pair<const LineGlyph*, std::size_t>> written_;  // of this line, with the glyph's index
    std::size_t first_ = 0;                                          // its first glyph
    std::vector<std::pair<std::size_t, std::uint32_t>> repeated_;  // of it, glyphs painted again: index, drawn number
};

}  // namespace

std::span<const std::uint32_t> ReadingOrder::drawn_of(std::size_t glyph) const {
    const std::size_t begin = glyph == 0 ? 0 : drawn_ends[glyph - 1];
    return std::span(drawn).subspan(begin, drawn_ends[glyph] - begin);
}

std::vector<std::uint32_t> ReadingOrder::only_of(const std::vector<std::uint32_t>& numbers) const {
    std::vector<std::uint32_t> glyphs;
    for (std::uint32_t glyph = 0; !numbers.empty() && glyph < glyph_ends.size(); ++glyph) {
        const auto mine = drawn_of(glyph);
        const auto is_one = [&](std::uint32_t number) { return std::binary_search(numbers.begin(), numbers.end(), number); };
        if (!mine.empty() && std::all_of(mine.begin(), mine.end(), is_one)) glyphs.push_back(glyph);
    }
    return glyphs;
}

std::vector<std::uint32_t> ReadingOrder::painted() const {
    const auto count = first_glyphs();
    const auto once = std::span(drawn).first(count == 0 ? 0 : drawn_ends[count - 1]);
    if (count == drawn_ends.size() && std::is_sorted(once.begin(), once.end())) return {};
    std::vector<std::pair<std::uint32_t, std::uint32_t>> order;  // drawn number, glyph
    order.reserve(once.size());
    for (std::uint32_t glyph = 0; glyph < count; ++glyph) {
        for (const auto number : drawn_of(glyph)) order.emplace_back(number, glyph);
    }
    std::sort(order.begin(), order.end());
    std::vector<std::uint32_t> glyphs;
    glyphs.reserve(order.size());
    for (const auto& [number, glyph] : order) glyphs.push_back(glyph);
    return glyphs;
}

ReadingOrder reading_order(const std::vector<PlacedGlyph>& glyphs, const std::vector<Rule>& rules) {
    ReadingOrder result;
    const auto about = glyphs.size() + glyphs.size() / 8;
    result.glyph_ends.reserve(about);
    result.quads.reserve(about);
    result.drawn.reserve(glyphs.size());
    result.drawn_ends.reserve(about);
    RulesOfPage across(rules);
    auto read = read_lines(glyphs, rules);
    LineWriter writer(result, across, read.copies);
    for (const auto& line : with_unruled_rows(with_whole_cells(std::move(read.lines), across), across)) writer.line(line);
    for (const auto& line : read.again) writer.line(line);
    return result;
}

}  // namespace review::pdf

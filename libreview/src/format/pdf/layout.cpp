#include "format/pdf/layout.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace review::pdf {
namespace {

class Writer {
public:
    Writer(ReadingOrder& order, const std::vector<Rule>& rules) : order_(order), rules_(rules) {}

    void line(const TextLine& line) {
        const auto& boxes = line.glyphs;
        across_ = rules_.empty() ? nullptr : &cells_.try_emplace(line.direction, rules_, axes_of(line.direction)).first->second;
        if (!order_.text.empty()) insert("\n");
        written_.clear();
        for (const auto& box : boxes) {
            if (again(box)) continue;
            if (!written_.empty()) gap(written_.back().first, box);
            written_.emplace_back(box, order_.glyph_ends.size());
            emit(box);
        }
        flush();
    }

private:
    void insert(std::string_view text) {
        order_.text += text;
        end_glyph({});
        pending_.emplace_back();
    }

    void emit(const LineGlyph& box) {
        order_.text += box.glyph->unicode.empty() ? std::string_view("\ufffd") : box.glyph->unicode;
        end_glyph(box.glyph->tiled ? Quad{} : finite(box.glyph->quad));
        pending_.push_back({box.glyph->number});
    }

    void end_glyph(const Quad& quad) {
        order_.glyph_ends.push_back(static_cast<std::uint32_t>(order_.text.size()));
        order_.quads.push_back(quad);
    }

    void gap(const LineGlyph& before, const LineGlyph& after) {
        const double height = std::max(1e-6, std::min(before.height, after.height));
        const double wide = after.left - before.right;
        if (wide > cell_gap * height || is_ruled(before, after)) {
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

    // Fake bold is read once, and cut as often as it is painted.
    bool again(const LineGlyph& box) {
        for (std::size_t back = 0; back < 8 && back < written_.size(); ++back) {
            const auto& [other, index] = written_[written_.size() - 1 - back];
            if (!painted_twice(other, box)) continue;
            pending_[index - flushed_].push_back(box.glyph->number);
            return true;
        }
        return false;
    }

    void flush() {
        for (const auto& numbers : pending_) {
            order_.drawn.insert(order_.drawn.end(), numbers.begin(), numbers.end());
            order_.drawn_ends.push_back(static_cast<std::uint32_t>(order_.drawn.size()));
        }
        flushed_ += pending_.size();
        pending_.clear();
    }

    ReadingOrder& order_;
    const std::vector<Rule>& rules_;
    std::map<Direction, CellRules> cells_;
    const CellRules* across_ = nullptr;  // this line
    std::vector<std::pair<LineGlyph, std::size_t>> written_;      // of this line, with the glyph's index
    std::vector<std::vector<std::uint32_t>> pending_;       // drawn numbers of glyphs from flushed_ on
    std::size_t flushed_ = 0;
};

}  // namespace

std::span<const std::uint32_t> ReadingOrder::drawn_of(std::size_t glyph) const {
    const std::size_t begin = glyph == 0 ? 0 : drawn_ends[glyph - 1];
    return std::span(drawn).subspan(begin, drawn_ends[glyph] - begin);
}

std::vector<std::uint32_t> ReadingOrder::painted() const {
    if (std::is_sorted(drawn.begin(), drawn.end())) return {};
    std::vector<std::pair<std::uint32_t, std::uint32_t>> order;  // drawn number, glyph
    order.reserve(drawn.size());
    for (std::uint32_t glyph = 0; glyph < drawn_ends.size(); ++glyph) {
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
    Writer writer(result, rules);
    for (const auto& line : text_lines(glyphs)) writer.line(line);
    return result;
}

}  // namespace review::pdf

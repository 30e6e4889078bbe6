#include "format/ooxml/slide_rows.hpp"

#include "base/utf8_scan.hpp"

namespace review {
namespace {

constexpr double widest_gap = 2743200, least_overlap = 0.5;  // three inches; of the lower one's height
constexpr std::size_t longest_label = 20;

bool is_number_sign(char c) { return (c >= '0' && c <= '9') || c == ' ' || c == '-' || c == 'X' || c == 'x'; }
bool is_only_digits(const std::string& text) { return std::all_of(text.begin(), text.end(), is_number_sign); }
bool is_decimal(char c) { return c >= '0' && c <= '9'; }
bool goes_on(const SlideShape& left, const SlideShape& right) { return is_decimal(left.text.back()) && is_decimal(right.text.front()) && is_only_digits(right.text); }

bool on_one_line(const SlideBox& left, const SlideBox& right) {
    const auto common = std::min(left.y + left.height, right.y + right.height) - std::max(left.y, right.y);
    return common > least_overlap * std::min(left.height, right.height);
}

}  // namespace

SlideRows::SlideRows(std::vector<SlideShape> shapes) : shapes_(std::move(shapes)) {
    std::erase_if(shapes_, [](const SlideShape& one) { return !one.simple || !one.box.known || one.box.height <= 0 || one.text.empty(); });
    std::stable_sort(shapes_.begin(), shapes_.end(), [](const SlideShape& a, const SlideShape& b) { return a.box.x < b.box.x; });
}

const SlideShape* SlideRows::left_of(const SlideShape& shape) const {
    const SlideShape* nearest = nullptr;
    for (const auto& other : shapes_) {
        if (other.box.x >= shape.box.x) break;
        const auto gap = shape.box.x - (other.box.x + other.box.width);
        if (gap > widest_gap || gap < -other.box.width / 2 || !on_one_line(other.box, shape.box)) continue;
        if (nearest == nullptr || other.box.x + other.box.width > nearest->box.x + nearest->box.width) nearest = &other;
    }
    return nearest;
}

std::string SlideRows::call_of(const SlideShape& shape) const {
    const auto* label = left_of(shape);
    if (label == nullptr || label->paragraphs.size() != 1 || count_characters(label->text) > longest_label || is_only_digits(label->text)) return {};
    auto call = label->text;
    for (const std::string_view sign : {":", "："}) {
        if (call.ends_with(sign)) call.resize(call.size() - sign.size());
    }
    return call.find_first_of(":\n") == call.npos && call.find("：") == call.npos ? call : std::string();
}

std::string SlideRows::call_at(std::size_t place) const {
    for (const auto& shape : shapes_) {
        if (shape.begin <= place && place < shape.end) return call_of(shape);
    }
    return {};
}

std::vector<SlideRows::Joined> SlideRows::joined() const {
    std::vector<Joined> rows;
    for (const auto& shape : shapes_) {
        const auto* left = left_of(shape);
        if (left == nullptr || !goes_on(*left, shape)) continue;
        const auto row = std::find_if(rows.begin(), rows.end(), [&](const Joined& one) { return one.shapes.back() == left; });
        if (row != rows.end()) row->shapes.push_back(&shape);
        else rows.push_back({call_of(*left), {left, &shape}});
    }
    // Figures beside figures are a table of them.
    std::erase_if(rows, [](const Joined& one) { return one.call.empty() && is_only_digits(one.shapes.front()->text); });
    return rows;
}

}  // namespace review

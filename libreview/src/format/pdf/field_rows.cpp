#include "format/pdf/field_rows.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>

#include "base/utf8_scan.hpp"
#include "format/pdf/boxes.hpp"
#include "format/pdf/fonts/encodings.hpp"
#include "format/pdf/object_access.hpp"
#include "format/pdf/shown_page.hpp"

namespace review::pdf {

using namespace PoDoFo;

namespace {

// The longest piece of a number that is written in pieces: the day of birth in a number of identity.
constexpr std::size_t longest_piece = 8;
// Between two boxes of one number, in heights of a box.
constexpr double widest_gap = 2;

std::string short_text(const PdfObject* value) {
    if (value == nullptr || (!value->IsString() && !value->IsHexString())) return "";
    auto text = text_string(string_of(value));
    text.erase(text.find_last_not_of(" \r\n\t") + 1);
    text.erase(0, std::min(text.find_first_not_of(" \t"), text.size()));
    return text.find_first_of("\r\n") == text.npos && count_characters(text) <= longest_piece ? text : "";
}

std::vector<ShownField> short_fields(const Page& page, PdfVecObjects& objects) {
    std::vector<ShownField> fields;
    const auto* list = value_of(page.object, "Annots", objects);
    if (list == nullptr || !list->IsArray()) return fields;
    const auto view = shown_page(page, objects);
    for (const auto& item : list->GetArray()) {
        const auto* widget = resolve(&item, objects);
        if (name_of(value_of(widget, "Subtype", objects)) != "Widget") continue;
        auto text = short_text(value_of_field(widget, objects));
        Rectangle box;
        if (text.empty() || !read_rectangle(value_of(widget, "Rect", objects), objects, box)) continue;
        fields.push_back({std::move(text), quad_of_rectangle(box.x0, box.y0, box.x1, box.y1), view.shown(box)});
    }
    return fields;
}

double level_of(const Rectangle& box) { return (box.y0 + box.y1) / 2; }
double height_of(const Rectangle& box) { return box.y1 - box.y0; }

bool are_on_one_line(const Rectangle& a, const Rectangle& b) {
    return std::abs(level_of(a) - level_of(b)) < std::min(height_of(a), height_of(b)) / 2;
}

bool are_side_by_side(const Rectangle& left, const Rectangle& right) {
    const double gap = right.x0 - left.x1;
    return gap < widest_gap * std::max(height_of(left), height_of(right)) && gap > -(left.x1 - left.x0) / 2;
}

// Of one line, from left to right.
void add_runs(std::vector<ShownField>&& line, std::vector<std::vector<ShownField>>& rows) {
    std::stable_sort(line.begin(), line.end(), [](const auto& a, const auto& b) { return a.box.x0 < b.box.x0; });
    std::vector<ShownField> run;
    const auto finish = [&] {
        if (run.size() > 1) rows.push_back(std::move(run));
        run.clear();
    };
    for (auto& field : line) {
        if (!run.empty() && !are_side_by_side(run.back().box, field.box)) finish();
        run.push_back(std::move(field));
    }
    finish();
}

}  // namespace

const PdfObject* value_of_field(const PdfObject* field, PdfVecObjects& objects) {
    for (int steps = 0; field != nullptr && steps < 32; ++steps, field = value_of(field, "Parent", objects)) {
        if (const auto* value = value_of(field, "V", objects)) return value;
    }
    return nullptr;
}

bool read_rectangle(const PdfObject* box, PdfVecObjects& objects, Rectangle& to) {
    if (box == nullptr || !box->IsArray() || box->GetArray().size() != 4) return false;
    const auto at = [&](std::size_t i) { return number_of(resolve(&box->GetArray()[i], objects)); };
    to = {std::min(at(0), at(2)), std::min(at(1), at(3)), std::max(at(0), at(2)), std::max(at(1), at(3))};
    return to.x1 > to.x0 && to.y1 > to.y0;
}

std::vector<std::vector<ShownField>> field_rows(const Page& page, PdfVecObjects& objects) {
    auto fields = short_fields(page, objects);
    std::stable_sort(fields.begin(), fields.end(), [](const auto& a, const auto& b) { return level_of(a.box) < level_of(b.box); });
    std::vector<std::vector<ShownField>> rows;
    for (std::size_t begin = 0, end = 0; begin < fields.size(); begin = end) {
        while (end < fields.size() && are_on_one_line(fields[begin].box, fields[end].box)) ++end;
        const auto at = [&](std::size_t i) { return std::make_move_iterator(fields.begin() + static_cast<std::ptrdiff_t>(i)); };
        add_runs({at(begin), at(end)}, rows);
    }
    return rows;
}

}  // namespace review::pdf

#include "format/pdf/printed_labels.hpp"

#include <algorithm>
#include <vector>

#include "format/pdf/boxes.hpp"
#include "format/pdf/field_rows.hpp"
#include "format/pdf/fonts/encodings.hpp"
#include "format/pdf/object_access.hpp"
#include "format/pdf/shown_page.hpp"

namespace review::pdf {

using namespace PoDoFo;

namespace {

constexpr std::string_view mark = "\xef\xbf\xbc";  // U+FFFC: something that is no text stands here
constexpr double line_height = 14;                  // points: a field that is higher than two has several lines
constexpr std::size_t longest_label = 120;          // bytes
constexpr std::size_t most_rows = 64, most_bytes = 1024;  // above a field
constexpr std::size_t most_fields = 4096;           // of a page

struct Field {
    const PdfObject* annotation;
    Quad place;
};

// The line in the middle of a box, and of a high one the first, too: people print a label beside either.
std::vector<Quad> mark_places(const Rectangle& box, int turned) {
    if (turned % 2 != 0 || box.y1 - box.y0 <= 2 * line_height) return {quad_of_rectangle(box.x0, box.y0, box.x1, box.y1)};
    const double middle = (box.y0 + box.y1) / 2, first = turned == 0 ? box.y1 - line_height : box.y0;
    return {quad_of_rectangle(box.x0, middle - line_height / 2, box.x1, middle + line_height / 2), quad_of_rectangle(box.x0, first, box.x1, first + line_height)};
}

// As text that is written on the page as it is shown.
Quad turned_with(const Quad& box, int turned) {
    Quad quad{};
    for (std::size_t i = 0; i < 8; ++i) quad[i] = box[(i + 2 * static_cast<std::size_t>(turned)) % 8];
    return quad;
}

std::vector<Field> fields_of(const Page& page, PdfVecObjects& objects) {
    std::vector<Field> fields;
    const auto* list = value_of(page.object, "Annots", objects);
    if (list == nullptr || !list->IsArray()) return fields;
    const int turned = shown_page(page, objects).turned;
    for (const auto& item : list->GetArray()) {
        const auto* annotation = resolve(&item, objects);
        Rectangle box;
        if (annotation == nullptr || fields.size() >= most_fields || value_in_place(*annotation, objects).empty()) continue;
        if (!read_rectangle(value_of(annotation, "Rect", objects), objects, box)) continue;
        for (const auto& line : mark_places(box, turned)) fields.push_back({annotation, turned_with(line, turned)});
    }
    return fields;
}

// A row of the page: its text without the ends of lines inside its cells.
struct Row {
    std::vector<std::string> cells;
    std::vector<std::pair<std::size_t, std::uint32_t>> fields;  // in which cell which stands
};

bool ends_label(char byte) { return byte == ' ' || byte == '\t' || byte == '_' || byte == ':'; }

// Without the line to write on, and without its colon.
std::string label_at_end(std::string_view text) {
    constexpr std::string_view wide = "\uff1a", blank = "\u3000";
    while (!text.empty()) {
        if (ends_label(text.back())) text.remove_suffix(1);
        else if (text.ends_with(wide) || text.ends_with(blank)) text.remove_suffix(wide.size());
        else break;
    }
    if (text.size() > longest_label) text.remove_prefix(text.size() - longest_label);
    while (!text.empty() && (static_cast<unsigned char>(text.front()) & 0xc0) == 0x80) text.remove_prefix(1);
    return std::string(text);
}

std::vector<Row> rows_of(const ReadingOrder& order) {
    std::vector<Row> rows(1);
    rows.back().cells.emplace_back();
    std::size_t begin = 0;
    for (std::size_t glyph = 0; glyph < order.glyph_ends.size(); ++glyph) {
        const auto text = std::string_view(order.text).substr(begin, order.glyph_ends[glyph] - begin);
        const auto drawn = order.drawn_of(glyph);
        const bool in_cell = std::binary_search(order.cell_lines.begin(), order.cell_lines.end(), begin);
        begin = order.glyph_ends[glyph];
        auto& row = rows.back();
        if (drawn.empty() && text == "\t") {
            row.cells.emplace_back();
        } else if (drawn.empty() && text == "\n") {
            if (in_cell) continue;
            rows.emplace_back().cells.emplace_back();
        } else if (!drawn.empty() && drawn.front() >= first_added) {
            row.fields.emplace_back(row.cells.size() - 1, drawn.front() - first_added);
            row.cells.back() += mark;
        } else {
            row.cells.back() += text == "\n" ? std::string_view(" ") : text;
        }
    }
    return rows;
}

void add_line(std::string& lines, std::string_view text) {
    const auto label = label_at_end(text);
    if (!label.empty()) lines += label + "\n";
}

// What the field's cell has before it, or else the last cell before it that has something.
std::string left_of(const Row& row, std::size_t cell, std::size_t nth) {
    std::size_t at = 0;
    for (; nth > 0; --nth) at = row.cells[cell].find(mark, at) + mark.size();
    auto text = label_at_end(row.cells[cell].substr(at, row.cells[cell].find(mark, at) - at));
    while (text.empty() && at == 0 && cell > 0) {
        --cell;
        const auto& before = row.cells[cell];
        if (const auto field = before.rfind(mark); field != before.npos) return label_at_end(before.substr(field + mark.size()));
        text = label_at_end(before);
    }
    return text;
}

// The cells above it in rows that have as many; of a line without cells the one before, where nothing else stands on it.
std::string above(const std::vector<Row>& rows, std::size_t row, std::size_t cell) {
    std::string lines;
    const auto count = rows[row].cells.size();
    for (std::size_t up = 1; up <= std::min(row, most_rows) && lines.size() < most_bytes; ++up) {
        const auto& other = rows[row - up];
        if (other.cells.size() == count && other.cells[cell].find(mark) == std::string::npos) add_line(lines, other.cells[cell]);
        if (count == 1) break;
    }
    return lines;
}

}  // namespace

std::string value_in_place(const PdfObject& annotation, PdfVecObjects& objects) {
    const auto kind = name_of(value_of(&annotation, "Subtype", objects));
    if (kind == "FreeText") return text_string(string_of(value_of(&annotation, "Contents", objects)));
    return kind == "Widget" ? text_string(string_of(value_of_field(&annotation, objects))) : std::string();
}

std::map<const PdfObject*, std::string> printed_labels(const PdfDocument& document, const Page& page) {
    std::map<const PdfObject*, std::string> labels;
    const auto fields = fields_of(page, document.objects().GetObjects());
    if (fields.empty()) return labels;
    std::vector<PlacedGlyph> marks;
    for (const auto& field : fields) marks.push_back({0, mark, field.place});
    bool whole = false;
    const auto rows = rows_of(read_page_with(document.context(), document.content_of(page, whole), page, marks));
    for (std::size_t row = 0; row < rows.size(); ++row) {
        std::size_t cell = 0, nth = 0;
        for (const auto& [in, number] : rows[row].fields) {
            nth = in == cell ? nth : 0;
            cell = in;
            auto& lines = labels[fields[number].annotation];
            add_line(lines, left_of(rows[row], cell, nth));
            lines += above(rows, row, cell);
            ++nth;
        }
    }
    return labels;
}

}  // namespace review::pdf

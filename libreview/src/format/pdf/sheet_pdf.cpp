#include "format/pdf/sheet_pdf.hpp"

#include <algorithm>
#include <charconv>
#include <numeric>

#include "base/loose_text.hpp"
#include "base/messages/forms.hpp"
#include "format/pdf/sheet_lines.hpp"
#include "format/pdf/stream_data.hpp"
#include "format/pdf/text_font.hpp"
#include "format/pdf/writer.hpp"

namespace review::pdf {

namespace {

using namespace PoDoFo;

// ISO 216, A4, in points.
constexpr double page_width = 595.28, page_height = 841.89;
constexpr double side = 54, top = 60, bottom = 58, padding = 4;
constexpr double body = 10, title_size = 17, head_size = 11.5, small = 8.5, leading = 1.35;

std::string number(double value) {
    char digits[64];
    const auto end = std::to_chars(digits, digits + sizeof digits, value, std::chars_format::fixed, 2);
    return std::string(digits, end.ptr);
}

std::u32string characters_of(const Sheet& sheet) {
    std::string all = sheet.title + sheet.foot + "0123456789 ";
    for (const auto& note : sheet.notes) all += note;
    for (const auto& table : sheet.tables) {
        all += table.title;
        for (const auto& row : table.rows) {
            for (const auto& cell : row.cells) all += cell.text;
        }
    }
    auto characters = shown_characters(all);
    std::sort(characters.begin(), characters.end());
    characters.erase(std::unique(characters.begin(), characters.end()), characters.end());
    std::erase(characters, U'\n');
    return characters;
}

// What one page shows, from above to below.
class Pages {
public:
    explicit Pages(const TextFont& font) : font_(font) { turn(); }

    double left() const { return y_ - bottom; }  // room below
    static double room() { return page_height - top - bottom; }
    void turn() {
        contents_.emplace_back();
        y_ = page_height - top;
    }
    void skip(double points) { y_ -= points; }

    // One line in a box of the width of the page, or of a cell.
    void line(const std::u32string& text, double x, double width, double size, bool centred, double from_top) {
        if (text.empty()) return;
        if (centred) x += std::max(0.0, (width - width_of(font_, text, size)) / 2);
        const double height = font_.ascent() - font_.descent();
        const double base = y_ - from_top - (leading - height) * size / 2 - font_.ascent() * size;
        contents_.back() += "BT /F1 " + number(size) + " Tf " + number(x) + " " + number(base) + " Td " + font_.shown(text) + " Tj ET\n";
    }

    void paragraph(const std::string& text, double size, bool centred) {
        for (const auto& one : broken(font_, shown_characters(text), page_width - 2 * side, size)) {
            if (left() < size * leading) turn();
            line(one, side, page_width - 2 * side, size, centred, 0);
            skip(size * leading);
        }
    }

    void box(double x, double width, double height, bool grey) {
        const auto place = number(x) + " " + number(y_ - height) + " " + number(width) + " " + number(height) + " re ";
        if (grey) contents_.back() += "0.92 g " + place + "f 0 g\n";
        contents_.back() += "0.6 w " + place + "S\n";
    }

    void feet(const std::string& foot) {
        const auto count = std::to_string(contents_.size());
        for (std::size_t i = 0; i < contents_.size(); ++i) {
            auto text = foot;
            for (const auto& [mark, value] : {std::pair{"{0}", std::to_string(i + 1)}, {"{1}", count}}) {
                if (const auto at = text.find(mark); at != text.npos) text.replace(at, 3, value);
            }
            const auto shown = shown_characters(text);
            const double x = (page_width - width_of(font_, shown, small)) / 2;
            contents_[i] += "BT /F1 " + number(small) + " Tf " + number(x) + " 34 Td " + font_.shown(shown) + " Tj ET\n";
        }
    }

    const std::vector<std::string>& contents() const { return contents_; }

private:
    const TextFont& font_;
    std::vector<std::string> contents_;
    double y_ = 0;
};

class TableWriter {
public:
    TableWriter(const SheetTable& table, const TextFont& font, Pages& pages) : table_(table), font_(font), pages_(pages) {
        const double all = std::accumulate(table.widths.begin(), table.widths.end(), 0.0);
        for (const auto share : table.widths) widths_.push_back(share / all * (page_width - 2 * side));
    }

    void write() {
        std::vector<Row> rows;
        for (const auto& row : table_.rows) rows.push_back(laid_out(row));
        const auto repeated = std::min<std::size_t>(table_.repeated, rows.size());
        double first = table_.title.empty() ? 0 : head_size * leading + padding;
        for (std::size_t i = 0; i < rows.size() && i <= repeated; ++i) first += rows[i].height;
        if (first > pages_.left() && first < Pages::room()) pages_.turn();
        if (!table_.title.empty()) {
            pages_.paragraph(table_.title, head_size, false);
            pages_.skip(padding);
        }
        for (std::size_t i = 0; i < rows.size(); ++i) {
            if (rows[i].height > pages_.left()) {
                const bool splits = rows[i].height > Pages::room() / 2 && pages_.left() > Pages::room() / 4;
                if (!splits) turn(rows, i < repeated ? 0 : repeated);
            }
            while (rows[i].height > pages_.left()) {
                draw(head_of(rows[i]));
                turn(rows, i < repeated ? 0 : repeated);
            }
            draw(rows[i]);
        }
    }

private:
    struct Cell {
        std::vector<std::u32string> lines;
        double x = 0, width = 0;
        bool heading = false;
    };
    struct Row {
        std::vector<Cell> cells;
        double height = 0;
    };

    static double height_of(std::size_t lines) { return static_cast<double>(lines) * body * leading + 2 * padding; }

    Row laid_out(const SheetRow& row) const {
        Row out;
        double x = side;
        std::size_t column = 0;
        for (const auto& cell : row.cells) {
            Cell one;
            one.x = x, one.heading = cell.heading;
            for (std::uint32_t i = 0; i < cell.columns && column < widths_.size(); ++i) one.width += widths_[column++];
            one.lines = broken(font_, shown_characters(cell.text), one.width - 2 * padding, body);
            out.height = std::max(out.height, height_of(one.lines.size()));
            x += one.width;
            out.cells.push_back(std::move(one));
        }
        out.height = std::max(out.height, row.least_height);
        return out;
    }

    void turn(const std::vector<Row>& rows, std::size_t repeated) {
        pages_.turn();
        for (std::size_t i = 0; i < repeated; ++i) draw(rows[i]);
    }

    // As many lines of a row as there is room for; they are taken out of it. At least one, so that it comes to an end.
    Row head_of(Row& row) const {
        const auto room = std::max(1.0, (pages_.left() - 2 * padding) / (body * leading));
        const auto lines = static_cast<std::size_t>(room);
        Row head = row;
        row.height = 0;
        for (std::size_t i = 0; i < row.cells.size(); ++i) {
            auto &taken = head.cells[i].lines, &rest = row.cells[i].lines;
            const auto count = std::min(lines, taken.size());
            taken.resize(count);
            rest.erase(rest.begin(), rest.begin() + static_cast<std::ptrdiff_t>(count));
            row.height = std::max(row.height, height_of(rest.size()));
        }
        head.height = height_of(lines);
        return head;
    }

    void draw(const Row& row) {
        for (const auto& cell : row.cells) {
            pages_.box(cell.x, cell.width, row.height, cell.heading);
            double from_top = (row.height - static_cast<double>(cell.lines.size()) * body * leading) / 2;
            if (!cell.heading) from_top = padding;
            for (const auto& text : cell.lines) {
                pages_.line(text, cell.x + padding, cell.width - 2 * padding, body, cell.heading, from_top);
                from_top += body * leading;
            }
        }
        pages_.skip(row.height);
    }

    const SheetTable& table_;
    const TextFont& font_;
    Pages& pages_;
    std::vector<double> widths_;
};

PdfObject* dictionary_of_sheet(PdfMemDocument& document, const char* type = nullptr) {
    auto* object = document.GetObjects().CreateObject(PdfVariant(PdfDictionary()));
    if (type != nullptr) object->GetDictionary().AddKey("Type", PdfName(type));
    return object;
}

Bytes file_of(const Pages& pages, const TextFont& font, const std::string& language) {
    PdfMemDocument document;
    PdfDictionary fonts, resources;
    fonts.AddKey("F1", font.embed(document, "REVIEW+Sheet"));
    resources.AddKey("Font", fonts);
    PdfArray box, kids;
    for (const double edge : {0.0, 0.0, page_width, page_height}) box.push_back(PdfVariant(edge));
    auto* tree = dictionary_of_sheet(document, "Pages");
    for (const auto& content : pages.contents()) {
        auto* stream = dictionary_of_sheet(document);
        set_stream(*stream, as_bytes(content));
        auto* page = dictionary_of_sheet(document, "Page");
        page->GetDictionary().AddKey("Parent", tree->Reference());
        page->GetDictionary().AddKey("MediaBox", box);
        page->GetDictionary().AddKey("Resources", resources);
        page->GetDictionary().AddKey("Contents", stream->Reference());
        kids.push_back(page->Reference());
    }
    tree->GetDictionary().AddKey("Count", PdfVariant(static_cast<pdf_int64>(kids.size())));
    tree->GetDictionary().AddKey("Kids", kids);
    auto* catalogue = dictionary_of_sheet(document, "Catalog");
    catalogue->GetDictionary().AddKey("Pages", tree->Reference());
    catalogue->GetDictionary().AddKey("Lang", PdfString(language));
    return write_pdf(document.GetObjects(), *catalogue).bytes;
}

}  // namespace

Bytes sheet_pdf(const Sheet& sheet, const std::string& font_file) {
    const TextFont font(characters_of(sheet), font_file, {Msg::form_no_font, Msg::form_font_kind, Msg::form_font_lacks});
    Pages pages(font);
    pages.paragraph(sheet.title, title_size, true);
    pages.skip(8);
    for (const auto& table : sheet.tables) {
        TableWriter(table, font, pages).write();
        pages.skip(10);
    }
    for (const auto& note : sheet.notes) pages.paragraph(note, small, false);
    pages.feet(sheet.foot);
    return file_of(pages, font, sheet.language);
}

}  // namespace review::pdf

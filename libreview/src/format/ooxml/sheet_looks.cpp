#include "format/ooxml/workbook.hpp"

#include <algorithm>
#include <cstdlib>

#include "format/ooxml/markup_value.hpp"
#include "format/ooxml/unit_reader.hpp"

namespace review {
namespace {

// How cells of one format look (ECMA-376-1, 18.8.45).
struct CellLook {
    std::optional<Rgb> ink, ground;
    bool plain = true;          // the ground is known
    bool shows_nothing = false;  // 18.8.31: a format whose every section is empty
};

struct CellFill {
    std::optional<Rgb> colour;
    bool plain = true;
};

// Reads the formats of cells. Colours of a theme and of the old palette are not looked up: such a fill is not known, such an ink is no white.
class CellLooks {
public:
    CellLooks(const OoxmlMember& styles, const std::string& draft_name, const Limits& limits) : utf8_(styles.text->utf8()), splitter_(utf8_, draft_name, limits) {
        for (auto token = splitter_.next(); token.kind != XmlTokenKind::finish; token = splitter_.next()) {
            if (token.kind == XmlTokenKind::end && !open_.empty()) open_.pop_back();
            if (token.kind != XmlTokenKind::start) continue;
            open_.push_back(local_name(token.name));
            start();
            if (token.empty) open_.pop_back();
        }
    }

    std::vector<CellLook> looks;

private:
    std::string get(std::string_view name) const { return attribute_of(splitter_, utf8_, name); }
    std::string_view above(std::size_t levels) const { return open_.size() > levels ? open_[open_.size() - 1 - levels] : std::string_view(); }

    void start() {
        const auto name = open_.back();
        if (name == "numFmt" && above(1) == "numFmts") {
            const auto code = get("formatCode");
            if (code.size() >= 3 && code.find_first_not_of(';') == code.npos) empty_formats_.insert(get("numFmtId"));
        } else if (name == "font" && above(1) == "fonts") {
            inks_.emplace_back();
        } else if (name == "color" && above(1) == "font" && above(2) == "fonts" && !inks_.empty()) {
            inks_.back() = hex_colour(get("rgb"));
        } else if (name == "fill" && above(1) == "fills") {
            fills_.emplace_back();
        } else if (above(1) == "fill" && above(2) == "fills" && !fills_.empty()) {
            const auto pattern = get("patternType");
            fills_.back().plain = name == "patternFill" && (pattern.empty() || pattern == "none" || pattern == "solid");
            solid_ = pattern == "solid";
        } else if (name == "fgColor" && above(3) == "fills" && solid_ && !fills_.empty()) {
            fills_.back().colour = hex_colour(get("rgb"));
            fills_.back().plain = fills_.back().colour.has_value();
        } else if (name == "xf" && above(1) == "cellXfs") {
            format();
        }
    }

    void format() {
        CellLook look;
        look.shows_nothing = empty_formats_.contains(get("numFmtId"));
        const auto font = std::strtoul(get("fontId").c_str(), nullptr, 10), fill = std::strtoul(get("fillId").c_str(), nullptr, 10);
        if (font < inks_.size()) look.ink = inks_[font];
        if (fill < fills_.size()) look.ground = fills_[fill].colour, look.plain = fills_[fill].plain;
        looks.push_back(look);
    }

    std::string_view utf8_;
    XmlSplitter splitter_;
    std::vector<std::string_view> open_;
    std::vector<std::optional<Rgb>> inks_;
    std::vector<CellFill> fills_;
    std::set<std::string> empty_formats_;
    bool solid_ = false;
};

}  // namespace

OfficeUnseen Workbook::unseen_looks(const OoxmlMember& member) const {
    OfficeUnseen unseen;
    const auto* one = sheet(member);
    const auto styles = std::find_if(package_.members().begin(), package_.members().end(), [](const OoxmlMember& other) { return other.text && other.role == "styles"; });
    if (one == nullptr || one->hidden || styles == package_.members().end()) return unseen;
    // Tables colour their cells themselves (18.5), and so do conditions (18.3.1.18).
    bool coloured = false;
    each_start_tag(*member.text, draft_name_, limits_, [&](const XmlStartTag& tag) { coloured = coloured || tag.name == "tablePart" || tag.name == "conditionalFormatting"; });
    const auto looks = CellLooks(*styles, draft_name_, limits_).looks;
    SheetCells cells(*member.text, draft_name_, limits_);
    for (SheetCell cell; cells.next(cell);) {
        const bool column = cell.column < one->hidden_columns.size() && one->hidden_columns[cell.column];
        if (cell.hidden || column || cell.style >= looks.size()) continue;
        const auto& look = looks[cell.style];
        if (look.shows_nothing) add_unseen_text(unseen, Concealment::hidden_text, Manner::vanish, shown(cell));
        const auto ground = look.ground ? look.ground : look.plain && !coloured ? std::optional(white_ink) : std::nullopt;
        if (look.ink && ground && is_same_colour(*look.ink, *ground)) add_same_colour(unseen, *ground, shown(cell));
    }
    return unseen;
}

}  // namespace review

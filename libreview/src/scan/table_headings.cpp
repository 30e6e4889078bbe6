#include <review/table_headings.hpp>

#include <algorithm>
#include <optional>
#include <string_view>

#include "scan/listed_rows.hpp"
#include "scan/typed_tables.hpp"
#include "text/views.hpp"

namespace review {

namespace {

// Lines of a header or a footer between the two halves of a table, and of cells that wrap.
constexpr int most_others = 3;
constexpr std::size_t longest_heading = 4096;
constexpr std::size_t least_piece = 256 << 10;  // shorter ones are the last

std::string_view line_from(std::string_view text, std::size_t& at) {
    const auto end = std::min(text.find('\n', at), text.size());
    const auto line = text.substr(at, end - at);
    at = end + 1;
    return line;
}

std::size_t tabs_of(std::string_view line) { return static_cast<std::size_t>(std::count(line.begin(), line.end(), '\t')); }

}  // namespace

// A list as a spreadsheet exports it: its first line stands over all that follows, in whichever piece.
void TableHeadings::keep_typed(const Part& part) {
    constexpr std::size_t first_lines = 16 << 10;
    const auto begins = with_tabs(std::string_view(part.text).substr(0, first_lines));
    const std::string_view line = std::string_view(begins).substr(0, begins.find('\n'));
    typed_part_ = part.number;
    typed_row_ = tabs_of(line) > 0 && line.size() <= longest_heading ? line : std::string_view();
}

std::string TableHeadings::over(const Part& part) {
    // Headings that wrap are to be found as words, so they are read as views do.
    std::optional<Views> views;
    if (!part.cell_lines.empty()) views.emplace(part);
    const std::string_view text = views ? views->base().text() : std::string_view(part.text);
    if (part.kind == PartKind::attribute || part.kind == PartKind::comment || part.kind == PartKind::instruction) return {};
    if (part.kind == PartKind::text && part.first > 0 && part.number == typed_part_ && !typed_row_.empty()) return typed_row_;
    if (part.kind == PartKind::text && part.first == 0) keep_typed(part);
    if (part.kind == PartKind::text) {
        auto listed = part.first > 0 && part.number == typed_part_ ? std::move(listed_row_) : std::string();
        listed_row_ = part.text.size() < least_piece ? std::string() : listed_heading(text, listed);
        if (!listed.empty()) return listed;
    }
    if (tabs_ == 0 && text.find('\t') == text.npos) return {};
    bool goes_on = false;
    int others = 0;
    for (std::size_t at = 0; at < text.size() && tabs_ > 0 && others <= most_others && !goes_on;) {
        const auto tabs = tabs_of(line_from(text, at));
        if (tabs == 0) ++others;
        else if (tabs > tabs_) break;
        else goes_on = true;  // a row, or a part of one whose cells wrap
    }
    const std::string over = goes_on ? row_ : std::string();
    if (!goes_on) row_.clear(), tabs_ = 0;
    others = 0;
    for (std::size_t at = 0; at < text.size();) {
        const auto line = line_from(text, at);
        const auto tabs = tabs_of(line);
        if (tabs == 0) {
            if (++others > most_others) row_.clear(), tabs_ = 0;
            continue;
        }
        others = 0;
        if (tabs_ > 0 && tabs <= tabs_) continue;
        const bool kept = line.size() <= longest_heading;
        row_ = kept ? line : std::string_view();
        tabs_ = kept ? tabs : 0;
    }
    return over;
}

}  // namespace review

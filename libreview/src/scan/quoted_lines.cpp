#include "scan/quoted_lines.hpp"

#include <algorithm>

#include "scan/characters.hpp"
#include "text/utf8.hpp"

namespace review {
namespace {

constexpr std::size_t longest_quoted_cell = 4096;
constexpr std::ptrdiff_t most_quoted_lines = 24;

bool parts_cells(char byte) { return byte == ',' || byte == ';' || byte == '\t' || byte == '|'; }

bool edge_of_cell(std::string_view text, std::size_t at) { return at >= text.size() || text[at] == '\n' || text[at] == '\r' || parts_cells(text[at]); }

// Where the quote stands that closes the cell; a doubled one is a quote of its text. npos: none near.
std::size_t closing_quote(std::string_view text, std::size_t at) {
    const auto near = text.substr(0, std::min(text.size(), at + longest_quoted_cell));
    for (at = near.find('"', at); at != near.npos; at = near.find('"', at + 2)) {
        if (at + 1 >= near.size() || near[at + 1] != '"') return at;
    }
    return near.npos;
}

// Calls `found` with each such cell, [begin, end) of the text, until it says no.
template <typename Found>
void each_quoted_cell(std::string_view text, Found found) {
    for (auto at = text.find('"'); at != text.npos; at = text.find('"', at)) {
        const bool opens = at == 0 || edge_of_cell(text, at - 1) || text.substr(0, at) == "\xef\xbb\xbf";
        const auto close = opens ? closing_quote(text, at + 1) : text.npos;
        if (close == text.npos) {
            ++at;
            continue;
        }
        const auto lines = std::count(text.begin() + static_cast<std::ptrdiff_t>(at), text.begin() + static_cast<std::ptrdiff_t>(close), '\n');
        // One of both edges is a mark between cells: text between quotes is no table.
        const bool beside = (at > 0 && parts_cells(text[at - 1])) || (close + 1 < text.size() && parts_cells(text[close + 1]));
        if (lines > 0 && lines <= most_quoted_lines && beside && edge_of_cell(text, close + 1) && !found(at + 1, close)) return;
        at = close + 1;
    }
}

// Names one above the other, and the like: each line two to four ideographs.
bool holds_words(std::string_view cell) {
    while (!cell.empty()) {
        auto line = cell.substr(0, cell.find('\n'));
        cell.remove_prefix(std::min(line.size() + 1, cell.size()));
        if (line.ends_with('\r')) line.remove_suffix(1);
        std::size_t count = 0;
        for (std::size_t at = 0; at < line.size(); ++count) {
            const auto point = decode_utf8(line, at);
            if (!is_han(point.value)) return false;
            at += point.size;
        }
        if (count < 2 || count > 4) return false;
    }
    return true;
}

bool may_have_cells(const Part& part) { return part.kind == PartKind::text && part.cell_lines.empty(); }

}  // namespace

bool has_quoted_lines(const Part& part) {
    bool any = false;
    if (!may_have_cells(part)) return false;
    each_quoted_cell(part.text, [&](std::size_t, std::size_t) {
        any = true;
        return false;
    });
    return any;
}

Part with_quoted_lines(const Part& part) {
    Part read = part;
    each_quoted_cell(part.text, [&](std::size_t begin, std::size_t end) {
        const bool words = holds_words(std::string_view(part.text).substr(begin, end - begin));
        if (words) std::replace(read.text.begin() + static_cast<std::ptrdiff_t>(begin), read.text.begin() + static_cast<std::ptrdiff_t>(end), '\n', ' ');
        else for (auto at = part.text.find('\n', begin); at < end; at = part.text.find('\n', at + 1)) read.cell_lines.push_back(static_cast<std::uint32_t>(at));
        return true;
    });
    return read;
}

}  // namespace review

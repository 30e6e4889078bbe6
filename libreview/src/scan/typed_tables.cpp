#include "scan/typed_tables.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "base/eight_bytes.hpp"

namespace review {
namespace {

// Of one line: what parts its cells, [begin, end) of the text.
struct Gap {
    std::size_t begin, end;
};
using Gaps = std::vector<Gap>;

constexpr std::size_t longest_line = 4096, least_blanks = 2, least_marks = 2, most_empty_lines = 3;
enum class Parting { commas, semicolons, bars, blanks, words, marks };
constexpr std::array partings{Parting::bars, Parting::commas, Parting::semicolons, Parting::blanks, Parting::words, Parting::marks};

// What programs write between values that may hold commas.
constexpr std::string_view rare_marks = "^~/&#$%!@+";
bool is_rare_mark(char byte) { return rare_marks.find(byte) != rare_marks.npos; }

std::size_t bar_at(std::string_view text, std::size_t at) {
    if (at >= text.size() || (text[at] != '|' && text[at] != '\xe2')) return 0;
    for (const std::string_view bar : {"|", "│", "┃", "║"}) if (text.substr(at).starts_with(bar)) return bar.size();
    return 0;
}

// A comma between quotes belongs to its value.
Gaps gaps_of(std::string_view text, std::size_t begin, std::size_t end, Parting parting) {
    Gaps gaps;
    bool quoted = false;
    for (std::size_t at = begin; at < end;) {
        std::size_t size = 0;
        if (text[at] == '"') quoted = !quoted;
        else if (quoted) size = 0;
        else if (parting == Parting::commas) size = text[at] == ',' ? 1 : 0;
        else if (parting == Parting::semicolons) size = text[at] == ';' ? 1 : 0;
        else if (parting == Parting::bars) size = bar_at(text, at);
        else if (parting == Parting::marks) size = is_rare_mark(text[at]) ? 1 : 0;
        else while (at + size < end && text[at + size] == ' ') ++size;
        const bool blanks = parting == Parting::blanks || parting == Parting::words;
        const bool between = at > begin && at + size < end && (parting == Parting::words || size >= least_blanks);
        if (size > 0 && (!blanks || between)) gaps.push_back({at, at + size});
        at += std::max<std::size_t>(size, 1);
    }
    return gaps;
}

// Any of eight bytes is ASCII, or begins a bar.
bool may_part(const char* bytes) { return any_of_eight_below(bytes, 0x80) || any_of_eight_is(bytes, 0xe2); }

// How many gaps_of() finds, by what parts: most lines are no rows, and one look tells it of all.
using GapCounts = std::array<std::size_t, partings.size()>;

GapCounts count_gaps(std::string_view text, std::size_t begin, std::size_t end) {
    GapCounts counts{};
    const auto of = [&](Parting parting) -> std::size_t& { return counts[static_cast<std::size_t>(parting)]; };
    bool quoted = false;
    for (std::size_t at = begin; at < end;) {
        // Ideographs and their marks part nothing.
        while (at + eight_bytes <= end && !may_part(text.data() + at)) at += eight_bytes;
        if (at == end) break;
        const char byte = text[at];
        std::size_t size = 1;
        if (byte == '"') quoted = !quoted;
        else if (quoted) size = 1;
        else if (byte == ',') ++of(Parting::commas);
        else if (byte == ';') ++of(Parting::semicolons);
        else if (byte == '|' || byte == '\xe2') of(Parting::bars) += bar_at(text, at) > 0 ? 1 : 0;
        else if (byte == ' ') {
            while (at + size < end && text[at + size] == ' ') ++size;
            const bool between = at > begin && at + size < end;
            of(Parting::words) += between ? 1 : 0;
            of(Parting::blanks) += between && size >= least_blanks ? 1 : 0;
        }
        else of(Parting::marks) += is_rare_mark(byte) ? 1 : 0;
        at += size;
    }
    return counts;
}

// +----+ and |:---|: a line of a drawn table that holds no cells.
bool is_ruler(std::string_view line) {
    if (line.empty()) return false;
    for (std::size_t at = 0; at < line.size();) {
        // U+2500 to U+257F.
        if (line.substr(at).starts_with("\xe2\x94") || line.substr(at).starts_with("\xe2\x95")) at += 3;
        else if (std::string_view(" |+-=:\r").find(line[at]) != std::string_view::npos) ++at;
        else return false;
    }
    return true;
}

// Words that single blanks part are headings of columns where nothing else is in them: no digit, no mark, no long word.
bool may_be_headings(std::string_view line) {
    constexpr std::size_t longest_word = 30, shortest_word = 2, one_ideograph = 3;
    constexpr std::array<std::string_view, 14> marks{"、", "。", "，", "：", "；", "？", "！", "”", "“", "》", "《", "）", "〔", "—"};
    std::size_t word = 0;
    bool han = false, of_word = false;
    for (const char byte : line) {
        const bool of_han = (static_cast<unsigned char>(byte) & 0x80) != 0;
        if (byte == ' ' && word > 0 && word < (of_word ? 2 * one_ideograph : shortest_word)) return false;  // 的, 和
        word = byte == ' ' ? 0 : word + 1;
        of_word = byte != ' ' && (of_word || of_han);
        han = han || of_han;
        if (word > longest_word || (byte >= '0' && byte <= '9') || std::string_view(",.;:?!\"'=<>{}[]").find(byte) != std::string_view::npos) return false;
    }
    return han && std::none_of(marks.begin(), marks.end(), [&](std::string_view mark) { return line.find(mark) != line.npos; });
}

struct Wrap {
    std::size_t front = 0, back = 0;
};

// Of a cell: how many bytes of both its ends are none of its value.
Wrap wrap_of(std::string_view cell) {
    for (const std::string_view mark : {"**", "__", "~~", "``", "*", "_", "`", "'"}) {
        if (!cell.starts_with(mark)) continue;
        const auto inside = cell.size() > 2 * mark.size() && cell.ends_with(mark) ? cell.substr(mark.size(), cell.size() - 2 * mark.size()) : "";
        // A masked value is none: *小*
        const bool of_value = !inside.empty() && inside.find_first_not_of("*_ ") == 0 && inside.find('*') == inside.npos;
        return of_value ? Wrap{mark.size(), mark.size()} : Wrap{};
    }
    if (cell.starts_with('[') && cell.ends_with(')')) {
        const auto close = cell.find("](");
        return close == cell.npos || close == 1 ? Wrap{} : Wrap{1, cell.size() - close};
    }
    const auto tag = cell.starts_with('<') ? cell.find('>') : cell.npos, closing = cell.rfind("</");
    if (tag == cell.npos || closing == cell.npos || closing <= tag + 1 || !cell.ends_with('>')) return {};
    return {tag + 1, cell.size() - closing};
}

class TabWriter {
public:
    explicit TabWriter(std::string_view text) : text_(text), out_(text) {}

    std::string run() {
        for (std::size_t at = 0; at < text_.size();) {
            const auto end = std::min(text_.find('\n', at), text_.size());
            line(at, end);
            at = end + 1;
        }
        flush();
        return std::move(out_);
    }

private:
    struct Row {
        std::size_t begin, end;
        Gaps gaps;
    };

    void line(std::size_t begin, std::size_t end) {
        // Rows with nothing between them, as some programs export them (CR CR LF, too).
        if (begin == end && !rows_.empty() && parting_ != Parting::words) {
            if (begin - last_row_end() <= most_empty_lines) rulers_.push_back({begin, end});
            return;
        }
        if (is_ruler(text_.substr(begin, end - begin))) {
            if (!rows_.empty()) rulers_.push_back({begin, end});
            return;
        }
        if (!rows_.empty() && end - begin <= longest_line) {
            auto gaps = gaps_of(text_, begin, end, parting_);
            if (gaps.size() == rows_.back().gaps.size()) {
                rows_.push_back({begin, end, std::move(gaps)});
                return;
            }
        }
        flush();
        if (end - begin > longest_line) return;
        begin_table(begin, end);
    }

    // Which of them parts the cells is known by the next line; of several the first that both have.
    void begin_table(std::size_t begin, std::size_t end) {
        auto next = std::min(end + 1, text_.size());
        while (next < text_.size() && text_[next] == '\n' && next - end <= most_empty_lines) ++next;
        const bool apart = next > end + 1;
        auto next_end = std::min(text_.find('\n', next), text_.size());
        if (is_ruler(text_.substr(next, next_end - next))) {
            next = std::min(next_end + 1, text_.size());
            next_end = std::min(text_.find('\n', next), text_.size());
        }
        if (next >= text_.size() || next_end - next > longest_line) return;
        for (const auto parting : partings) {
            const auto gaps = gaps_in(begin, end, parting);
            if (gaps == 0 || gaps != gaps_in(next, next_end, parting)) continue;
            if (parting == Parting::marks && gaps < least_marks) continue;
            if (parting == Parting::words && !(!apart && may_be_headings(text_.substr(begin, end - begin)) && (gaps > 1 || is_row_of_words(next_end, gaps)))) continue;
            parting_ = parting;
            rows_.push_back({begin, end, gaps_of(text_, begin, end, parting)});
            return;
        }
    }

    std::size_t last_row_end() const { return rows_.back().end; }

    // Of the last lines that were asked about.
    std::size_t gaps_in(std::size_t begin, std::size_t end, Parting parting) {
        auto& one = counted_[begin % counted_.size()];
        if (one.end != end || one.begin != begin) one = {begin, end, count_gaps(text_, begin, end)};
        return one.gaps[static_cast<std::size_t>(parting)];
    }

    // The line behind the one that ends at `end`, too; two words may be two words of a sentence.
    bool is_row_of_words(std::size_t end, std::size_t gaps) {
        const auto begin = std::min(end + 1, text_.size());
        const auto line_end = std::min(text_.find('\n', begin), text_.size());
        return line_end - begin <= longest_line && gaps_in(begin, line_end, Parting::words) == gaps;
    }

    void flush() {
        if (rows_.size() >= 2) {
            for (const auto& row : rows_) write(row);
            // With the end of the line before: a ruler is no row.
            for (const auto& ruler : rulers_) std::fill(out_.begin() + static_cast<std::ptrdiff_t>(ruler.begin - 1), out_.begin() + static_cast<std::ptrdiff_t>(ruler.end), ' ');
        }
        rows_.clear();
        rulers_.clear();
    }

    void write(const Row& row) {
        for (const auto& gap : row.gaps) {
            std::fill(out_.begin() + static_cast<std::ptrdiff_t>(gap.begin), out_.begin() + static_cast<std::ptrdiff_t>(gap.end), ' ');
            // A bar at the edge frames the row.
            const bool edge = text_.substr(row.begin, gap.begin - row.begin).find_first_not_of(" \r") == text_.npos ||
                              text_.substr(gap.end, row.end - gap.end).find_first_not_of(" \r") == text_.npos;
            if (!edge || parting_ != Parting::bars) out_[gap.begin] = '\t';
        }
        for (std::size_t at = row.begin; at < row.end; ++at) if (out_[at] == '"') out_[at] = ' ';
        for (auto begin = row.begin; begin < row.end;) {
            const auto end = std::min(out_.find('\t', begin), row.end);
            unwrap(begin, end);
            begin = end + 1;
        }
    }

    // Single quotes, and what stresses a cell in Markdown (CommonMark 0.31, 6.1 to 6.4; GFM 6.5): **a**, `a`, ~~a~~, [a](b), <b>a</b>.
    void unwrap(std::size_t begin, std::size_t end) {
        constexpr int deepest = 3;
        for (int i = 0; i < deepest; ++i) {
            while (begin < end && (out_[begin] == ' ' || out_[begin] == '\r')) ++begin;
            while (end > begin && (out_[end - 1] == ' ' || out_[end - 1] == '\r')) --end;
            const auto [front, back] = wrap_of(std::string_view(out_).substr(begin, end - begin));
            if (front == 0) return;
            std::fill_n(out_.begin() + static_cast<std::ptrdiff_t>(begin), front, ' ');
            std::fill_n(out_.begin() + static_cast<std::ptrdiff_t>(end - back), back, ' ');
        }
    }

    std::string_view text_;
    std::string out_;
    struct Counted {
        std::size_t begin = 0, end = 0;
        GapCounts gaps{};
    };
    std::array<Counted, 8> counted_{};
    std::vector<Row> rows_;
    std::vector<Gap> rulers_;  // between them
    Parting parting_ = Parting::commas;
};

}  // namespace

bool may_head_column(std::string_view text, std::size_t begin, std::size_t end) {
    // Quotes and marks of emphasis around the heading.
    const auto around = [&](std::size_t at) { return std::string_view(" \"'*_`~[]").find(text[at]) != std::string_view::npos; };
    const auto heading_begin = begin, heading_end = end;
    while (begin > 0 && around(begin - 1)) --begin;
    while (end < text.size() && around(end)) ++end;
    const auto edge = [&](std::size_t at) {
        return at >= text.size() || std::string_view("\n\r,;>").find(text[at]) != std::string_view::npos || is_rare_mark(text[at]) || bar_at(text, at) > 0;
    };
    const bool opens = begin == 0 || begin < heading_begin || edge(begin - 1) || (begin >= 3 && bar_at(text, begin - 3) == 3);
    return opens && (end > heading_end || edge(end) || text[end] == '<');
}

std::string with_tabs(std::string_view text) { return TabWriter(text).run(); }

}  // namespace review

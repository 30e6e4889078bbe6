#include "scan/listed_rows.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

namespace review {
namespace {

constexpr std::size_t longest_item_list = 4000, most_between = 200, most_behind_columns = 4000;
constexpr std::size_t most_items = 256;

bool is_item_blank(char byte) { return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r'; }
bool is_item_quote(char byte) { return byte == '"' || byte == '\'' || byte == '`'; }
char lower_letter(char byte) { return byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte + 32) : byte; }

bool begins_with_word(std::string_view text, std::string_view word) {
    return text.size() >= word.size() && std::equal(word.begin(), word.end(), text.begin(), [](char a, char b) { return a == lower_letter(b); });
}

struct ListItem {
    std::size_t begin, end;
};

struct ItemList {
    std::size_t begin, end;  // with its brackets
    std::vector<ListItem> items;
};

// Behind the quote that closes the one at `at`: doubled or behind a backslash it closes nothing.
std::size_t end_of_quoted(std::string_view text, std::size_t at, std::size_t end) {
    const char quote = text[at];
    for (++at; at < end; ++at) {
        if (text[at] == '\\') ++at;
        else if (text[at] == quote && at + 1 < end && text[at + 1] == quote && quote != '`') ++at;
        else if (text[at] == quote) return at + 1;
    }
    return end;
}

// The list that opens at `at`; none where it holds other lists of its kind, or no two items.
std::optional<ItemList> list_at(std::string_view text, std::size_t at) {
    const char open = text[at], close = open == '(' ? ')' : ']';
    const auto end = std::min(text.size(), at + longest_item_list);
    ItemList list{at, 0, {}};
    std::size_t item = at + 1;
    int depth = 0;
    for (auto i = at + 1; i < end;) {
        const char byte = text[i];
        if (is_item_quote(byte)) {
            i = end_of_quoted(text, i, end);
            continue;
        }
        if (open == '[' && (byte == '[' || byte == '{' || byte == ':')) return {};
        if (byte == '(') ++depth;
        if (byte == close && depth == 0) {
            list.items.push_back({item, i});
            list.end = i + 1;
            return list.items.size() < 2 || list.items.size() > most_items ? std::nullopt : std::optional(list);
        }
        if (byte == ')') --depth;
        if (byte == ',' && depth <= 0) list.items.push_back({item, i}), item = i + 1;
        ++i;
    }
    return {};
}

// Of CREATE TABLE: the names alone, without keys.
void keep_names(std::string_view text, ItemList& list) {
    std::vector<ListItem> names;
    for (auto item : list.items) {
        while (item.begin < item.end && is_item_blank(text[item.begin])) ++item.begin;
        const auto said = text.substr(item.begin, item.end - item.begin);
        constexpr std::array<std::string_view, 8> others{"primary ", "key ", "unique ", "constraint ", "index ", "foreign ", "fulltext ", "check"};
        const bool key = std::any_of(others.begin(), others.end(), [&](std::string_view word) { return begins_with_word(said, word); });
        if (key || said.empty()) continue;
        auto end = is_item_quote(said[0]) ? end_of_quoted(said, 0, said.size()) : std::size_t{0};
        while (end < said.size() && !is_item_blank(said[end])) ++end;
        names.push_back({item.begin, item.begin + end});
    }
    list.items = std::move(names);
}

class RowWriter {
public:
    // `items`: of a row that stands over the text, in the text before.
    explicit RowWriter(std::string_view text, std::size_t items = 0) : text_(text), out_(text), items_(items) {}

    std::string run() {
        // Brackets that nothing closes are looked at as often as a text of lists would be.
        auto budget = 16 * text_.size() + 64 * longest_item_list;
        for (auto at = next_list(0); at < text_.size(); at = next_list(at)) {
            auto list = list_at(text_, at);
            if (!list) {
                if (budget < longest_item_list) break;
                budget -= longest_item_list;
                ++at;
                continue;
            }
            at = list->end;
            take(std::move(*list));
        }
        return out_;
    }

    // "": rows do not go on at the end.
    std::string heading(const std::string& before) const {
        constexpr std::size_t most_open = longest_item_list + most_between;
        if (!last_ || text_.size() - last_->end > most_open) return {};
        if (!first_row_) return lists_ > 0 && !before.empty() ? before : std::string();
        if (first_row_->begin < most_open && !before.empty()) return before;
        return out_.substr(first_row_->begin + 1, first_row_->end - first_row_->begin - 2);
    }

private:
    std::size_t next_list(std::size_t at) const {
        while (at < text_.size() && text_[at] != '(' && text_[at] != '[') ++at;
        return at;
    }

    void take(ItemList&& list) {
        ++lists_;
        const bool columns = is_behind(list.begin, "create table");
        if (columns) keep_names(text_, list);
        const bool goes_on = last_ ? last_->items.size() == list.items.size() && list.begin - last_->end <= (last_columns_ ? most_behind_columns : most_between)
                                   : items_ == list.items.size();
        const bool row = goes_on && !columns && stands_as_row(list.begin);
        if (row && !last_) {
            write(list);
        } else if (row) {
            if (!written_) write(*last_), first_row_ = last_;
            blank(last_->end - 1, list.begin);
            write(list);
        } else if (is_copied(list.end)) {
            write(list);
            blank(list.end, std::min(text_.find('\n', list.end), text_.size()));
        }
        // What parts a table's columns from its rows: keys, engines, and the names of other tables are not asked for.
        const bool keeps = !row && last_columns_ && !columns && !is_behind(list.begin, "insert into") && list.begin - last_->end <= most_behind_columns;
        if (keeps) return;
        if (!row) first_row_.reset();
        written_ = row;
        last_columns_ = columns;
        last_ = std::move(list);
    }

    // Behind a comma, VALUES or the bracket around all rows; what stands behind a word is called with it.
    bool stands_as_row(std::size_t at) const {
        while (at > 0 && is_item_blank(text_[at - 1])) --at;
        constexpr std::string_view values = "values";
        if (at >= values.size() && begins_with_word(text_.substr(at - values.size()), values)) return true;
        return at == 0 || text_[at - 1] == ',' || text_[at - 1] == '[' || text_[at - 1] == '(';
    }

    // The statement that begins so is about the list at `at`.
    bool is_behind(std::size_t at, std::string_view words) const {
        constexpr std::size_t longest_head = 120;
        const auto from = at > longest_head ? at - longest_head : 0;
        auto head = std::string(text_.substr(from, at - from));
        std::transform(head.begin(), head.end(), head.begin(), lower_letter);
        const auto begin = head.rfind(words);
        return text_[at] == '(' && begin != head.npos && head.find_first_of(";()", begin) == head.npos;
    }

    // COPY t (a, b) FROM stdin;
    bool is_copied(std::size_t at) const {
        while (at < text_.size() && text_[at] == ' ') ++at;
        return begins_with_word(text_.substr(at, 16), "from stdin");
    }

    void blank(std::size_t begin, std::size_t end) { std::fill(out_.begin() + static_cast<std::ptrdiff_t>(begin), out_.begin() + static_cast<std::ptrdiff_t>(end), ' '); }

    void write(const ItemList& list) {
        blank(list.begin, list.end);
        out_[list.begin] = '\n';
        for (std::size_t i = 0; i < list.items.size(); ++i) {
            const auto& item = list.items[i];
            if (i > 0) out_[item.begin - 1] = '\t';
            for (auto at = item.begin; at < item.end; ++at) {
                const char byte = text_[at];
                // N'张伟': of the national character set (SQL-92, 5.3).
                const bool type = (byte == 'N' || byte == 'E') && text_[at + 1] == '\'';
                out_[at] = is_item_quote(byte) || is_item_blank(byte) || type ? ' ' : byte;
            }
        }
        out_[list.end - 1] = '\n';
    }

    std::string_view text_;
    std::string out_;
    std::optional<ItemList> last_, first_row_;
    std::size_t items_, lists_ = 0;
    bool written_ = false, last_columns_ = false;
};

}  // namespace

std::string with_listed_rows(std::string_view text, std::size_t items) { return RowWriter(text, items).run(); }

std::string listed_heading(std::string_view text, const std::string& before) {
    constexpr std::size_t tail = 2 * (longest_item_list + most_between);
    // Most texts end in no such rows.
    RowWriter end(text.substr(text.size() - std::min(text.size(), tail)));
    end.run();
    if (end.heading(".").empty()) return {};
    RowWriter all(text);
    all.run();
    return all.heading(before);
}

bool may_be_listed(std::string_view text, std::size_t begin, std::size_t end) {
    const auto blank_or_quote = [&](std::size_t at) { return is_item_blank(text[at]) || is_item_quote(text[at]); };
    while (begin > 0 && blank_or_quote(begin - 1)) --begin;
    const bool quoted = end < text.size() && is_item_quote(text[end]);
    while (end < text.size() && blank_or_quote(end)) ++end;
    const bool opens = begin > 0 && (text[begin - 1] == '(' || text[begin - 1] == '[' || text[begin - 1] == ',');
    return opens && end < text.size() && (text[end] == ',' || text[end] == ')' || text[end] == ']' || quoted);
}

}  // namespace review

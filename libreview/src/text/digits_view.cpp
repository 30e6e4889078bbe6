#include <algorithm>

#include "text/fold.hpp"
#include "text/odd_marks.hpp"
#include "text/utf8.hpp"
#include "text/views.hpp"

namespace review {
namespace {

constexpr std::size_t shortest_run = 6;
constexpr int widest_gap = 3;  // separators in a row
constexpr int longest_lead = 8;  // look-alikes before the first digit

enum class Writing : std::uint8_t { digit, look_alike, ideograph, check_x };

struct Item {
    std::uint32_t begin, end;  // bytes of the base view
    char digit;
    Writing writing;
    JointKind before = JointKind::change;  // what stands between the item and the one before
    bool joint = false;
};

bool ascii_letter(char32_t point) { return (point | 0x20) >= 'a' && (point | 0x20) <= 'z'; }

// Letters that scanners, typists and disguisers write for 0 and 1; also their Greek and Cyrillic twins.
int look_alike_value(char32_t point) {
    constexpr std::u32string_view zeros = U"OoΟοОо";
    constexpr std::u32string_view ones = U"lI|ΙІӀ";
    if (zeros.find(point) != zeros.npos) return 0;
    return ones.find(point) != ones.npos ? 1 : -1;
}

bool separates(char32_t point) {
    constexpr std::u32string_view marks = U" -._/·•‧・\t\n−()";
    return marks.find(point) != marks.npos || (point >= 0x2010 && point <= 0x2015);
}

bool is_ascii_digit(char byte) { return byte >= '0' && byte <= '9'; }

// A letter that goes on with no number.
bool ends_number(char byte) { return ascii_letter(static_cast<unsigned char>(byte)) && (byte | 0x20) != 'x' && look_alike_value(static_cast<unsigned char>(byte)) < 0; }

class RunReader {
public:
    RunReader(const TextView& base, const Part& part, DigitsView& out) : base_(base), cell_lines_(part.cell_lines), text_(base.text()), out_(out) {}

    void read() {
        for (std::size_t at = 0; at < text_.size();) {
            const CodePoint point = next_start(at);
            if (point.size == 0) break;
            if (const auto past = past_short_number(at); past > at) {
                at = past;
                continue;
            }
            items_.clear();
            take_lead(at);
            at = std::max(take_run(at), at + point.size);
            emit();
        }
        out_.view.copy(written_, text_.size());
    }

private:
    // Moves `at` to the next character that is a digit of its own right.
    CodePoint next_start(std::size_t& at) const {
        for (std::size_t before = at; at < text_.size();) {
            at = others_.pass(text_, at, before);
            const CodePoint point = decode_utf8(text_, at);
            if (point.size == 0) break;
            // Not of the basic plane, not UTF-8, or a digit.
            if (point.value < 0x10000 ? point.valid && !others_.contains(point.value) : digit_value(point.value) >= 0) return point;
            at += point.size;
        }
        return {};
    }

    // 第12条, p7: too few digits for a run, and nothing beside them that may be one or part two of them. Where they end; `at`: not sure.
    std::size_t past_short_number(std::size_t at) const {
        if (!is_ascii_digit(text_[at]) || (at > 0 && look_alike_value(decode_utf8_before(text_, at).value) >= 0)) return at;
        std::size_t end = at + 1;
        while (end < text_.size() && is_ascii_digit(text_[end])) ++end;
        if (end - at >= shortest_run) return at;
        const std::size_t next = end < text_.size() && text_[end] == '\n' ? end + 1 : end;
        if (next == text_.size() || ends_number(text_[next])) return end;
        // An ideograph behind digits is no mark, nor is a sign that begins the next line; signs that separate are none of these.
        const CodePoint point = decode_utf8(text_, next);
        const bool may_be_mark = next == end ? point.value < 0x4e00 || point.value > 0xdfff : separates(point.value);
        return point.valid && point.value >= 0x1000 && others_.contains(point.value) && !may_be_mark && look_alike_value(point.value) < 0 ? end : at;
    }

    bool item_at(std::size_t at, Item& item) const {
        const CodePoint point = decode_utf8(text_, at);
        if (point.size == 0) return false;
        Writing writing = Writing::digit;
        // Of the others the tables know that they are none.
        const bool other = others_.contains(point.value);
        int value = other ? -1 : digit_value(point.value);
        if (value < 0) {
            writing = Writing::look_alike;
            value = look_alike_value(point.value);
        }
        if (value < 0 && !other) {
            writing = Writing::ideograph;
            value = han_digit_value(point.value);
        }
        if (value < 0) return false;
        item = {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + point.size),
                static_cast<char>('0' + value), writing};
        return true;
    }

    void push(Item item) {
        if (!items_.empty() && !item.joint && items_.back().writing != item.writing) item.joint = true;
        items_.push_back(item);
    }

    // Look-alikes right before the first digit belong to it, unless they end a word.
    void take_lead(std::size_t at) {
        std::size_t begin = at;
        for (int i = 0; i < longest_lead && begin > written_; ++i) {
            const CodePoint before = decode_utf8_before(text_, begin);
            if (look_alike_value(before.value) < 0) break;
            begin -= before.size;
        }
        if (begin > 0 && ascii_letter(decode_utf8_before(text_, begin).value)) return;
        for (Item item; begin < at && item_at(begin, item); begin = item.end) push(item);
    }

    std::size_t take_run(std::size_t at) {
        Item item{};
        while (true) {
            for (; item_at(at, item) && !(text_[at] == '|' && (parts_oddly(at) || cell_ends(at) > 0)); at = item.end) push(item);
            const std::size_t cell = cell_ends(at);
            std::size_t next = at + cell;
            JointKind kind = cell > 0 ? JointKind::line : JointKind::gap;
            for (int i = 0; i < widest_gap && cell == 0; ++i) {
                const CodePoint point = decode_utf8(text_, next);
                if (point.size == 0 || !(separates(point.value) || (i == 0 && parts_oddly(at)))) break;
                if (point.value == '\n' || point.value == '\t' || ends_line_of_cell(next)) kind = JointKind::line;
                next += point.size;
            }
            if (take_check_x(next, kind, next != at)) return next + 1;
            if (next == at || !item_at(next, item)) break;
            item.joint = true;
            item.before = kind;
            push(item);
            at = item.end;
        }
        drop_word_start(at);
        return at;
    }

    // A mark at `at` that parts numbers in known groups only.
    bool parts_oddly(std::size_t at) {
        // Han behind a number is no mark.
        if (at >= text_.size() || (static_cast<unsigned char>(text_[at]) >= 0xe4 && static_cast<unsigned char>(text_[at]) < 0xef) || text_[at] == '<') return false;
        if (at >= odd_until_) odd_until_ = end_of_parted(text_, at);
        return at < odd_until_;
    }

    // 4|2|0|3: the size of what stands between two cells of a digit each; 0: none end here.
    std::size_t cell_ends(std::size_t at) {
        if (at >= text_.size() || (at >= cells_until_ && size_of_cell_mark(text_, at) == 0)) return 0;
        if (at >= cells_until_) cells_until_ = end_of_cells(text_, at);
        return at < cells_until_ ? size_of_cell_mark(text_, at) : 0;
    }

    // The base view has a blank there.
    bool ends_line_of_cell(std::size_t at) const {
        return !cell_lines_.empty() && text_[at] == ' ' && std::binary_search(cell_lines_.begin(), cell_lines_.end(), base_.origin(at, at + 1).begin);
    }

    bool take_check_x(std::size_t at, JointKind kind, bool apart) {
        if (at >= text_.size() || (text_[at] | 0x20) != 'x') return false;
        const CodePoint after = decode_utf8(text_, at + 1);
        if (ascii_letter(after.value) || digit_value(after.value) >= 0) return false;
        const auto byte = static_cast<std::uint32_t>(at);
        items_.push_back({byte, byte + 1, 'X', Writing::check_x, kind, apart});
        return true;
    }

    // "12345 look": letters after a number that begin a word are not digits.
    void drop_word_start(std::size_t& at) {
        if (!ascii_letter(decode_utf8(text_, at).value)) return;
        while (!items_.empty() && items_.back().writing == Writing::look_alike) items_.pop_back();
        if (!items_.empty()) at = items_.back().end;
    }

    bool is_number() const {
        const auto count = [&](Writing writing) {
            return static_cast<std::size_t>(
                std::count_if(items_.begin(), items_.end(), [&](const Item& i) { return i.writing == writing; }));
        };
        const std::size_t own = count(Writing::digit);
        const std::size_t written = count(Writing::ideograph);
        // A number of noughts and ones may have few digits of its own left: 5lOlO4l995lOO8l35X.
        return items_.size() >= shortest_run && own + written >= 2 && 4 * (own + written) >= count(Writing::look_alike);
    }

    void emit() {
        if (!is_number()) return;
        out_.view.copy(written_, items_.front().begin);
        DigitRun run{static_cast<std::uint32_t>(out_.view.size()), 0, static_cast<std::uint32_t>(out_.joints.size()), 0};
        for (const Item& item : items_) {
            if (item.joint) out_.joints.push_back({static_cast<std::uint32_t>(out_.view.size()), item.before});
            const bool as_is = item.end - item.begin == 1 && text_[item.begin] == item.digit;
            if (as_is) out_.view.copy(item.begin, item.end);
            else out_.view.put({&item.digit, 1}, item.begin, item.end);
        }
        run.end = static_cast<std::uint32_t>(out_.view.size());
        run.last_joint = static_cast<std::uint32_t>(out_.joints.size());
        out_.runs.push_back(run);
        written_ = items_.back().end;
    }

    const PlaneSet& others_ = no_digits();
    const TextView& base_;
    const std::vector<std::uint32_t>& cell_lines_;
    std::string_view text_;
    DigitsView& out_;
    std::vector<Item> items_;
    std::size_t odd_until_ = 0;  // where a number ends whose groups an odd mark parts
    std::size_t cells_until_ = 0;  // where a number ends that has a cell a digit
    std::size_t written_ = 0;
};

}  // namespace

void write_digits(const TextView& base, const Part& part, DigitsView& view) { RunReader(base, part, view).read(); }

}  // namespace review

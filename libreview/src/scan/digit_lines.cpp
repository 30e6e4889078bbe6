#include "scan/digit_lines.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>

#include <review/bytes.hpp>

#include "base/wide_loops.hpp"
#include "scan/characters.hpp"

namespace review {
namespace {

constexpr std::size_t many = 1000;

// What is known of all matches of a piece of an expression.
struct Known {
    std::size_t digits = 0;  // so many of 0 to 9 are in each at least
    bool in_line = true;   // no line feed is in any
};

// Reads classes, groups without names or switches, alternatives and repetitions; all else is unknown to it.
class ExpressionReader {
public:
    explicit ExpressionReader(std::string_view text) : text_(text) {}

    std::size_t digits_in_line() {
        const Known all = alternatives();
        return sure_ && at_ == text_.size() && all.in_line ? all.digits : 0;
    }

private:
    bool more() const { return sure_ && at_ < text_.size(); }
    char next() { return at_ < text_.size() ? text_[at_++] : unsure(); }
    char unsure() { return sure_ = false, '\0'; }
    bool take(std::string_view what) {
        if (!text_.substr(at_).starts_with(what)) return false;
        at_ += what.size();
        return true;
    }

    Known alternatives() {
        constexpr int deepest = 64;
        if (++depth_ > deepest) unsure();
        Known all{many, true};
        do {
            const Known one = sequence();
            all = {std::min(all.digits, one.digits), all.in_line && one.in_line};
        } while (more() && take("|"));
        --depth_;
        return all;
    }

    Known sequence() {
        Known all;
        while (more() && text_[at_] != '|' && text_[at_] != ')') {
            const Known one = atom();
            const auto times = least_times();
            all = {std::min(all.digits + one.digits * times, many), all.in_line && one.in_line};
        }
        return all;
    }

    Known atom() {
        const char c = next();
        if (c == '\\') return escaped();
        if (c == '[') return character_class();
        if (c == '(') {
            if (take("?") && !take(":")) unsure();
            const Known inside = alternatives();
            if (!take(")")) unsure();
            return inside;
        }
        // What repeats nothing, and what begins a verb: no expression that is known here.
        if (c == '*' || c == '+' || c == '?' || c == '{') unsure();
        return {is_digit(c) ? 1u : 0u, c != '\n'};
    }

    // An assertion, a class or a character behind the backslash.
    Known escaped() {
        const char c = next();
        if (c == 'b' || c == 't' || c == 'r') return {};
        if (c == 'd') return {1, true};
        if (c == 'w') return {};
        if (c == 'x') return {0, code() != '\n'};
        if (is_alphanumeric(c)) unsure();  // \s, \D, \A, \z, \n, \1 and the like
        return {};
    }

    // Behind \x. Of digits that are written so nothing is said.
    std::uint32_t code() {
        const bool braces = take("{");
        const auto* const first = text_.data() + at_;
        const auto rest = text_.substr(at_, braces ? 8 : 2);
        std::uint32_t value = 0;
        const auto end = std::from_chars(first, first + rest.size(), value, 16);
        at_ += static_cast<std::size_t>(end.ptr - first);
        if (end.ec != std::errc() || (braces && !take("}"))) unsure();
        return value;
    }

    // Where it says what it is not, it has to say that it is no line feed.
    Known character_class() {
        const bool negated = take("^");
        bool digits = true, line_feed = false;
        if (more() && text_[at_] == ']') unsure();
        while (more() && text_[at_] != ']') {
            const std::uint32_t from = member(), to = at_ + 1 < text_.size() && text_[at_] == '-' && text_[at_ + 1] != ']' ? (++at_, member()) : from;
            if (to < from) unsure();
            digits = digits && from >= '0' && to <= '9';
            line_feed = line_feed || (from <= '\n' && '\n' <= to);
        }
        if (!take("]")) unsure();
        return negated ? Known{0, line_feed} : Known{digits ? 1u : 0u, !line_feed};
    }

    // One of a class; what is not ASCII by its bytes, none of which is a digit or a line feed.
    std::uint32_t member() {
        const char c = next();
        if (c == '[' && more() && (text_[at_] == ':' || text_[at_] == '.' || text_[at_] == '=')) unsure();
        if (c != '\\') return static_cast<unsigned char>(c);
        const char escaped = next();
        if (escaped == 'n') return '\n';
        if (escaped == 't') return '\t';
        if (escaped == 'r') return '\r';
        if (escaped == 'x') return code();
        if (is_alphanumeric(escaped)) unsure();
        return static_cast<unsigned char>(escaped);
    }

    // Behind an atom: how often it is there at least.
    std::size_t least_times() {
        std::size_t least = 1;
        if (take("*") || take("?")) {
            least = 0;
        } else if (take("{")) {
            const auto* const first = text_.data() + at_;
            const auto end = std::from_chars(first, text_.data() + text_.size(), least);
            if (end.ec != std::errc()) unsure();  // {,3}: a brace that repeats nothing
            at_ += static_cast<std::size_t>(end.ptr - first);
            least = std::min(least, many);
            while (more() && (is_digit(text_[at_]) || text_[at_] == ',')) ++at_;
            if (!take("}")) unsure();
        } else if (!take("+")) {
            return least;
        }
        if (more() && (text_[at_] == '*' || text_[at_] == '+' || text_[at_] == '{')) unsure();
        take("?");  // as few as possible: of the same matches
        return least;
    }

    std::string_view text_;
    std::size_t at_ = 0;
    int depth_ = 0;
    bool sure_ = true;
};

REVIEW_WIDE bool digit_in(const std::uint8_t* bytes, std::size_t size) {
    std::uint8_t any = 0;
    for (std::size_t i = 0; i < size; ++i) any |= static_cast<std::uint8_t>(static_cast<std::uint8_t>(bytes[i] - '0') <= 9);
    return any != 0;
}

std::size_t next_digit(std::string_view text, std::size_t at) {
    constexpr std::size_t step = 128, near = 16;
    for (const auto most = std::min(text.size(), at + near); at < most; ++at) {
        if (is_digit(text[at])) return at;
    }
    const auto* const bytes = as_bytes(text).data();
    while (at + step <= text.size() && !digit_in(bytes + at, step)) at += step;
    while (at < text.size() && !is_digit(text[at])) ++at;
    return at;
}

REVIEW_WIDE std::size_t count_digits(const std::uint8_t* bytes, std::size_t size) {
    std::uint8_t count = 0;
    for (std::size_t i = 0; i < size; ++i) count = static_cast<std::uint8_t>(count + (static_cast<std::uint8_t>(bytes[i] - '0') <= 9));
    return count;
}

// Where the line begins that holds byte `at`, no earlier than `from`. Short lines are many: no call for them.
std::size_t begin_of_line(std::string_view text, std::size_t at, std::size_t from) {
    constexpr std::size_t near = 32;
    for (const auto least = at > from + near ? at - near : from; at > least; --at) {
        if (text[at - 1] == '\n') return at;
    }
    return at == from ? from : std::max(from, text.rfind('\n', at - 1) + 1);  // npos + 1 is 0
}

// The rest of the line from its first digit on.
DigitLine rest_of_line(std::string_view text, std::size_t at) {
    constexpr std::size_t near = 64, step = 128;
    DigitLine line{at, at, 0};
    const auto most = std::min(text.size(), at + near);
    for (; line.end < most; ++line.end) {
        if (text[line.end] == '\n') return ++line.end, line;
        line.digits += is_digit(text[line.end]) ? 1 : 0;
    }
    const auto* const bytes = as_bytes(text).data();
    auto counted = line.end;
    line.end = std::min(text.find('\n', line.end), text.size() - 1) + 1;
    for (; counted + step <= line.end && line.digits < DigitLine::most_digits; counted += step) line.digits += count_digits(bytes + counted, step);
    for (; counted < line.end && line.digits < DigitLine::most_digits; ++counted) line.digits += is_digit(text[counted]) ? 1 : 0;
    return line;
}

}  // namespace

std::size_t digits_in_line(std::string_view expression) { return ExpressionReader(expression).digits_in_line(); }

std::vector<DigitLine> digit_lines(std::string_view text) {
    std::vector<DigitLine> lines;
    for (std::size_t at = next_digit(text, 0); at < text.size(); at = next_digit(text, lines.back().end)) {
        auto line = rest_of_line(text, at);
        line.begin = begin_of_line(text, at, lines.empty() ? 0 : lines.back().end);
        lines.push_back(line);
    }
    return lines;
}

std::vector<TextRange> lines_with_digits(const std::vector<DigitLine>& lines, std::size_t least) {
    constexpr std::size_t near = 512;  // as much as the engine reads while it is called
    std::vector<TextRange> ranges;
    for (const auto& line : lines) {
        if (std::min(line.digits, DigitLine::most_digits) < std::min(least, DigitLine::most_digits)) continue;
        if (!ranges.empty() && line.begin - ranges.back().end <= near) ranges.back().end = line.end;
        else ranges.push_back({line.begin, line.end});
    }
    return ranges;
}

}  // namespace review

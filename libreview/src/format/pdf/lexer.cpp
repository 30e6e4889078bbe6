#include "format/pdf/lexer.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>

namespace review::pdf {
namespace {

enum : unsigned char { regular_char = 0, white = 1, delimiter = 2 };

// ISO 32000-1, 7.2.2, tables 1 and 2.
constexpr std::array<unsigned char, 256> make_classes() {
    std::array<unsigned char, 256> table{};
    for (const unsigned char c : {0, 9, 10, 12, 13, 32}) table[c] = white;
    for (const char c : {'(', ')', '<', '>', '[', ']', '{', '}', '/', '%'}) {
        table[static_cast<unsigned char>(c)] = delimiter;
    }
    return table;
}
constexpr auto classes = make_classes();

unsigned char class_of(char c) { return classes[static_cast<unsigned char>(c)]; }

constexpr std::array<signed char, 256> make_hex_values() {
    std::array<signed char, 256> table{};
    table.fill(-1);
    for (int i = 0; i < 10; ++i) table[static_cast<std::size_t>('0' + i)] = static_cast<signed char>(i);
    for (int i = 0; i < 6; ++i) {
        table[static_cast<std::size_t>('a' + i)] = table[static_cast<std::size_t>('A' + i)] = static_cast<signed char>(10 + i);
    }
    return table;
}
constexpr auto hex_values = make_hex_values();

int hex_value(char c) { return hex_values[static_cast<unsigned char>(c)]; }

// Numbers as written by real producers: "+1", "--5", ".5", "1.", "4.-3" (read as 4).
template <typename Whole>  // so many digits as it holds without rounding are the same in any
bool number_by(std::string_view word, double& value) {
    bool negative = false;
    std::size_t i = 0;
    while (i < word.size() && (word[i] == '+' || word[i] == '-')) negative |= word[i++] == '-';
    Whole whole = 0, scale = 1;
    bool point = false, digit = false;
    for (; i < word.size(); ++i) {
        if (word[i] == '.' && !point) {
            point = true;
        } else if (word[i] >= '0' && word[i] <= '9') {
            digit = true;
            whole = whole * 10 + (word[i] - '0');
            if (point) scale *= 10;
        } else if (word[i] == '-' && digit) {
            break;
        } else {
            return false;
        }
    }
    if (!digit && !point) return false;
    const auto digits = static_cast<double>(whole);
    value = (negative ? -digits : digits) / static_cast<double>(scale);
    return std::isfinite(value);
}

bool parse_number(std::string_view word, double& value) {
    constexpr std::size_t exact = 15;  // digits of a double, and so of what counts them faster
    return word.size() <= exact ? number_by<std::int64_t>(word, value) : number_by<double>(word, value);
}

}  // namespace

std::size_t end_of_image_data(std::string_view stream, std::size_t from) {
    for (auto found = stream.find("EI", from + 1); found != std::string_view::npos; found = stream.find("EI", found + 1)) {
        if (class_of(stream[found - 1]) != white) continue;
        const auto after = stream.substr(found + 2, image_end_shown_by);
        if (!after.empty() && class_of(after.front()) == regular_char) continue;
        const bool text = std::all_of(after.begin(), after.end(), [](char c) {
            return static_cast<unsigned char>(c) < 0x80 && (c >= 0x20 || class_of(c) == white);
        });
        if (text) return found + 2;
    }
    return std::string_view::npos;
}

const Operand* Operand::value_of(std::string_view key) const {
    for (std::size_t i = 0; i + 1 < items.size(); i += 2) {
        if (items[i].kind == Kind::name && items[i].text == key) return &items[i + 1];
    }
    return nullptr;
}

double Operation::number(std::size_t index) const {
    return index < operands.size() && operands[index].kind == Operand::Kind::number ? operands[index].number : 0;
}

bool has_idle_operands(const Operation& operation, std::size_t wanted) {
    const auto idle = operation.operands.end() - static_cast<std::ptrdiff_t>(std::min(wanted, operation.operands.size()));
    return wanted == 0 || std::none_of(operation.operands.begin(), idle, [](const Operand& operand) {
        return operand.kind == Operand::Kind::number;
    });
}

bool is_nobodys_operator(std::string_view op) {
    return !op.empty() && std::all_of(op.begin(), op.end(), [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); });
}

void Lexer::skip_space() {
    while (at_ < stream_.size()) {
        if (class_of(stream_[at_]) == white) {
            ++at_;
        } else if (stream_[at_] == '%') {
            while (at_ < stream_.size() && stream_[at_] != '\n' && stream_[at_] != '\r') ++at_;
        } else {
            return;
        }
    }
}

std::string_view Lexer::regular() {
    const auto begin = at_;
    while (at_ < stream_.size() && class_of(stream_[at_]) == regular_char) ++at_;
    return stream_.substr(begin, at_ - begin);
}

bool Lexer::next(Operation& operation) {
    operation.operands.clear();
    for (bool first = true;; first = false) {
        skip_space();
        if (at_ >= stream_.size()) return false;
        if (first) operation.begin = at_;
        const char c = stream_[at_];
        if (class_of(c) == regular_char) {
            const auto begin = at_;
            const auto word = regular();
            const bool is_word = word == "true" || word == "false" || word == "null";
            double number = 0;
            if (is_word || parse_number(word, number)) {
                auto& operand = operation.operands.emplace_back();
                operand.number = number;
                operand.begin = begin;
                operand.end = at_;
                if (is_word) operand.kind = Operand::Kind::word, operand.text = word;
            } else {
                operation.op = word;
                operation.end = at_;
                return word == "BI" ? inline_image(operation) : true;
            }
        } else {
            if (!operand(operation.operands.emplace_back(), 0)) {
                operation.operands.pop_back();
                broken_ = true;
                if (at_ < stream_.size()) ++at_;  // a stray delimiter
            }
        }
        if (operation.operands.size() > most_) broken_ = overfull_ = true, operation.operands.clear();
    }
}

bool Lexer::operand(Operand& into, int depth) {
    skip_space();
    if (at_ >= stream_.size() || depth > 32) return false;
    into.begin = at_;
    const char c = stream_[at_];
    bool good = true;
    if (c == '(') {
        good = literal_string(into);
    } else if (c == '/') {
        name(into);
    } else if (c == '[') {
        ++at_;
        into.kind = Operand::Kind::array;
        good = sequence(into, depth, "]");
    } else if (c == '<' && stream_.substr(at_, 2) == "<<") {
        at_ += 2;
        into.kind = Operand::Kind::dictionary;
        good = sequence(into, depth, ">>");
    } else if (c == '<') {
        good = hex_string(into);
    } else if (class_of(c) == regular_char) {
        const auto word = regular();
        if (!parse_number(word, into.number)) {
            into.kind = Operand::Kind::word;
            into.text = word;
        }
    } else {
        return false;
    }
    into.end = at_;
    return good;
}

bool Lexer::sequence(Operand& into, int depth, std::string_view closing) {
    for (;;) {
        skip_space();
        if (at_ >= stream_.size()) return false;
        if (stream_.substr(at_, closing.size()) == closing) {
            at_ += closing.size();
            return true;
        }
        if (!operand(into.items.emplace_back(), depth + 1)) {
            into.items.pop_back();
            return false;
        }
    }
}

void Lexer::name(Operand& into) {
    into.kind = Operand::Kind::name;
    ++at_;
    const auto raw = regular();
    for (std::size_t i = 0; i < raw.size(); ++i) {
        if (raw[i] == '#' && i + 2 < raw.size() && hex_value(raw[i + 1]) >= 0 && hex_value(raw[i + 2]) >= 0) {
            into.text += static_cast<char>(hex_value(raw[i + 1]) * 16 + hex_value(raw[i + 2]));
            i += 2;
        } else {
            into.text += raw[i];
        }
    }
}

// 7.3.4.2: escapes, octal codes, line continuation, balanced parentheses.
bool Lexer::literal_string(Operand& into) {
    into.kind = Operand::Kind::string;
    ++at_;
    for (int open = 1; at_ < stream_.size();) {
        char c = stream_[at_++];
        if (c == '(') ++open;
        if (c == ')' && --open == 0) return true;
        if (c == '\r') {
            if (at_ < stream_.size() && stream_[at_] == '\n') ++at_;
            c = '\n';
        }
        if (c != '\\') {
            into.text += c;
            continue;
        }
        if (at_ >= stream_.size()) return false;
        c = stream_[at_++];
        if (c >= '0' && c <= '7') {
            int code = c - '0';
            for (int i = 0; i < 2 && at_ < stream_.size() && stream_[at_] >= '0' && stream_[at_] <= '7'; ++i) {
                code = code * 8 + (stream_[at_++] - '0');
            }
            into.text += static_cast<char>(code);
        } else if (c == '\r') {
            if (at_ < stream_.size() && stream_[at_] == '\n') ++at_;
        } else if (c != '\n') {
            const std::string_view from = "nrtbf", to = "\n\r\t\b\f";
            const auto which = from.find(c);
            into.text += which == std::string_view::npos ? c : to[which];
        }
    }
    return false;
}

// Most often a string is digits, two by two: those at its beginning. Returns how many characters they are.
std::size_t Lexer::hex_pairs(std::string_view digits, std::string& into) {
    const std::size_t begin = into.size();
    into.resize(begin + digits.size() / 2);
    std::size_t pairs = 0;
    for (; 2 * pairs + 1 < digits.size(); ++pairs) {
        const int high = hex_value(digits[2 * pairs]), low = hex_value(digits[2 * pairs + 1]);
        if ((high | low) < 0) break;
        into[begin + pairs] = static_cast<char>(high * 16 + low);
    }
    into.resize(begin + pairs);
    return 2 * pairs;
}

// 7.3.4.3: white space is ignored, a missing last digit is 0.
bool Lexer::hex_string(Operand& into) {
    into.kind = Operand::Kind::string;
    ++at_;
    const auto near = stream_.substr(at_, 4096);  // not to the end: a stream of stray < is read in linear time
    at_ += hex_pairs(near.substr(0, near.find('>')), into.text);
    int high = -1;
    for (; at_ < stream_.size(); ++at_) {
        const char c = stream_[at_];
        if (c == '>') {
            ++at_;
            if (high >= 0) into.text += static_cast<char>(high * 16);
            return true;
        }
        const int value = hex_value(c);
        if (value < 0 && class_of(c) != white) return false;
        if (value < 0) continue;
        if (high < 0) {
            high = value;
        } else {
            into.text += static_cast<char>(high * 16 + value);
            high = -1;
        }
    }
    return false;
}

// 8.9.7. The end is the first EI between white space after which the stream reads on as text:
// image data may hold the two letters by chance.
bool Lexer::inline_image(Operation& operation) {
    Operand dictionary;
    dictionary.kind = Operand::Kind::dictionary;
    dictionary.begin = at_;
    for (;;) {
        skip_space();
        if (at_ >= stream_.size()) break;
        if (stream_.substr(at_, 2) == "ID" && (at_ + 2 == stream_.size() || class_of(stream_[at_ + 2]) == white)) break;
        Operand item;
        if (!operand(item, 0)) break;
        dictionary.items.push_back(std::move(item));
    }
    dictionary.end = at_;
    operation.operands.clear();
    operation.operands.push_back(std::move(dictionary));
    if (stream_.substr(at_, 2) != "ID") {
        broken_ = true;
        at_ = stream_.size();
        operation.end = at_;
        return true;
    }
    if (const auto end = end_of_image_data(stream_, std::min(at_ + 2, stream_.size())); end != std::string_view::npos) {
        at_ = end;
        operation.end = at_;
        return true;
    }
    broken_ = true;
    at_ = stream_.size();
    operation.end = at_;
    return true;
}

}  // namespace review::pdf

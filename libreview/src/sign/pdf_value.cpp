#include "sign/pdf_value.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <functional>

#include "base/messages/sign.hpp"

namespace review {
namespace {

constexpr int deepest = 64;

// ISO 32000-1, 7.2.2: each byte is white space, a delimiter or regular. Asked of every byte of a file.
enum class Class : std::uint8_t { regular, space, delimiter };
constexpr auto classes = [] {
    std::array<Class, 256> table{};
    for (const char c : std::string_view("\0\t\n\f\r ", 6)) table[static_cast<unsigned char>(c)] = Class::space;
    for (const char c : std::string_view("()<>[]{}/%")) table[static_cast<unsigned char>(c)] = Class::delimiter;
    return table;
}();

bool space(int byte) { return byte >= 0 && classes[static_cast<std::size_t>(byte)] == Class::space; }
bool regular(int byte) { return byte >= 0 && classes[static_cast<std::size_t>(byte)] == Class::regular; }
bool digit(int byte) { return byte >= '0' && byte <= '9'; }
bool numeric(int byte) { return digit(byte) || byte == '+' || byte == '-' || byte == '.'; }

int hex_digit(int byte) {
    if (digit(byte)) return byte - '0';
    if (byte >= 'a' && byte <= 'f') return byte - 'a' + 10;
    return byte >= 'A' && byte <= 'F' ? byte - 'A' + 10 : -1;
}

}  // namespace

const PdfValue* PdfValue::find(std::string_view key) const {
    const auto at = std::find(keys.begin(), keys.end(), key);
    return at == keys.end() ? nullptr : &items[static_cast<std::size_t>(at - keys.begin())];
}

void PdfLexer::fault() const { throw PdfFault{say(Msg::sign_pdf_syntax, {std::to_string(at_)})}; }

void PdfLexer::skip_space() {
    std::size_t at = at_;
    while (at < bytes_.size() && classes[bytes_[at]] == Class::space) ++at;
    at_ = at;
}

void PdfLexer::skip_line_end() {
    if (peek() == '\r') ++at_;
    if (peek() != '\n') fault();
    ++at_;
}

bool PdfLexer::take(std::string_view word) {
    skip_space();
    if (peek() != static_cast<unsigned char>(word.front())) return false;
    if (bytes_.size() - at_ < word.size() || std::memcmp(bytes_.data() + at_, word.data(), word.size()) != 0) return false;
    if (regular(word.back()) && regular(peek(word.size()))) return false;
    at_ += word.size();
    return true;
}

void PdfLexer::expect(std::string_view word) {
    if (!take(word)) fault();
}

std::uint64_t PdfLexer::integer() {
    skip_space();
    const std::size_t begin = at_;
    std::uint64_t number = 0;
    for (; digit(peek()); ++at_) number = number * 10 + static_cast<std::uint64_t>(peek() - '0');
    if (at_ == begin || at_ - begin > 18) fault();
    return number;
}

void PdfLexer::read_value(PdfValue& into, int depth) {
    skip_space();
    if (depth > deepest) fault();
    into.begin = at_;
    switch (peek()) {
        case '/':
            into.kind = PdfValue::Kind::name;
            into.text = name();
            break;
        case '(': string(into); break;
        case '[': array(into, depth); break;
        case '<': peek(1) == '<' ? dictionary(into, depth) : hex(into); break;
        default: numeric(peek()) ? number(into) : keyword();
    }
    into.end = at_;
}

std::string PdfLexer::name() {
    const std::size_t begin = ++at_;
    std::size_t end = begin;
    while (end < bytes_.size() && classes[bytes_[end]] == Class::regular && bytes_[end] != '#') ++end;
    at_ = end;
    std::string text(as_text(bytes_.subspan(std::min(begin, bytes_.size()), end - begin)));
    for (; regular(peek()); ++at_) {
        const int high = hex_digit(peek(1)), low = hex_digit(peek(2));
        if (peek() == '#' && high >= 0 && low >= 0) {
            text += static_cast<char>(high * 16 + low);
            at_ += 2;
        } else {
            text += static_cast<char>(peek());
        }
    }
    return text;
}

void PdfLexer::string(PdfValue& into) {
    into.kind = PdfValue::Kind::string;
    const std::size_t begin = ++at_;
    for (int open = 1; open > 0; ++at_) {
        if (peek() < 0) fault();
        if (peek() == '\\') ++at_;
        else if (peek() == '(') ++open;
        else if (peek() == ')') --open;
    }
    if (at_ > bytes_.size()) fault();
    into.text = as_text(bytes_.subspan(begin, at_ - 1 - begin));
}

void PdfLexer::hex(PdfValue& into) {
    into.kind = PdfValue::Kind::hex;
    for (++at_; peek() != '>'; ++at_) {
        if (hex_digit(peek()) < 0 && !space(peek())) fault();
    }
    ++at_;
}

void PdfLexer::array(PdfValue& into, int depth) {
    into.kind = PdfValue::Kind::array;
    ++at_;
    into.items.reserve(4);
    while (!take("]")) read_value(into.items.emplace_back(), depth + 1);
}

void PdfLexer::dictionary(PdfValue& into, int depth) {
    into.kind = PdfValue::Kind::dictionary;
    at_ += 2;
    into.keys.reserve(6);
    into.items.reserve(6);
    while (!take(">>")) {
        if (peek() != '/') fault();
        into.keys.push_back(name());
        read_value(into.items.emplace_back(), depth + 1);
    }
    // None twice; those of our writer stand in order.
    if (std::adjacent_find(into.keys.begin(), into.keys.end(), std::greater_equal<>()) == into.keys.end()) return;
    std::vector<std::string_view> keys(into.keys.begin(), into.keys.end());
    std::sort(keys.begin(), keys.end());
    if (std::adjacent_find(keys.begin(), keys.end()) != keys.end()) fault();
}

// A number, or `12 0 R`.
void PdfLexer::number(PdfValue& into) {
    const std::size_t begin = at_;
    std::uint64_t value = 0;
    while (digit(peek())) value = value * 10 + static_cast<std::uint64_t>(bytes_[at_++] - '0');
    const bool whole = !numeric(peek()) && at_ - begin <= 18;
    while (numeric(peek())) ++at_;
    if (regular(peek())) fault();
    if (!whole) return;
    into.kind = PdfValue::Kind::integer;
    into.number = value;
    const std::size_t end = at_;
    skip_space();
    if (peek() == '0' && space(peek(1))) {
        ++at_;
        if (take("R")) {
            into.kind = PdfValue::Kind::reference;
            return;
        }
    }
    at_ = end;
}

void PdfLexer::keyword() {
    if (!take("true") && !take("false") && !take("null")) fault();
}

}  // namespace review

#include "format/xml/characters.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <string>
#include <utility>

#include "base/charset.hpp"
#include "base/eight_bytes.hpp"

namespace review {
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 5> predefined{
    {{"amp", "&"}, {"lt", "<"}, {"gt", ">"}, {"quot", "\""}, {"apos", "'"}}};

// "&#x10FFFF;" with room for leading zeros. Longer ones are nobody's text.
constexpr std::size_t longest_reference = 64;

// By XmlCharacters::Where: bytes that do not stand for themselves.
constexpr auto specials = [] {
    std::array<std::array<bool, 256>, 3> table{};
    for (auto& one : table) one[static_cast<unsigned char>('\r')] = true;
    for (const auto where : {0, 1}) table[static_cast<std::size_t>(where)][static_cast<unsigned char>('&')] = true;
    table[1][static_cast<unsigned char>('\n')] = table[1][static_cast<unsigned char>('\t')] = true;
    return table;
}();

}  // namespace

std::size_t XmlCharacters::next_special() const {
    const auto& special = specials[static_cast<std::size_t>(where_)];
    auto place = place_;
    // Eight bytes at a time, where none is as low as an ampersand: Chinese is written without blanks.
    while (place + eight_bytes <= end_ && !any_of_eight_below(text_.data() + place, '&' + 1)) place += eight_bytes;
    while (place < end_ && !special[static_cast<unsigned char>(text_[place])]) ++place;
    return place;
}

bool XmlCharacters::next(XmlRun& run) {
    if (place_ == end_ || broken_) return false;
    const char c = text_[place_];
    const auto special = next_special();
    if (special > place_) {
        run.begin = place_;
        run.end = place_ = special;
        run.characters = text_.substr(run.begin, run.end - run.begin);
        run.verbatim = true;
        return true;
    }
    if (c == '&') return reference(run);
    const bool pair = c == '\r' && place_ + 1 < end_ && text_[place_ + 1] == '\n';
    one(run, pair ? 2 : 1, where_ == Where::attribute ? " " : "\n");
    return true;
}

void XmlCharacters::one(XmlRun& run, std::size_t size, std::string_view characters) {
    run.begin = place_;
    run.end = place_ += size;
    run.characters = characters;
    run.verbatim = false;
}

bool XmlCharacters::reference(XmlRun& run) {
    const auto name = text_.substr(place_ + 1, std::min(longest_reference, end_ - place_ - 1));
    const auto size = name.find(';');
    broken_ = true;
    if (size == std::string_view::npos || size == 0) return false;
    if (name[0] == '#') {
        if (!numbered(name.substr(1, size - 1))) return false;
        one(run, size + 2, {buffer_, buffered_});
        broken_ = false;
        return true;
    }
    for (const auto& [entity, character] : predefined) {
        if (name.substr(0, size) != entity) continue;
        one(run, size + 2, character);
        broken_ = false;
        return true;
    }
    return false;
}

bool XmlCharacters::numbered(std::string_view digits) {
    const bool hex = digits.starts_with('x');
    if (hex) digits.remove_prefix(1);
    std::uint32_t value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value, hex ? 16 : 10);
    if (error != std::errc() || end != digits.data() + digits.size() || value == 0 || value > 0x10ffff) return false;
    std::string utf8;
    append_utf8(utf8, value);
    buffered_ = utf8.size();
    std::copy(utf8.begin(), utf8.end(), buffer_);
    return true;
}

}  // namespace review

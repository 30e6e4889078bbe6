#include "model/called.hpp"

#include <algorithm>
#include <array>

namespace review {
namespace {

constexpr std::size_t longest = 60;  // bytes

bool is_lead(char byte) { return (static_cast<unsigned char>(byte) & 0xc0) != 0x80; }

// Of the ends of labels: blanks, colons, the star of fields that have to be filled in.
std::size_t mark_at(std::string_view text) {
    if (text.empty()) return 0;
    const auto lead = static_cast<unsigned char>(text[0]);
    if (lead < 0x80) return std::string_view(" \t\r\n:*=").find(text[0]) == std::string_view::npos ? 0 : 1;
    if (lead != 0xc2 && lead != 0xe3 && lead != 0xef) return 0;
    constexpr std::array<std::string_view, 6> marks{"\xc2\xa0", "：", "　", "＊", "﹕", "︓"};
    for (const auto mark : marks) if (text.starts_with(mark)) return mark.size();
    return 0;
}

std::string_view trimmed(std::string_view text) {
    while (const auto size = mark_at(text)) text.remove_prefix(size);
    for (;;) {
        std::size_t last = text.size();
        while (last > 0 && !is_lead(text[--last])) continue;
        if (text.empty() || mark_at(text.substr(last)) != text.size() - last) return text;
        text.remove_suffix(text.size() - last);
    }
}

char lower(char byte) { return byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte + 32) : byte; }

}  // namespace

std::string call_by(std::string_view text) {
    if (text.size() > 4 * longest) return {};
    text = trimmed(text);
    if (text.size() < 2 || text.size() > longest) return {};
    if (text.find_first_of(":\n\r/<@") != text.npos) return {};
    if (text.find('\xef') != text.npos) {
        for (const std::string_view colon : {"：", "﹕", "︓"}) if (text.find(colon) != text.npos) return {};
    }
    const auto digits = std::count_if(text.begin(), text.end(), [](char byte) { return byte >= '0' && byte <= '9'; });
    const bool says = std::any_of(text.begin(), text.end(), [](unsigned char byte) { return byte >= 0x80 || (lower(static_cast<char>(byte)) >= 'a' && lower(static_cast<char>(byte)) <= 'z'); });
    return digits > 2 || !says ? std::string() : std::string(text);
}

namespace {

constexpr unsigned ending(char a, char b) { return static_cast<unsigned char>(a) << 8 | static_cast<unsigned char>(b); }

// This is asked for every attribute of a document: most names end in another way.
bool may_end_so(std::string_view name) {
    if (name.empty() || (static_cast<unsigned char>(name.back()) & 0x80) != 0) return !name.empty();
    if (name.size() == 1) return lower(name[0]) == 'k' || lower(name[0]) == 'n';
    switch (ending(lower(name[name.size() - 2]), lower(name.back()))) {
        case ending('m', 'e'): case ending('e', 'y'): case ending('e', 'l'): case ending('l', 'e'):
        case ending('e', 'r'): case ending('s', 'c'): case ending('t', 'h'): case ending('d', 't'): case ending('r', 'm'):
        case ending('p', 't'): case ending('l', 'd'): case ending('t', 'y'): case ending('a', 's'): return true;
        case ending('o', 'n'): return name.size() > 4 && lower(name[name.size() - 5]) != 'c';  // question, caption; section
        default: return false;
    }
}

}  // namespace

bool is_name_of_labels(std::string_view name) {
    if (!may_end_so(name)) return false;
    constexpr std::array<std::string_view, 16> names{"k", "n", "dt", "th", "term", "prompt", "question", "field", "property", "alias", "placeholder",
                                                     "名称", "字段", "标签", "标题", "项目"};
    constexpr std::array<std::string_view, 7> endings{"name", "key", "label", "title", "caption", "header", "desc"};
    const auto colon = name.rfind(':');
    if (colon != name.npos) name.remove_prefix(colon + 1);
    const auto same = [](std::string_view a, std::string_view b) {
        return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) { return lower(x) == lower(y); });
    };
    if (std::any_of(names.begin(), names.end(), [&](std::string_view one) { return same(name, one); })) return true;
    return std::any_of(endings.begin(), endings.end(), [&](std::string_view one) { return name.size() >= one.size() && same(name.substr(name.size() - one.size()), one); });
}

}  // namespace review

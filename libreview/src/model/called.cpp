#include "model/called.hpp"

#include <algorithm>
#include <array>

namespace review {
namespace {

constexpr std::size_t longest = 60;  // bytes

bool is_lead(char byte) { return (static_cast<unsigned char>(byte) & 0xc0) != 0x80; }

// Of the ends of labels: blanks, colons, the star of fields that have to be filled in.
std::size_t mark_at(std::string_view text) {
    constexpr std::array<std::string_view, 13> marks{" ", "\t", "\r", "\n", ":", "*", "=", "\xc2\xa0", "：", "　", "＊", "﹕", "︓"};
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
    for (const std::string_view colon : {":", "：", "﹕", "︓", "\n", "\r", "/", "<", "@"}) if (text.find(colon) != text.npos) return {};
    const auto digits = std::count_if(text.begin(), text.end(), [](char byte) { return byte >= '0' && byte <= '9'; });
    const bool says = std::any_of(text.begin(), text.end(), [](unsigned char byte) { return byte >= 0x80 || (lower(static_cast<char>(byte)) >= 'a' && lower(static_cast<char>(byte)) <= 'z'); });
    return digits > 2 || !says ? std::string() : std::string(text);
}

namespace {

// This is asked for every attribute of a document: most names end in another way.
bool may_end_so(std::string_view name) {
    if (name.size() < 2) return true;
    constexpr std::string_view ends = "me ey el le on er sc th dt rm pt ld ty as ";
    if ((static_cast<unsigned char>(name.back()) & 0x80) != 0) return true;
    const char end[] = {lower(name[name.size() - 2]), lower(name.back())};
    for (std::size_t i = 0; i < ends.size(); i += 3) if (ends[i] == end[0] && ends[i + 1] == end[1]) return true;
    return false;
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

#include "model/markup_names.hpp"

#include <algorithm>

namespace review {
namespace {

constexpr std::array<std::string_view, 5> name_labels{"name of element ", "attribute name of element ", "target of instruction ", "name of tag ", "attribute name of tag "};

}  // namespace

std::string markup_name_label(std::string_view what, std::uint64_t number) { return std::string(what) + " " + std::to_string(number); }

bool is_markup_name(const Part& part) {
    if (part.kind != PartKind::metadata) return false;
    for (const auto label : name_labels) {
        if (const auto at = part.label.rfind(label); at != std::string::npos && part.label.find_first_not_of("0123456789", at + label.size()) == std::string::npos) return true;
    }
    return false;
}

std::string shortened_name(std::string_view name) {
    constexpr std::size_t longest = 40;
    if (name.size() <= longest) return std::string(name);
    std::size_t end = longest;
    while (end > 0 && (static_cast<unsigned char>(name[end]) & 0xc0) == 0x80) --end;
    return std::string(name.substr(0, end)) + "...";
}

std::string without_odd_names(std::string_view place) {
    constexpr std::ptrdiff_t few = 5;  // digits: rows and columns have numbers in their names
    std::string shown;
    for (std::size_t at = 0; at < place.size();) {
        const auto end = std::min(place.find_first_of(" /[", at), place.size());
        const auto name = place.substr(at, end - at);
        const auto digits = std::count_if(name.begin(), name.end(), [](char c) { return c >= '0' && c <= '9'; });
        const bool number = name.find_first_not_of("0123456789],)") == name.npos;
        const bool odd = (digits >= few && !number) || (name.rfind('@') != name.npos && name.rfind('@') > 0);
        shown += odd ? "***" : name;
        if (end < place.size()) shown += place[end];
        at = end + 1;
    }
    return shown;
}

bool MetNames::is_new(std::string_view name) {
    const auto last = static_cast<unsigned char>(name.back()), first = static_cast<unsigned char>(name.front());
    auto& lately = lately_[(first * 31u + last * 7u + name.size()) % lately_.size()];
    if (lately == name) return false;
    lately = name;
    if (met_.size() == most) met_.clear(), whole_ = false;
    return met_.insert(name).second;
}

}  // namespace review

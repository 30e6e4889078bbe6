#include "format/ooxml/markup_value.hpp"

#include <algorithm>
#include <array>
#include <unordered_set>

namespace review {
namespace {

bool only(std::string_view text, std::string_view letters) { return text.find_first_not_of(letters) == text.npos; }

bool is_measure(std::string_view value) {
    constexpr std::size_t longest = 7;  // digits: a telephone number has more
    const auto digits = std::count_if(value.begin(), value.end(), [](char c) { return c >= '0' && c <= '9'; });
    return only(value, "0123456789+-.%") && static_cast<std::size_t>(digits) <= longest;
}

bool is_guid(std::string_view value) {
    return value.size() == 38 && value.front() == '{' && value.back() == '}' && only(value, "{}-0123456789abcdefABCDEF");
}

// Colours, ids of paragraphs and revisions (ST_LongHexNumber). Eight plain digits may be a date.
bool is_hex(std::string_view value) {
    return (value.size() == 6 || value.size() == 8) && only(value, "0123456789abcdefABCDEF") && !(value.size() == 8 && only(value, "0123456789"));
}

// Ids that only number: rId12.
bool is_relationship_id(std::string_view value) {
    return value.starts_with("rId") && value.size() <= 8 && only(value.substr(3), "0123456789");
}

}  // namespace

bool is_cell_place(std::string_view attribute, std::string_view value) {
    constexpr std::array<std::string_view, 10> names{"r", "r1", "r2", "ref", "sqref", "spans", "activeCell", "topLeftCell", "cell", "dimension"};
    if (std::find(names.begin(), names.end(), attribute) == names.end()) return false;
    std::size_t letters = 0, digits = 0;
    for (const char c : value) {
        if (c == ':' || c == ' ' || c == '$') letters = digits = 0;
        else if (c >= 'A' && c <= 'Z' && digits == 0) ++letters;
        else if (c >= '0' && c <= '9') ++digits;
        else return false;
        if (letters > 3 || digits > 7) return false;  // XFD1048576
    }
    return true;
}

bool is_standard_namespace(std::string_view uri) {
    for (const std::string_view start : {"http://schemas.openxmlformats.org/", "http://schemas.microsoft.com/", "http://purl.oclc.org/ooxml/",
                                         "http://www.w3.org/", "urn:schemas-microsoft-com:"}) {
        const bool plain = uri.size() < 120 && std::count_if(uri.begin(), uri.end(), [](char c) { return c >= '0' && c <= '9'; }) < 9;
        if (uri.starts_with(start) && plain) return true;
    }
    return false;
}

std::string_view local_name(std::string_view name) {
    const auto colon = name.rfind(':');
    return colon == name.npos ? name : name.substr(colon + 1);
}

bool is_markup_value(std::string_view value) {
    static const std::unordered_set<std::string_view> words{
#define REVIEW_WORD(word) word,
#include "format/ooxml/standard_words.inc"
#undef REVIEW_WORD
    };
    return value.empty() || is_measure(value) || is_hex(value) || is_guid(value) || is_relationship_id(value) || words.contains(value) ||
           is_standard_namespace(value);
}

}  // namespace review

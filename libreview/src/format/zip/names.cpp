#include "format/zip/names.hpp"

#include <algorithm>

#include "base/utf8_scan.hpp"

namespace review {
namespace {

constexpr std::size_t longest_name = 1024;

}  // namespace

bool is_member_name(std::string_view name) {
    if (name.empty() || name.size() > longest_name || name.front() == '/' || first_not_utf8(as_bytes(name))) return false;
    const bool odd = std::any_of(name.begin(), name.end(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte < 0x20 || byte == 0x7f || c == '\\' || c == ':' || c == '*' || c == '?' || c == '"' || c == '<' || c == '>' || c == '|';
    });
    if (odd) return false;
    if (name.ends_with('/')) name.remove_suffix(1);
    while (!name.empty()) {
        const auto slash = std::min(name.find('/'), name.size());
        const auto segment = name.substr(0, slash);
        if (segment.empty() || segment == "." || segment == ".." || segment.ends_with('.')) return false;
        name.remove_prefix(slash);
        if (!name.empty()) {
            name.remove_prefix(1);
            if (name.empty()) return false;
        }
    }
    return true;
}

std::string folded_name(std::string_view name) {
    std::string folded(name);
    if (folded.ends_with('/')) folded.pop_back();
    for (char& c : folded) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return folded;
}

}  // namespace review

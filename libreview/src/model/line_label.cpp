#include "model/line_label.hpp"

#include <algorithm>
#include <charconv>

namespace review {
namespace {

constexpr std::string_view mark = ", line ";

}  // namespace

std::string with_line(const std::string& label, std::size_t line) { return label + std::string(mark) + std::to_string(line); }

std::string label_at(const Part& part, std::size_t at) {
    const auto begin = part.label.rfind(mark);
    if (begin == part.label.npos) return part.label;
    std::size_t line = 0;
    const auto* end = part.label.data() + part.label.size();
    const auto [stop, error] = std::from_chars(part.label.data() + begin + mark.size(), end, line);
    if (error != std::errc() || stop != end) return part.label;
    const auto before = part.text.begin() + static_cast<std::ptrdiff_t>(std::min(at, part.text.size()));
    return with_line(part.label.substr(0, begin), line + static_cast<std::size_t>(std::count(part.text.begin(), before, '\n')));
}

}  // namespace review

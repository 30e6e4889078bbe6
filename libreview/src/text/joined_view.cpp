#include "text/utf8.hpp"
#include "text/views.hpp"

namespace review {
namespace {

constexpr std::string_view blanks = " \t\n";

// Characters that belong together however far the layout sets them apart.
bool joins(const CodePoint& point) {
    const char32_t value = point.value;
    if (!point.valid || point.size == 0) return false;
    if (value >= '0' && value <= '9') return true;
    const bool ideograph = (value >= 0x3400 && value <= 0x9fff) || value == 0x3007 || (value >= 0x20000 && value < 0x3fffe);
    const bool star = value == '*' || value == 0x2605 || value == 0x2606 || value == 0x22c6 || value == 0x2b50 ||
                      (value >= 0x2721 && value <= 0x2736);
    return ideograph || star;
}

}  // namespace

void write_joined(const TextView& base, TextView& view) {
    const std::string_view text = base.text();
    std::size_t copied = 0;
    for (std::size_t at = text.find_first_of(blanks); at < text.size(); at = text.find_first_of(blanks, at)) {
        const std::size_t end = std::min(text.find_first_not_of(blanks, at), text.size());
        if (joins(decode_utf8_before(text, at)) && joins(decode_utf8(text, end))) {
            view.copy(copied, at);
            view.put({}, at, end);
            copied = end;
        }
        at = end;
    }
    view.copy(copied, text.size());
}

}  // namespace review

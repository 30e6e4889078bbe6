#include "scan/number_marks.hpp"

namespace review {
namespace {

bool is_plain_digit(std::string_view text, std::size_t at) { return at < text.size() && text[at] >= '0' && text[at] <= '9'; }

// The size of the mark that begins at `at`; 0: none does.
std::size_t mark_size(std::string_view text, std::size_t at) {
    const auto byte = [&](std::size_t i) { return at + i < text.size() ? static_cast<unsigned char>(text[at + i]) : 0U; };
    if (byte(0) == 0xc2) return byte(1) == 0xb2 || byte(1) == 0xb3 || byte(1) == 0xb9 ? 2 : 0;
    if (byte(0) != 0xe2) return 0;
    const auto point = (byte(1) & 0x3fU) << 6 | (byte(2) & 0x3fU);  // from U+2000 on
    const bool raised = point >= 0x070 && point <= 0x089, circled = (point >= 0x460 && point <= 0x473) || (point >= 0x4ea && point <= 0x4ff);
    return raised || circled || (point >= 0x776 && point <= 0x793) ? 3 : 0;
}

// Calls `found` for each mark beside a plain digit, until it says no.
template <typename Found>
void each_mark(std::string_view text, Found found) {
    for (const char first : {'\xe2', '\xc2'}) {
        for (auto at = text.find(first); at != text.npos; at = text.find(first, at + 1)) {
            const auto size = mark_size(text, at);
            const bool beside = size > 0 && (is_plain_digit(text, at + size) || (at > 0 && is_plain_digit(text, at - 1)));
            if (beside && !found(at, size)) return;
        }
    }
}

}  // namespace

bool has_number_marks(std::string_view utf8) {
    bool any = false;
    each_mark(utf8, [&](std::size_t, std::size_t) {
        any = true;
        return false;
    });
    return any;
}

Part without_number_marks(const Part& part) {
    constexpr std::string_view of_two = "\u00a6", of_three = "\uff1b";
    Part read = part;
    each_mark(part.text, [&](std::size_t at, std::size_t size) {
        read.text.replace(at, size, size == 2 ? of_two : of_three);
        return true;
    });
    return read;
}

}  // namespace review

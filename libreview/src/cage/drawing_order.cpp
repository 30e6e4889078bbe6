#include <array>
#include <charconv>
#include <optional>

#include "cage/inside.hpp"

namespace review {
namespace {

constexpr std::uint32_t most_dots = 1200, most_seconds = 3600;

}  // namespace

std::string text_of(const DrawingOrder& order) {
    return std::to_string(order.dots_per_inch) + " " + std::to_string(order.first) + " " + std::to_string(order.last) + " " + std::to_string(order.seconds);
}

std::optional<DrawingOrder> drawing_order(std::string_view text) {
    std::array<std::uint32_t, 4> numbers{};
    const char* at = text.data();
    const char* const end = at + text.size();
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        if (i > 0 && (at == end || *at++ != ' ')) return std::nullopt;
        const auto [next, error] = std::from_chars(at, end, numbers[i]);
        if (error != std::errc{}) return std::nullopt;
        at = next;
    }
    const DrawingOrder order{numbers[0], numbers[1], numbers[2], numbers[3]};
    if (at != end || order.dots_per_inch == 0 || order.dots_per_inch > most_dots || order.seconds > most_seconds) return std::nullopt;
    return order;
}

}  // namespace review

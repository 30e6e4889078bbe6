#include "base/digest_text.hpp"

namespace review {

std::optional<Digest> digest_of_hex(std::string_view hex) {
    static constexpr std::string_view digits = "0123456789abcdef";
    Digest digest;
    if (hex.size() != 2 * digest.bytes.size()) return std::nullopt;
    for (std::size_t i = 0; i < digest.bytes.size(); ++i) {
        const auto high = digits.find(hex[2 * i]), low = digits.find(hex[2 * i + 1]);
        if (high == digits.npos || low == digits.npos) return std::nullopt;
        digest.bytes[i] = static_cast<std::uint8_t>(high << 4 | low);
    }
    return digest;
}

}  // namespace review

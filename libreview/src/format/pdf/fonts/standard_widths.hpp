#pragma once

#include <optional>
#include <string_view>
#include <unordered_map>

#include "format/pdf/fonts/encodings.hpp"

namespace review::pdf {

// Advance widths of one of the standard 14 fonts (ISO 32000-1, 9.6.2.2), in thousandths, by Unicode.
class StandardWidths {
public:
    using Table = std::unordered_map<char32_t, double>;

    explicit StandardWidths(std::string_view name);
    std::optional<double> of(char32_t character) const;  // nullopt: another font or no such character

private:
    const Table* widths_;
    std::optional<Encoding> by_code_;  // two of the tables go by code
};

}  // namespace review::pdf

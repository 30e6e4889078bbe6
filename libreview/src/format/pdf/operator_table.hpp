#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace review::pdf {

// Operators of annex A by their letters, of which none has more than three. One is looked for with each operation: as a number, in a
// table that is mostly free.
template <typename Row>
class OperatorTable {
public:
    static constexpr std::size_t longest = 3;

    void put(std::string_view symbol, const Row& row) {
        auto at = first_slot(number_of(symbol));
        while (slots_[at].number != 0) at = (at + 1) % slots_.size();
        slots_[at] = {number_of(symbol), row};
    }

    // Null: there is none.
    const Row* find(std::string_view symbol) const {
        if (symbol.empty() || symbol.size() > longest) return nullptr;
        const auto number = number_of(symbol);
        for (auto at = first_slot(number); slots_[at].number != 0; at = (at + 1) % slots_.size()) {
            if (slots_[at].number == number) return &slots_[at].row;
        }
        return nullptr;
    }

private:
    struct Slot {
        std::uint32_t number = 0;
        Row row{};
    };
    static std::uint32_t number_of(std::string_view symbol) {
        auto number = static_cast<std::uint32_t>(symbol.size());
        for (const char letter : symbol) number = number << 8 | static_cast<unsigned char>(letter);
        return number;
    }
    std::size_t first_slot(std::uint32_t number) const { return (number * 0x9E3779B1u >> 16) % slots_.size(); }

    std::array<Slot, 512> slots_{};
};

}  // namespace review::pdf

#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include <review/bytes.hpp>

namespace review {

// A set of characters of the basic plane, made to pass over text that has nothing but them: a row of 64 for each first two
// bytes of three, so that no code point is put together.
class PlaneSet {
public:
    void insert(char32_t point) { rows_[point >> 6] |= std::uint64_t{1} << (point & 63); }
    bool contains(char32_t point) const { return point < 0x10000 && (rows_[point >> 6] >> (point & 63) & 1) != 0; }

    // Where the first character at or after `at` begins that is not in the set, or is no UTF-8; the end of the text where all
    // are. `before` becomes where the last one begins that was passed, if any was.
    std::size_t pass(std::string_view text, std::size_t at, std::size_t& before) const noexcept;

    // As write() wrote it, with `written_size` bytes: rows by number, each from its lowest byte on.
    static constexpr std::size_t written_size = 0x10000 / 8;
    static PlaneSet read(ByteView bytes);
    void write(Bytes& to) const;
    // To be called when all are in it: which stretches of ASCII are not, so that pass() goes over ASCII in blocks.
    void look_at_ascii();

private:
    struct Stretch {
        std::uint8_t first = 0xff, more = 0;  // `more` behind the first; 0xff alone is no ASCII
    };
    using Stretches = std::array<Stretch, 4>;
    static bool any_in(const std::uint8_t* bytes, std::size_t size, const Stretches& stretches);

    std::array<std::uint64_t, 1024> rows_{};
    Stretches not_in_{};
    bool blocks_ = false;  // not_in_ is known, and holds all
};

}  // namespace review

#include "text/plane_set.hpp"

#include <bit>
#include <cstring>

#include "base/wide_loops.hpp"
#include "text/utf8.hpp"

namespace review {
namespace {

constexpr std::ptrdiff_t block = 64;

}  // namespace

PlaneSet PlaneSet::read(ByteView bytes) {
    PlaneSet set;
    for (std::size_t row = 0; row < set.rows_.size(); ++row) {
        for (std::size_t byte = 0; byte < 8; ++byte) set.rows_[row] |= std::uint64_t{bytes[8 * row + byte]} << (8 * byte);
    }
    return set;
}

void PlaneSet::write(Bytes& to) const {
    for (const auto row : rows_) {
        for (int shift = 0; shift < 64; shift += 8) to.push_back(static_cast<std::uint8_t>(row >> shift));
    }
}

void PlaneSet::look_at_ascii() {
    std::size_t count = 0;
    blocks_ = true;
    for (char32_t point = 0; point < 0x80; ++point) {
        if (contains(point)) continue;
        const bool goes_on = count > 0 && point > 0 && !contains(point - 1);
        if (goes_on) ++not_in_[count - 1].more;
        else if (count < not_in_.size()) not_in_[count++] = {static_cast<std::uint8_t>(point), 0};
        else return void(blocks_ = false);
    }
}

REVIEW_WIDE bool PlaneSet::any_in(const std::uint8_t* bytes, std::size_t size, const Stretches& stretches) {
    std::uint8_t any = 0;
    const auto [a, b, c, d] = stretches;
    for (std::size_t i = 0; i < size; ++i) {
        const std::uint8_t byte = bytes[i];
        const auto in = [byte](Stretch one) { return static_cast<std::uint8_t>(static_cast<std::uint8_t>(byte - one.first) <= one.more); };
        any |= static_cast<std::uint8_t>(in(a) | in(b) | in(c) | in(d) | (byte >> 7));
    }
    return any != 0;
}

std::size_t PlaneSet::pass(std::string_view text, std::size_t at, std::size_t& before) const noexcept {
    const auto* const begin = reinterpret_cast<const unsigned char*>(text.data());
    const auto* const end = begin + text.size();
    const auto* here = begin + at;
    const auto* last = begin + before;
    const auto holds = [&](std::size_t row, unsigned byte) { return (rows_[row] >> (byte & 63) & 1) != 0; };
    const auto* mixed = here;  // up to there no block is ASCII in the set
    constexpr bool little = std::endian::native == std::endian::little;
    while (here < end) {
        // Most of every text: ASCII in blocks, and two characters of three bytes.
        for (std::uint64_t eight = 0; little && end - here >= 8;) {
            std::memcpy(&eight, here, 8);
            if ((eight & 0x8080808080808080) == 0) {
                if (blocks_ && here >= mixed && end - here >= block) {
                    if (!any_in(here, block, not_in_)) {
                        last = here + block - 1;
                        here += block;
                        continue;
                    }
                    mixed = here + block;
                }
                int count = 0;
                while (count < 8 && holds(here[count] >> 6, here[count])) ++count;
                if (count == 0) break;
                last = here + count - 1;
                here += count;
                continue;
            }
            if ((eight & 0xc0c0f0c0c0f0) != 0x8080e08080e0) break;
            const auto one = eight & 0x0f, two = eight >> 24 & 0x0f;
            if (one == 0 || one == 0x0d || two == 0 || two == 0x0d) break;
            if ((rows_[one << 6 | (eight >> 8 & 0x3f)] >> (eight >> 16 & 63) & rows_[two << 6 | (eight >> 32 & 0x3f)] >> (eight >> 40 & 63) & 1) == 0) break;
            last = here + 3;
            here += 6;
        }
        if (here == end) break;
        const unsigned lead = here[0];
        if (lead < 0x80) {
            if (!holds(lead >> 6, lead)) break;
            last = here++;
            continue;
        }
        std::uint32_t four = 0;
        if (little && end - here >= 4) std::memcpy(&four, here, 4);
        if ((four & 0xc0c0f0) == 0x8080e0 && lead != 0xe0 && lead != 0xed) {
            // RFC 3629: the others have no long forms and no surrogates behind them.
            if (!holds((lead & 0x0f) << 6 | (four >> 8 & 0x3f), four >> 16)) break;
            last = here;
            here += 3;
        } else {
            const auto point = decode_rare_utf8(text, static_cast<std::size_t>(here - begin));
            if (!point.valid || !contains(point.value)) break;
            last = here;
            here += point.size;
        }
    }
    before = static_cast<std::size_t>(last - begin);
    return static_cast<std::size_t>(here - begin);
}

}  // namespace review

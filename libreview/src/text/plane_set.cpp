#include "text/plane_set.hpp"

#include <bit>
#include <cstring>

#include "text/utf8.hpp"

namespace review {

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

std::size_t PlaneSet::pass(std::string_view text, std::size_t at, std::size_t& before) const noexcept {
    const auto* const begin = reinterpret_cast<const unsigned char*>(text.data());
    const auto* const end = begin + text.size();
    const auto* here = begin + at;
    const auto* last = begin + before;
    const auto holds = [&](std::size_t row, unsigned byte) { return (rows_[row] >> (byte & 63) & 1) != 0; };
    while (here < end) {
        const unsigned lead = here[0];
        if (lead < 0x80) {
            if (!holds(lead >> 6, lead)) break;
            last = here++;
            continue;
        }
        std::uint32_t four = 0;
        if (std::endian::native == std::endian::little && end - here >= 4) std::memcpy(&four, here, 4);
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

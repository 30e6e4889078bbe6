#include "format/pdf/images/blank.hpp"

namespace review::pdf {

namespace {

void put(std::uint8_t* row, std::uint64_t index, std::uint32_t bits, std::uint32_t value) {
    if (bits == 16) {
        row[2 * index] = static_cast<std::uint8_t>(value >> 8);
        row[2 * index + 1] = static_cast<std::uint8_t>(value);
        return;
    }
    const auto bit = index * bits;
    const auto shift = 8 - bits - bit % 8;
    const std::uint32_t mask = ((1U << bits) - 1) << shift;
    row[bit / 8] = static_cast<std::uint8_t>((row[bit / 8] & ~mask) | (value << shift & mask));
}

}  // namespace

void blank(Samples& samples, const std::vector<SampleRun>& runs, const std::vector<std::uint32_t>& colour) {
    for (const auto& run : runs) {
        auto* row = samples.data.data() + run.row * samples.row_bytes();
        for (std::uint64_t x = run.left; x < run.right; ++x) {
            for (std::uint32_t i = 0; i < samples.components; ++i) put(row, x * samples.components + i, samples.bits, colour[i]);
        }
    }
}

}  // namespace review::pdf

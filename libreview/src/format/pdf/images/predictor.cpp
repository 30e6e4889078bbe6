#include <algorithm>
#include <array>
#include <cstdlib>

#include "format/pdf/images/filters.hpp"

namespace review::pdf {

namespace {

// The bytes to the left, above, and above to the left (PNG, 9.2).
std::uint8_t paeth(int left, int above, int corner) {
    const int guess = left + above - corner;
    const int a = std::abs(guess - left), b = std::abs(guess - above), c = std::abs(guess - corner);
    return static_cast<std::uint8_t>(a <= b && a <= c ? left : b <= c ? above : corner);
}

std::uint8_t predicted(int type, std::uint8_t left, std::uint8_t above, std::uint8_t corner) {
    switch (type) {
        case 1: return left;
        case 2: return above;
        case 3: return static_cast<std::uint8_t>((left + above) / 2);
        case 4: return paeth(left, above, corner);
        default: return 0;
    }
}

Bytes undo_png(const Bytes& data, const Predictor& predictor) {
    const auto row = static_cast<std::size_t>(predictor.row_bytes());
    const std::size_t pixel = std::max<std::size_t>(1, std::size_t{predictor.colors} * predictor.bits / 8);
    Bytes out(data.size() / (row + 1) * row);
    for (std::size_t from = 0, to = 0; to < out.size(); from += row + 1, to += row) {
        const int type = data[from];
        for (std::size_t i = 0; i < row; ++i) {
            const std::uint8_t left = i < pixel ? 0 : out[to + i - pixel];
            const std::uint8_t above = to == 0 ? 0 : out[to + i - row];
            const std::uint8_t corner = to == 0 || i < pixel ? 0 : out[to + i - row - pixel];
            out[to + i] = static_cast<std::uint8_t>(data[from + 1 + i] + predicted(type, left, above, corner));
        }
    }
    return out;
}

// TIFF 6.0, section 14: each sample is the difference to the one of the same colour before it.
Bytes undo_tiff(Bytes data, const Predictor& predictor) {
    const auto row = static_cast<std::size_t>(predictor.row_bytes());
    data.resize(data.size() / row * row);
    const std::uint32_t mask = (1U << predictor.bits) - 1;
    for (std::size_t begin = 0; begin < data.size(); begin += row) {
        const auto sample = [&](std::uint64_t index) -> std::uint32_t {
            if (predictor.bits == 16) return data[begin + 2 * index] * 256U + data[begin + 2 * index + 1];
            const auto bit = index * predictor.bits;
            return (data[begin + bit / 8] >> (8 - predictor.bits - bit % 8)) & mask;
        };
        const auto set = [&](std::uint64_t index, std::uint32_t value) {
            if (predictor.bits == 16) {
                data[begin + 2 * index] = static_cast<std::uint8_t>(value >> 8);
                data[begin + 2 * index + 1] = static_cast<std::uint8_t>(value);
                return;
            }
            const auto bit = index * predictor.bits;
            const auto shift = 8 - predictor.bits - bit % 8;
            auto& byte = data[begin + bit / 8];
            byte = static_cast<std::uint8_t>((byte & ~(mask << shift)) | (value << shift));
        };
        const auto samples = std::uint64_t{predictor.columns} * predictor.colors;
        for (std::uint64_t i = predictor.colors; i < samples; ++i) set(i, (sample(i) + sample(i - predictor.colors)) & mask);
    }
    return data;
}

}  // namespace

bool Predictor::is_possible() const {
    const bool depth = bits == 1 || bits == 2 || bits == 4 || bits == 8 || bits == 16;
    return depth && colors >= 1 && colors <= 64 && columns >= 1 && columns <= 1U << 24 && (kind <= 2 || (kind >= 10 && kind <= 15));
}

Bytes unpredicted(Bytes data, const Predictor& predictor) {
    if (predictor.kind < 2) return data;
    return predictor.kind == 2 ? undo_tiff(std::move(data), predictor) : undo_png(data, predictor);
}

Bytes png_predicted(ByteView data, std::uint64_t row_bytes, std::uint32_t pixel) {
    const auto row = static_cast<std::size_t>(row_bytes);
    Bytes out;
    out.reserve(data.size() / row * (row + 1));
    std::array<Bytes, 5> tried;
    for (std::size_t begin = 0; begin + row <= data.size(); begin += row) {
        std::size_t best = 0;
        std::uint64_t least = ~std::uint64_t{0};
        for (std::size_t type = 0; type < tried.size(); ++type) {
            tried[type].resize(row);
            std::uint64_t sum = 0;
            for (std::size_t i = 0; i < row; ++i) {
                const std::uint8_t left = i < pixel ? 0 : data[begin + i - pixel];
                const std::uint8_t above = begin == 0 ? 0 : data[begin + i - row];
                const std::uint8_t corner = begin == 0 || i < pixel ? 0 : data[begin + i - row - pixel];
                const auto rest = static_cast<std::uint8_t>(data[begin + i] - predicted(static_cast<int>(type), left, above, corner));
                tried[type][i] = rest;
                sum += rest < 128 ? rest : 256U - rest;  // the usual measure (PNG, 12.8)
            }
            if (sum < least) least = sum, best = type;
        }
        out.push_back(static_cast<std::uint8_t>(best));
        out.insert(out.end(), tried[best].begin(), tried[best].end());
    }
    return out;
}

}  // namespace review::pdf

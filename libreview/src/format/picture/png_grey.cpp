#include "format/picture/png_grey.hpp"

#include <array>
#include <span>
#include <string_view>

#include "base/inflate.hpp"
#include "format/pdf/images/filters.hpp"

namespace review {
namespace {

constexpr std::string_view png_signature{"\x89PNG\r\n\x1a\n", 8};

std::uint32_t png_number(ByteView bytes, std::size_t at) {
    return std::uint32_t{bytes[at]} << 24 | std::uint32_t{bytes[at + 1]} << 16 | std::uint32_t{bytes[at + 2]} << 8 | bytes[at + 3];
}

// 11.2: the chunks that make the picture.
struct PngChunks {
    std::uint32_t width = 0, height = 0;
    int depth = 0, colour = 0;
    bool interlaced = false;
    ByteView palette, transparency;
    Bytes data;
    bool whole = false;  // an end stands there, and nothing that is not read here
};

bool header_of(ByteView data, PngChunks& chunks) {
    if (data.size() != 13 || data[10] != 0 || data[11] != 0 || data[12] > 1) return false;
    chunks.width = png_number(data, 0), chunks.height = png_number(data, 4);
    chunks.depth = data[8], chunks.colour = data[9], chunks.interlaced = data[12] == 1;
    const bool small = chunks.depth == 1 || chunks.depth == 2 || chunks.depth == 4;
    const bool wide = chunks.depth == 8 || chunks.depth == 16;
    const bool fits = chunks.colour == 0 ? small || wide : chunks.colour == 3 ? small || chunks.depth == 8 : wide;
    return fits && chunks.width > 0 && chunks.height > 0 && chunks.width < 1U << 24 && chunks.height < 1U << 24;
}

PngChunks chunks_of(ByteView file) {
    PngChunks chunks;
    const auto text = as_text(file);
    if (!text.starts_with(png_signature)) return chunks;
    for (std::size_t at = png_signature.size(); file.size() - at >= 12;) {
        const std::size_t length = png_number(file, at);
        if (length > file.size() - at - 12) return chunks;
        const auto type = text.substr(at + 4, 4);
        const auto data = file.subspan(at + 8, length);
        if (type == "IHDR" && !header_of(data, chunks)) return chunks;
        if (type == "PLTE") chunks.palette = data;
        if (type == "tRNS") chunks.transparency = data;
        if (type == "IDAT") chunks.data.insert(chunks.data.end(), data.begin(), data.end());
        if (type == "acTL" || type == "fdAT") return chunks;  // more pictures than one
        if (type == "IEND") {
            chunks.whole = chunks.width > 0;
            return chunks;
        }
        at += length + 12;
    }
    return chunks;
}

// ITU-R BT.601-7, 2.5.1.
std::uint8_t luma(unsigned red, unsigned green, unsigned blue) { return static_cast<std::uint8_t>((299U * red + 587U * green + 114U * blue + 500U) / 1000U); }

// 8.2: every so many columns and rows, from where.
struct PngPass {
    std::uint32_t x, y, across, down;
};
constexpr std::array<PngPass, 1> all_at_once{{{0, 0, 1, 1}}};
constexpr std::array<PngPass, 7> adam7{{{0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4}, {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}}};

class PngReader {
public:
    explicit PngReader(const PngChunks& chunks) : chunks_(chunks), components_(chunks.colour == 2 ? 3 : chunks.colour == 4 ? 2 : chunks.colour == 6 ? 4 : 1) {}

    std::optional<PngGrey> read(std::uint64_t most) {
        const auto pixels = std::uint64_t{chunks_.width} * chunks_.height;
        if (pixels * 2 > most || (chunks_.colour == 3 && chunks_.palette.size() < 3)) return std::nullopt;
        const auto passes = chunks_.interlaced ? std::span<const PngPass>(adam7) : std::span<const PngPass>(all_at_once);
        std::uint64_t size = 0;
        for (const auto& pass : passes) size += bytes_of(pass);
        if (size > most) return std::nullopt;
        const auto inflated = inflate_at_most(chunks_.data, size + 1);
        if (!inflated || !inflated->whole || inflated->bytes.size() != size || inflated->used != chunks_.data.size()) return std::nullopt;
        result_ = {chunks_.width, chunks_.height, Bytes(pixels), Bytes(pixels, 255)};
        std::size_t at = 0;
        for (const auto& pass : passes) {
            const auto count = static_cast<std::size_t>(bytes_of(pass));
            const auto piece = ByteView(inflated->bytes).subspan(at, count);
            if (count > 0 && !rows(pass, piece)) return std::nullopt;
            at += count;
        }
        if (!transparent_) result_.alpha.clear();
        return std::move(result_);
    }

private:
    std::uint32_t columns(const PngPass& pass) const { return chunks_.width > pass.x ? (chunks_.width - pass.x + pass.across - 1) / pass.across : 0; }
    std::uint32_t lines(const PngPass& pass) const { return chunks_.height > pass.y ? (chunks_.height - pass.y + pass.down - 1) / pass.down : 0; }
    pdf::Predictor filter(const PngPass& pass) const { return {15, components_, static_cast<std::uint32_t>(chunks_.depth), columns(pass)}; }
    std::uint64_t bytes_of(const PngPass& pass) const { return columns(pass) == 0 ? 0 : lines(pass) * (filter(pass).row_bytes() + 1); }

    bool rows(const PngPass& pass, ByteView filtered) {
        const auto width = static_cast<std::size_t>(filter(pass).row_bytes());
        const auto plain = pdf::unpredicted(Bytes(filtered.begin(), filtered.end()), filter(pass));
        if (plain.size() != width * lines(pass)) return false;
        for (std::uint32_t line = 0; line < lines(pass); ++line) {
            const auto row = ByteView(plain).subspan(line * width, width);
            for (std::uint32_t column = 0; column < columns(pass); ++column) {
                if (!pixel(row, column, std::size_t{pass.y + line * pass.down} * chunks_.width + pass.x + column * pass.across)) return false;
            }
        }
        return true;
    }

    // As many bits as the file has.
    unsigned sample(ByteView row, std::size_t index) const {
        if (chunks_.depth == 16) return row[2 * index] * 256U + row[2 * index + 1];
        const auto bit = index * static_cast<std::size_t>(chunks_.depth);
        return (row[bit / 8] >> (8 - static_cast<unsigned>(chunks_.depth) - bit % 8)) & ((1U << chunks_.depth) - 1);
    }
    unsigned eight_bits(unsigned value) const { return chunks_.depth == 16 ? value >> 8 : value * 255U / ((1U << chunks_.depth) - 1); }
    unsigned told(std::size_t at) const { return chunks_.transparency.size() >= at + 2 ? chunks_.transparency[at] * 256U + chunks_.transparency[at + 1] : 1U << 16; }

    bool pixel(ByteView row, std::uint32_t column, std::size_t to) {
        const std::size_t first = std::size_t{column} * components_;
        std::array<unsigned, 4> value{};
        for (std::uint32_t i = 0; i < components_; ++i) value[i] = sample(row, first + i);
        unsigned alpha = 255;
        auto& grey = result_.grey[to];
        if (chunks_.colour == 3) {
            const auto entry = std::size_t{value[0]} * 3;
            if (entry + 3 > chunks_.palette.size()) return false;
            grey = luma(chunks_.palette[entry], chunks_.palette[entry + 1], chunks_.palette[entry + 2]);
            if (value[0] < chunks_.transparency.size()) alpha = chunks_.transparency[value[0]];
        } else if (chunks_.colour == 2 || chunks_.colour == 6) {
            grey = luma(eight_bits(value[0]), eight_bits(value[1]), eight_bits(value[2]));
            if (chunks_.colour == 6) alpha = eight_bits(value[3]);
            else if (value[0] == told(0) && value[1] == told(2) && value[2] == told(4)) alpha = 0;
        } else {
            grey = static_cast<std::uint8_t>(eight_bits(value[0]));
            if (chunks_.colour == 4) alpha = eight_bits(value[1]);
            else if (value[0] == told(0)) alpha = 0;
        }
        result_.alpha[to] = static_cast<std::uint8_t>(alpha);
        transparent_ = transparent_ || alpha != 255;
        return true;
    }

    const PngChunks& chunks_;
    std::uint32_t components_;
    PngGrey result_;
    bool transparent_ = false;
};

}  // namespace

std::optional<PngGrey> png_grey(ByteView file, std::uint64_t most) {
    const auto chunks = chunks_of(file);
    if (!chunks.whole) return std::nullopt;
    return PngReader(chunks).read(most);
}

}  // namespace review

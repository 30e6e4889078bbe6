#include "report/png.hpp"

#include <array>
#include <string_view>

#include "base/inflate.hpp"

namespace review {
namespace {

void put_number(Bytes& out, std::uint32_t value) {
    for (int shift = 24; shift >= 0; shift -= 8) out.push_back(static_cast<std::uint8_t>(value >> shift));
}

// ISO/IEC 15948, annex D.
std::uint32_t checksum(ByteView bytes) {
    std::uint32_t crc = 0xffffffff;
    for (const auto byte : bytes) {
        crc ^= byte;
        for (int bit = 0; bit < 8; ++bit) crc = crc >> 1 ^ (crc & 1 ? 0xedb88320 : 0);
    }
    return ~crc;
}

void put_chunk(Bytes& out, std::string_view type, ByteView data) {
    put_number(out, static_cast<std::uint32_t>(data.size()));
    const auto begin = out.size();
    out.insert(out.end(), type.begin(), type.end());
    out.insert(out.end(), data.begin(), data.end());
    put_number(out, checksum(ByteView(out).subspan(begin)));
}

bool is_grey(ByteView samples) {
    for (std::size_t i = 0; i + 2 < samples.size(); i += 3) {
        if (samples[i] != samples[i + 1] || samples[i] != samples[i + 2]) return false;
    }
    return true;
}

// Rows of four bits a pixel, each behind its filter: none.
Bytes grey_rows(std::uint32_t width, std::uint32_t height, ByteView samples) {
    Bytes rows;
    rows.reserve((std::size_t{width} / 2 + 2) * height);
    for (std::uint32_t y = 0; y < height; ++y) {
        rows.push_back(0);
        const auto row = samples.subspan(std::size_t{y} * width * 3, std::size_t{width} * 3);
        for (std::uint32_t x = 0; x < width; x += 2) {
            const auto right = x + 1 < width ? row[(x + 1) * 3] >> 4 : 0;
            rows.push_back(static_cast<std::uint8_t>((row[x * 3] & 0xf0) | right));
        }
    }
    return rows;
}

Bytes colour_rows(std::uint32_t width, std::uint32_t height, ByteView samples) {
    Bytes rows;
    rows.reserve((std::size_t{width} * 3 + 1) * height);
    for (std::uint32_t y = 0; y < height; ++y) {
        rows.push_back(0);
        for (const auto sample : samples.subspan(std::size_t{y} * width * 3, std::size_t{width} * 3)) {
            rows.push_back(static_cast<std::uint8_t>((sample & 0xf8) | sample >> 5));  // white stays white
        }
    }
    return rows;
}

}  // namespace

Bytes page_png(std::uint32_t width, std::uint32_t height, ByteView samples) {
    const bool grey = is_grey(samples);
    Bytes header;
    put_number(header, width);
    put_number(header, height);
    for (const int value : {grey ? 4 : 8, grey ? 0 : 2, 0, 0, 0}) header.push_back(static_cast<std::uint8_t>(value));
    constexpr std::array<std::uint8_t, 8> signature{0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    Bytes png(signature.begin(), signature.end());
    put_chunk(png, "IHDR", header);
    put_chunk(png, "IDAT", deflate_zlib(grey ? grey_rows(width, height, samples) : colour_rows(width, height, samples)));
    put_chunk(png, "IEND", {});
    return png;
}

}  // namespace review

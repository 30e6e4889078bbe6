#include "png_files.hpp"

#include "base/inflate.hpp"

using namespace review;

namespace png_files {
namespace {

void put(Bytes& out, std::uint32_t value) {
    for (int shift = 24; shift >= 0; shift -= 8) out.push_back(static_cast<std::uint8_t>(value >> shift));
}

void append(Bytes& out, ByteView more) { out.insert(out.end(), more.begin(), more.end()); }

}  // namespace

// The reader here goes by lengths, not by checksums.
Bytes chunk(std::string_view type, ByteView data) {
    Bytes out;
    put(out, static_cast<std::uint32_t>(data.size()));
    append(out, as_bytes(type));
    append(out, data);
    put(out, 0);
    return out;
}

Bytes png(std::uint32_t width, std::uint32_t height, int depth, int colour, ByteView rows, const Bytes& more, bool interlaced) {
    Bytes header, out{0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    put(header, width), put(header, height);
    for (const int value : {depth, colour, 0, 0, interlaced ? 1 : 0}) header.push_back(static_cast<std::uint8_t>(value));
    append(out, chunk("IHDR", header));
    append(out, more);
    append(out, chunk("IDAT", deflate_zlib(rows)));
    append(out, chunk("IEND", {}));
    return out;
}

Bytes toned(std::uint32_t width, std::uint32_t height, std::uint8_t tone) {
    Bytes rows;
    for (std::uint32_t y = 0; y < height; ++y) {
        rows.push_back(0);
        rows.insert(rows.end(), width, tone);
    }
    return png(width, height, 8, 0, rows);
}

}  // namespace png_files

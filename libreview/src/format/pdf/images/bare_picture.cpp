#include "format/pdf/images/bare_picture.hpp"

#include <algorithm>
#include <cstdint>
#include <string_view>

namespace review::pdf {

namespace {

// Big-endian numbers of a file, from `at` on.
class Reader {
public:
    explicit Reader(ByteView data, std::size_t at = 0) : data_(data), at_(at) {}

    std::size_t at() const { return at_; }
    std::size_t left() const { return data_.size() - at_; }
    bool has(std::size_t count) const { return left() >= count; }
    std::uint32_t peek(std::size_t bytes, std::size_t from = 0) const {
        std::uint32_t value = 0;
        for (std::size_t i = 0; i < bytes; ++i) value = value << 8 | data_[at_ + from + i];
        return value;
    }
    ByteView take(std::size_t count) {
        const auto piece = data_.subspan(at_, count);
        at_ += count;
        return piece;
    }

private:
    ByteView data_;
    std::size_t at_;
};

void append(Bytes& out, ByteView piece) { out.insert(out.end(), piece.begin(), piece.end()); }

bool begins_with(ByteView data, std::string_view word) {
    return data.size() >= word.size() && std::equal(word.begin(), word.end(), data.begin());
}

// T.81, table B.1.
constexpr std::uint32_t soi = 0xFFD8, eoi = 0xFFD9, sos = 0xFFDA, app0 = 0xFFE0, app14 = 0xFFEE, app15 = 0xFFEF, com = 0xFFFE;

// Which colours the components are is told by these two: JFIF without its thumbnail, and Adobe's transform.
Bytes telling_colours(std::uint32_t marker, ByteView segment) {
    const auto body = segment.subspan(4);
    std::size_t size = 0;
    if (marker == app0 && begins_with(body, std::string_view("JFIF\0", 5)) && body.size() >= 14) size = 14;
    if (marker == app14 && begins_with(body, "Adobe") && body.size() >= 12) size = 12;
    if (size == 0) return {};
    Bytes kept(segment.begin(), segment.begin() + static_cast<std::ptrdiff_t>(4 + size));
    kept[2] = 0;
    kept[3] = static_cast<std::uint8_t>(2 + size);
    if (marker == app0) kept[16] = kept[17] = 0;  // width and height of the thumbnail
    return kept;
}

// Coded data up to the next marker that is no restart.
ByteView coded(Reader& in) {
    std::size_t size = 0;
    for (; in.has(size + 2); ++size) {
        const auto two = in.peek(2, size);
        if (two >> 8 == 0xFF && two != 0xFF00 && two != 0xFFFF && (two < 0xFFD0 || two > 0xFFD7)) return in.take(size);
    }
    return in.take(in.left());
}

// A main header or the header of a tile-part (15444-1, A.1) is a row of segments up to its data.
constexpr std::uint32_t soc = 0xFF4F, sot = 0xFF90, sod = 0xFF93, eoc = 0xFFD9, j2k_com = 0xFF64;

// A tile-part: its length stands in SOT (A.4.2) and shrinks by the comments that go.
bool copy_tile_part(Reader& in, Bytes& out) {
    const std::size_t start = in.at(), copied = out.size();
    if (!in.has(12)) return false;
    const std::size_t length = in.peek(4, 6) == 0 ? in.left() : in.peek(4, 6);
    const bool to_the_end = in.peek(4, 6) == 0;
    if (length < 14 || !in.has(length)) return false;
    append(out, in.take(12));
    while (in.at() + 4 <= start + length && in.peek(2) != sod) {
        const std::size_t size = 2 + in.peek(2, 2);
        if (in.at() + size > start + length) return false;
        const bool comment = in.peek(2) == j2k_com;
        const auto segment = in.take(size);
        if (!comment) append(out, segment);
    }
    append(out, in.take(start + length - in.at()));
    const auto now = to_the_end ? 0 : out.size() - copied;
    for (std::size_t i = 0; i < 4; ++i) out[copied + 6 + i] = static_cast<std::uint8_t>(now >> (24 - 8 * i));
    return true;
}

std::optional<Bytes> bare_codestream(ByteView data) {
    Reader in(data);
    Bytes out;
    if (!in.has(2) || in.peek(2) != soc) return std::nullopt;
    append(out, in.take(2));
    while (in.has(2) && in.peek(2) != eoc) {
        if (in.peek(2) == sot) {
            if (!copy_tile_part(in, out)) return std::nullopt;
            continue;
        }
        if (!in.has(4)) return std::nullopt;
        const std::size_t size = 2 + in.peek(2, 2);
        if (in.peek(2) < 0xFF01 || size < 4 || !in.has(size)) return std::nullopt;
        const bool comment = in.peek(2) == j2k_com;
        const auto segment = in.take(size);
        if (!comment) append(out, segment);
    }
    if (in.has(2)) append(out, in.take(2));
    return out;
}

void append_box(Bytes& out, std::uint32_t kind, ByteView body) {
    const auto size = static_cast<std::uint32_t>(8 + body.size());
    for (const auto value : {size, kind}) {
        for (int shift = 24; shift >= 0; shift -= 8) out.push_back(static_cast<std::uint8_t>(value >> shift));
    }
    append(out, body);
}

}  // namespace

std::optional<Bytes> bare_jpeg(ByteView jpeg) {
    Reader in(jpeg);
    Bytes out;
    if (!in.has(2) || in.peek(2) != soi) return std::nullopt;
    append(out, in.take(2));
    while (in.has(2)) {
        const auto marker = in.peek(2);
        if (marker == eoi) {
            append(out, in.take(2));
            return out;
        }
        if (marker == 0xFFFF) {  // B.1.1.2: fill bytes
            in.take(1);
            continue;
        }
        if (marker < 0xFFC0 || !in.has(4)) return std::nullopt;
        const std::size_t size = 2 + in.peek(2, 2);
        if (size < 4 || !in.has(size)) return std::nullopt;
        const auto segment = in.take(size);
        if (marker == com || (marker >= app0 && marker <= app15)) {
            append(out, telling_colours(marker, segment));
        } else {
            append(out, segment);
        }
        if (marker == sos) append(out, coded(in));
    }
    return std::nullopt;
}

// Annex I.2: signature, file type, header, codestream; metadata are boxes of their own.
std::optional<Bytes> bare_jpx(ByteView jpx) {
    Reader in(jpx);
    if (in.has(2) && in.peek(2) == soc) return bare_codestream(jpx);
    Bytes out;
    bool drawn = false;
    while (in.has(8)) {
        const std::uint32_t kind = in.peek(4, 4);
        std::uint64_t size = in.peek(4), head = 8;
        if (size == 1 && in.has(16)) {
            size = std::uint64_t{in.peek(4, 8)} << 32 | in.peek(4, 12);
            head = 16;
        }
        if (size == 0) size = in.left();
        if (size < head || size > in.left() || size > 0xFFFFFFFFU) return drawn ? std::optional(out) : std::nullopt;
        const auto body = in.take(static_cast<std::size_t>(size)).subspan(static_cast<std::size_t>(head));
        if (kind == 0x6A703263) {  // jp2c
            const auto bare = bare_codestream(body);
            if (!bare) return std::nullopt;
            append_box(out, kind, *bare);
            drawn = true;
        } else if (kind == 0x6A502020 || kind == 0x66747970 || kind == 0x6A703268) {  // "jP  ", ftyp, jp2h
            append_box(out, kind, body);
        }
    }
    return drawn ? std::optional(out) : std::nullopt;
}

}  // namespace review::pdf

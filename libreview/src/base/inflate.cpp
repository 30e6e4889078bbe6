#include "base/inflate.hpp"

#include <zlib.h>

#include <algorithm>
#include <stdexcept>

#include <review/error.hpp>

#include "base/messages/base.hpp"

namespace review {

namespace {

std::optional<Inflated> inflated(ByteView deflated, std::uint64_t most, int window_bits) {
    z_stream stream{};
    if (inflateInit2(&stream, window_bits) != Z_OK) throw std::bad_alloc();
    Inflated result;
    int status = Z_OK;
    std::size_t fed = 0;
    while (status == Z_OK && result.bytes.size() < most) {
        if (stream.avail_in == 0 && fed < deflated.size()) {
            const auto piece = std::min<std::size_t>(deflated.size() - fed, 1u << 30);
            stream.next_in = const_cast<Bytef*>(deflated.data() + fed);
            stream.avail_in = static_cast<uInt>(piece);
            fed += piece;
        }
        const auto before = result.bytes.size();
        const auto step = std::min<std::uint64_t>(std::clamp<std::size_t>(before, 1u << 14, 1u << 26), most - before);
        result.bytes.resize(before + step);
        stream.next_out = result.bytes.data() + before;
        stream.avail_out = static_cast<uInt>(step);
        status = inflate(&stream, Z_NO_FLUSH);
        result.bytes.resize(result.bytes.size() - stream.avail_out);
    }
    result.whole = status == Z_STREAM_END;
    result.used = fed - stream.avail_in;
    inflateEnd(&stream);
    if (result.bytes.empty() && !result.whole) return std::nullopt;
    return result;
}

}  // namespace

std::optional<Inflated> inflate_at_most(ByteView deflated, std::uint64_t most) { return inflated(deflated, most, MAX_WBITS); }

std::optional<Inflated> inflate_raw_at_most(ByteView deflated, std::uint64_t most) { return inflated(deflated, most, -MAX_WBITS); }

std::optional<Inflated> inflate_zlib(ByteView deflated, std::uint64_t most) {
    auto plain = inflate_at_most(deflated, most + 1);
    if (plain && plain->bytes.size() > most) {
        throw Error(Errc::limit, say(Msg::limit_exceeded, {"a stream", "stream_bytes", std::to_string(most)}));
    }
    return plain;
}

Bytes deflate_zlib(ByteView plain) {
    uLongf size = compressBound(plain.size());
    Bytes deflated(size);
    if (compress2(deflated.data(), &size, plain.data(), plain.size(), 6) != Z_OK) throw std::bad_alloc();
    deflated.resize(size);
    return deflated;
}

}  // namespace review

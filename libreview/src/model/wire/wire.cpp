#include "model/wire/wire.hpp"

#include <review/error.hpp>

#include "base/messages/wire.hpp"
#include "base/utf8_scan.hpp"

namespace review {

void WireWriter::number(std::uint64_t value) {
    for (; value > 0x7f; value >>= 7) bytes_.push_back(static_cast<std::uint8_t>(value | 0x80));
    bytes_.push_back(static_cast<std::uint8_t>(value));
}

void WireWriter::text(std::string_view value) {
    number(value.size());
    raw(as_bytes(value));
}

void WireWriter::put(double value) {
    auto bits = std::bit_cast<std::uint64_t>(value);
    for (int i = 0; i < 8; ++i, bits >>= 8) bytes_.push_back(static_cast<std::uint8_t>(bits));
}

void WireReader::refuse() { throw Error(Errc::malformed, say(Msg::wire_malformed)); }

void WireReader::finish() const {
    if (!rest_.empty()) refuse();
}

ByteView WireReader::raw(std::size_t size) {
    if (size > rest_.size()) refuse();
    const auto bytes = rest_.first(size);
    rest_ = rest_.subspan(size);
    return bytes;
}

std::uint64_t WireReader::number(std::uint64_t most) {
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
        const std::uint64_t byte = raw(1)[0];
        if (shift == 63 && byte > 1) refuse();
        value |= (byte & 0x7f) << shift;
        if (byte > 0x7f) continue;
        // The shortest form only: equal values have equal bytes.
        if ((byte == 0 && shift > 0) || value > most) refuse();
        return value;
    }
    refuse();
}

std::string_view WireReader::text() {
    const auto bytes = raw(static_cast<std::size_t>(number(rest_.size())));
    if (first_not_utf8(bytes)) refuse();
    return as_text(bytes);
}

void WireReader::get(std::string& value) { value = text(); }
void WireReader::get(Sensitive& value) { value = Sensitive(text()); }

void WireReader::get(Digest& value) {
    const auto bytes = raw(value.bytes.size());
    std::copy(bytes.begin(), bytes.end(), value.bytes.begin());
}

void WireReader::get(Bytes& value) {
    const auto bytes = raw(static_cast<std::size_t>(number(rest_.size())));
    value.assign(bytes.begin(), bytes.end());
}

void WireReader::get(double& value) {
    const auto bytes = raw(8);
    std::uint64_t bits = 0;
    for (int i = 7; i >= 0; --i) bits = bits << 8 | bytes[static_cast<std::size_t>(i)];
    value = std::bit_cast<double>(bits);
}

}  // namespace review

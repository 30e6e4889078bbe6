#include "format/pdf/images/filters.hpp"

#include <algorithm>
#include <vector>

namespace review::pdf {

namespace {

int hex_digit(std::uint8_t c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

void spoil(bool* whole) {
    if (whole != nullptr) *whole = false;
}

bool is_blank(std::uint8_t c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == 0; }

}  // namespace

Bytes ascii_hex_decoded(ByteView text, std::uint64_t most, bool* whole) {
    Bytes out;
    int high = -1;
    for (const auto c : text) {
        if (out.size() >= most || c == '>') break;
        if (is_blank(c)) continue;
        if (hex_digit(c) < 0) {
            spoil(whole);
            break;
        }
        if (high < 0) {
            high = hex_digit(c);
        } else {
            out.push_back(static_cast<std::uint8_t>(high * 16 + hex_digit(c)));
            high = -1;
        }
    }
    if (high >= 0 && out.size() < most) out.push_back(static_cast<std::uint8_t>(high * 16));  // 7.4.2
    return out;
}

Bytes ascii85_decoded(ByteView text, std::uint64_t most, bool* whole) {
    Bytes out;
    std::uint64_t word = 0;
    int digits = 0;
    const auto write = [&](int bytes) {
        for (int i = 0; i < bytes; ++i) out.push_back(static_cast<std::uint8_t>(word >> (24 - 8 * i)));
        word = 0;
        digits = 0;
    };
    for (const auto c : text) {
        if (out.size() >= most || c == '~') break;
        if (is_blank(c)) continue;
        if (c == 'z' && digits == 0) {
            write(4);
            continue;
        }
        if (c < '!' || c > 'u') {
            spoil(whole);
            break;
        }
        word = word * 85 + (c - '!');
        if (++digits < 5) continue;
        if (word > 0xFFFFFFFFU) {
            spoil(whole);
            break;
        }
        write(4);
    }
    if (digits > 1 && digits < 5) {
        const int bytes = digits - 1;
        for (; digits < 5; ++digits) word = word * 85 + 84;
        write(bytes);
    }
    if (out.size() > most) out.resize(most);
    return out;
}

Bytes run_length_decoded(ByteView packed, std::uint64_t most, bool* whole) {
    Bytes out;
    for (std::size_t at = 0; at < packed.size() && packed[at] != 128 && out.size() < most;) {
        const std::size_t length = packed[at++];
        if (length < 128) {
            const auto end = std::min(packed.size(), at + length + 1);
            if (end - at < length + 1) spoil(whole);
            out.insert(out.end(), packed.begin() + static_cast<std::ptrdiff_t>(at), packed.begin() + static_cast<std::ptrdiff_t>(end));
            at = end;
        } else if (at < packed.size()) {
            out.insert(out.end(), 257 - length, packed[at++]);
        } else {
            spoil(whole);
        }
    }
    if (out.size() > most) out.resize(most);
    return out;
}

// 7.4.4.2: codes of 9 to 12 bits, 256 clears the table, 257 ends the data.
Bytes lzw_decoded(ByteView packed, bool early, std::uint64_t most, bool* whole) {
    struct Entry {
        std::uint16_t before = 0, length = 0;
        std::uint8_t last = 0, first = 0;
    };
    std::vector<Entry> table(4096);
    for (unsigned i = 0; i < 256; ++i) table[i] = {0, 1, static_cast<std::uint8_t>(i), static_cast<std::uint8_t>(i)};
    Bytes out;
    constexpr unsigned none = 4096;
    unsigned next = 258, width = 9, previous = none, bits = 0, room = 0;
    for (std::size_t at = 0; out.size() < most;) {
        for (; room < width && at < packed.size(); room += 8) bits = (bits << 8) | packed[at++];
        if (room < width) break;
        const unsigned code = (bits >> (room - width)) & ((1U << width) - 1);
        room -= width;
        if (code == 257) break;
        if (code == 256) {
            next = 258;
            width = 9;
            previous = none;
            continue;
        }
        if (code > next || (previous == none && code > 255)) {
            spoil(whole);
            break;
        }
        if (previous != none && next < 4096) {
            const auto last = code == next ? table[previous].first : table[code].first;
            table[next++] = {static_cast<std::uint16_t>(previous), static_cast<std::uint16_t>(table[previous].length + 1), last,
                             table[previous].first};
        }
        const std::size_t begin = out.size(), length = table[code].length;
        out.resize(begin + length);
        for (std::size_t i = length, c = code; i > 0; --i, c = table[c].before) out[begin + i - 1] = table[c].last;
        previous = code;
        const unsigned full = next + (early ? 1 : 0);
        width = full >= 2048 ? 12 : full >= 1024 ? 11 : full >= 512 ? 10 : 9;
    }
    if (out.size() > most) out.resize(most);
    return out;
}

}  // namespace review::pdf

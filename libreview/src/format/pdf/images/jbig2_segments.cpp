#include "format/pdf/images/jbig2_segments.hpp"

#include <algorithm>
#include <cstdint>
#include <string_view>

namespace review::pdf {

namespace {

constexpr std::uint64_t unknown_length = 0xFFFFFFFF;

enum Type : std::uint64_t { pattern_dictionary = 16, generic_region = 38 };
bool is_text(std::uint64_t type) { return type == 4 || type == 6 || type == 7; }
bool is_halftone(std::uint64_t type) { return type == 20 || type == 22 || type == 23; }
bool is_decoded_region(std::uint64_t type) { return (type >= 36 && type <= 43) && (type & 3) != 1; }

class Segments {
public:
    // T.88, 7.2: false where the data do not end where a segment does: the decoder would wait for the rest, and leave out what
    // it did not get. Or where they do not hold what they say.
    bool add(ByteView data) {
        data_ = data;
        std::uint64_t at = 0;
        while (at + 11 <= data.size()) {
            const auto number_of_segment = number(at, 4), flags = number(at + 4, 1), type = flags & 0x3F;
            std::uint64_t referred = number(at + 5, 1) >> 5, header = 6;
            if (referred == 7) {
                referred = number(at + 5, 4) & 0x1FFFFFFF;
                header = 9 + (referred + 8) / 8;
            }
            header += referred * (number_of_segment <= 256 ? 1 : number_of_segment <= 65536 ? 2 : 4) + ((flags & 0x40) != 0 ? 4 : 1);
            auto length = number(at + header, 4);
            at += header + 4;
            if (length == unknown_length && type == generic_region) length = length_shown_by_its_end(at);
            if (length > data.size() || at > data.size() - length) return false;
            if (!pay(type, at, length)) return false;
            at += length;
        }
        if (at > data.size()) return false;
        // A stream may have a line end behind its data.
        const auto rest = data.subspan(static_cast<std::size_t>(at));
        return std::all_of(rest.begin(), rest.end(), [](std::uint8_t byte) { return byte == '\n' || byte == '\r'; });
    }
    double pixels() const { return pixels_; }

private:
    std::uint64_t number(std::uint64_t where, unsigned bytes) const {
        std::uint64_t value = 0;
        for (unsigned i = 0; i < bytes; ++i) value = value << 8 | (where + i < data_.size() ? data_[where + i] : 0U);
        return value;
    }
    double real(std::uint64_t where, unsigned bytes) const { return static_cast<double>(number(where, bytes)); }

    // 7.2.7: the two bytes that end the data of a generic region, and the number of its rows.
    std::uint64_t length_shown_by_its_end(std::uint64_t at) const {
        constexpr std::uint64_t head = 18;
        if (at + head > data_.size()) return unknown_length;
        const bool mmr = (number(at + head - 1, 1) & 1) != 0;
        const auto found = as_text(data_).find(mmr ? std::string_view("\0\0", 2) : std::string_view("\xFF\xAC", 2), at + head);
        return found == std::string_view::npos ? unknown_length : found + 6 - at;
    }

    bool pay(std::uint64_t type, std::uint64_t at, std::uint64_t length) {
        const double area = real(at, 4) * real(at + 4, 4);  // 7.4.1, of any region
        if (is_text(type)) {
            // Symbols are decoded in their dictionary, and copied by the byte. No code has a mark in less than the 64th part of a byte.
            pixels_ += area / 8;
            return marks(at) <= 64 * length;
        }
        if (is_decoded_region(type)) pixels_ += area;
        if (type == pattern_dictionary) {  // 7.4.4.1
            pattern_ = std::max(pattern_, real(at + 1, 1) * real(at + 2, 1));
            patterns_ = std::max(patterns_, real(at + 3, 4) + 1);
            pixels_ += (real(at + 3, 4) + 1) * real(at + 1, 1) * real(at + 2, 1);
        } else if (is_halftone(type)) {  // 7.4.5.1: every cell has its bits decoded, and then a pattern drawn
            double bits = 1;
            for (double grey = 2; grey < patterns_; grey *= 2) ++bits;
            pixels_ += area / 8 + real(at + 18, 4) * real(at + 22, 4) * (bits + pattern_);
        }
        return true;
    }

    // 7.4.3: how many marks a text region says it has, each of which is decoded.
    std::uint64_t marks(std::uint64_t at) const {
        const auto flags = number(at + 17, 2);
        const bool huffman = (flags & 1) != 0, refined = (flags & 2) != 0 && (flags & 0x8000) == 0;
        return number(at + 19 + (huffman ? 2 : 0) + (refined ? 4 : 0), 4);
    }

    ByteView data_;
    double pixels_ = 0, pattern_ = 1, patterns_ = 1;  // of the largest pattern, of the longest list
};

}  // namespace

std::optional<double> jbig2_pixels(ByteView globals, ByteView data) {
    Segments segments;
    if (!segments.add(globals) || !segments.add(data)) return std::nullopt;
    return segments.pixels();
}

}  // namespace review::pdf

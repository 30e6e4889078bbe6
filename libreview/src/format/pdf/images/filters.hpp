#pragma once

#include <cstdint>

#include <review/bytes.hpp>

namespace review::pdf {

// Filters of ISO 32000-1, 7.4, that know nothing of pictures. Each goes as far as the data make sense and
// no farther than `most` bytes: who asked knows how many there must be. `whole`, where it is given, becomes false where
// the data make no sense before their end; an end that is not marked is none the worse.
Bytes ascii_hex_decoded(ByteView text, std::uint64_t most, bool* whole = nullptr);
Bytes ascii85_decoded(ByteView text, std::uint64_t most, bool* whole = nullptr);
Bytes run_length_decoded(ByteView packed, std::uint64_t most, bool* whole = nullptr);
// `early`: codes grow one entry before the table is full (table 8, EarlyChange).
Bytes lzw_decoded(ByteView packed, bool early, std::uint64_t most, bool* whole = nullptr);

// Table 8: what stands in the parameters of Flate and LZW.
struct Predictor {
    std::uint32_t kind = 1, colors = 1, bits = 8, columns = 1;
    bool is_possible() const;
    std::uint64_t row_bytes() const { return (std::uint64_t{columns} * colors * bits + 7) / 8; }
};
// Undoes the prediction. A last row that is not whole is left out.
Bytes unpredicted(Bytes data, const Predictor& predictor);

// PNG prediction (7.4.4.4) of rows of bytes, each with the predictor that leaves the least; `pixel` are the
// bytes of one pixel.
Bytes png_predicted(ByteView data, std::uint64_t row_bytes, std::uint32_t pixel);

}  // namespace review::pdf

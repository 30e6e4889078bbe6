#pragma once

#include <cstdint>

#include <review/bytes.hpp>

namespace review::pdf {

// ISO 32000-1, table 11.
struct CcittParameters {
    int k = 0;  // < 0: Group 4; 0: Group 3, one dimension; > 0: Group 3, two
    bool end_of_line = false;
    bool byte_aligned = false;
    bool black_is_1 = false;
    std::uint32_t columns = 1728;
    std::uint32_t rows = 0;  // how many are wanted; the data may hold fewer
};

// ITU-T T.4 and T.6. Whole rows, as far as the data make sense: at the first code that is none it stops.
Bytes ccitt_decoded(ByteView packed, const CcittParameters& parameters);

}  // namespace review::pdf

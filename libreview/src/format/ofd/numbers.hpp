#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "format/pdf/matrix.hpp"

namespace review {

// GB/T 33190, 7.3: arrays of numbers, parted by blanks. None: something else stands there, or a number nobody can calculate
// with: not finite, or beyond ten million.
std::optional<std::vector<double>> ofd_numbers(std::string_view text);

// DeltaX and DeltaY (11.3, table 46): as `g n d`, n times d. Not more than `most` are written out, however large n is.
// Fewer than `most`: the last one goes on, as producers mean it that write one for all.
std::optional<std::vector<double>> ofd_deltas(std::string_view text, std::size_t most);

struct OfdBox {
    double x = 0, y = 0, width = 0, height = 0;
};
std::optional<OfdBox> ofd_box(std::string_view text);
std::optional<pdf::Matrix> ofd_matrix(std::string_view text);

// As short as it can be. Four digits behind the point are a tenth of a micrometre.
std::string ofd_number(double value, int decimals = 4);

// Whether a text is numbers, none of more than seven digits before the point: a telephone number has more.
bool is_ofd_measure(std::string_view text);
// The same for path data: letters of 11.2 (table 44) between them.
bool is_ofd_path(std::string_view text);

}  // namespace review

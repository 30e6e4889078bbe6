#pragma once

#include <cstddef>
#include <functional>
#include <string_view>

#include "scan/labelled_values.hpp"

namespace review {

// Whether the table lies on its side: labels in its first column, a person in each other one. `column`: of the label at `begin` in `rows`, whose
// cells are parted by tabs; `is_label` tells what is known as one.
bool lies_on_side(std::string_view rows, const Column& column, std::size_t begin, const std::function<bool(std::string_view)>& is_label);

}  // namespace review

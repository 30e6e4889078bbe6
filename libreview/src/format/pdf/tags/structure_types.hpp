#pragma once

#include <string_view>

namespace review::pdf {

// A standard structure type (ISO 32000-1, 14.8.4): it says what kind of content something is and nothing of the document.
bool is_structure_type(std::string_view name);

}  // namespace review::pdf

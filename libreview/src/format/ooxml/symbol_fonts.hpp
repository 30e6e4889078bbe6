#pragma once

#include <string_view>

namespace review {

// What a symbol font shows for a code, which stands as it is or in the private range from U+F000 on: stars and digits in circles of
// Wingdings, those of markings and lists. 0: nothing of the kind.
char32_t shown_symbol(std::string_view font, char32_t code);

}  // namespace review

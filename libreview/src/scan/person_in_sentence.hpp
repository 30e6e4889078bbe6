#pragma once

#include <cstddef>
#include <string_view>

#include "text/text_view.hpp"

namespace review {

// Where somebody has to be named for what stands at [begin, end) to be said of a person: in its row, or near by in its sentence.
TextRange around_of_person(std::string_view text, std::size_t begin, std::size_t end);

// Whether the sentence or the row of a table that holds [begin, end) speaks of one person: "person" where a name or its
// mask stands in it, "sex-and-age" where both do; null: of nobody in particular.
const char* person_in_sentence(std::string_view text, std::size_t begin, std::size_t end);

}  // namespace review

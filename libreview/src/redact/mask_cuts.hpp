#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <review/part.hpp>

#include "model/spelled_out.hpp"

namespace review {

// What a mask shows of a value, by its rule, as offices have it: an identity number's first and last two digits, three and four of a
// mobile number, four and four of a bank card, the first character of a name. Of any other rule no mask is known.
bool has_mask(std::string_view rule);

// The glyphs of a value that go. All of them where the value is not written as its rule has it: nothing is shown by mistake.
std::vector<SpelledOut::Run> masked_runs(std::string_view rule, const Part& part, const std::vector<SpelledOut::Run>& value);

// The value with '*' for each character that goes.
std::string masked_text(std::string_view rule, std::string_view value);

}  // namespace review

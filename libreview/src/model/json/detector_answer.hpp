#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <review/detector.hpp>

namespace review {

// The two lines of docs/plugins.md, "A program as a detector".

// {"schema":"review-detector/1","id":7,"text":"..."}; one line, whatever the text holds.
std::string detector_question(std::uint32_t id, std::string_view text);

// {"id":7,"findings":[{"begin":0,"end":18,"rule":"passport","category":"personal","severity":"high","likelihood":"likely"}]}, where begin
// and end count code points of the text. Throws Errc::unsupported for anything else: a key too much, another id, a place outside.
std::vector<Detection> detector_answer(std::string_view line, std::uint32_t id, std::string_view text);

}  // namespace review

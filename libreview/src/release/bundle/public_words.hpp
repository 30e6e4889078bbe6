#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <review/redaction_plan.hpp>

namespace review {

// Something a person wrote that a release shows to everybody.
struct PublicWord {
    std::string where;  // "--number"
    std::string text;
};

// Throws Errc::refused where one of them holds what was removed, in any spelling the proof knows, also between other characters.
void refuse_values(const std::vector<PublicWord>& words, const RedactionPlan& plan);

// Characters that show nothing and turn or hide others (UAX 9, UAX 31): a name with them is read as another.
bool has_format_characters(std::string_view text);

}  // namespace review

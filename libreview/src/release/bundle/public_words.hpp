#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <review/policy.hpp>
#include <review/redaction_plan.hpp>
#include <review/scanner.hpp>

namespace review {

// Something a person wrote that a release shows to everybody.
struct PublicWord {
    std::string where;  // "--number"
    std::string text;
};

// Throws Errc::refused where one of them holds what was removed, in any spelling the proof knows, also between other characters.
void refuse_values(const std::vector<PublicWord>& words, const RedactionPlan& plan);

// Throws Errc::refused where the policy blocks what a rule finds in one of them: the draft may not hold it at all.
void refuse_blocked(const std::vector<PublicWord>& words, const Scanner& scanner, const Policy& policy);

}  // namespace review

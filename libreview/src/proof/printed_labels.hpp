#pragma once

#include <cstddef>
#include <vector>

#include <review/part.hpp>
#include <review/redaction_plan.hpp>

namespace review {

// Which glyphs of an output's page are those of reason codes: in each place of the plan the characters of the code, each
// once. A character that should have gone and is one of the code's too is one too many there, and no label's.
std::vector<bool> glyphs_of_labels(const Part& page, const RedactionPlan& plan);

// How many there have to be in all.
std::size_t label_glyphs(const RedactionPlan& plan);

}  // namespace review

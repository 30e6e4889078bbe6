#pragma once

#include <optional>
#include <vector>

#include <review/document.hpp>
#include <review/json.hpp>
#include <review/redaction_plan.hpp>

#include "report/shown_redaction.hpp"

namespace review {

// What stands around each cut of a plan in its line or cell, before and after, one a cut. What is around a cut is shown only
// where the output has it too, letter by letter: none where its place is gone or is longer than is kept for this.
std::vector<std::optional<CutLine>> cut_lines(const Document& draft, const Document& output, const RedactionPlan& plan, Reveal reveal);

}  // namespace review

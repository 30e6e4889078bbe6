#pragma once

#include <string>
#include <vector>

#include <review/limits.hpp>
#include <review/redaction_plan.hpp>

#include "format/text/source_text.hpp"

namespace review {

// Names of elements and attributes, targets of instructions and the declaration cannot be cut: a
// name is what programs go by. Throws Errc::refused, with the places, where one of them carries a
// value that has to go.
void refuse_values_in_markup(const SourceText& text, const std::vector<RemovedValue>& values,
                             const std::string& draft_name, const Limits& limits);

// The same of cuts in such names, by their labels.
void refuse_cut_names(const std::vector<std::string>& labels, const std::string& draft_name);

}  // namespace review

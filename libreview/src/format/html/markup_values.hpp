#pragma once

#include <string>
#include <vector>

#include <review/redaction_plan.hpp>

#include "format/html/page_reader.hpp"

namespace review {

// Names of elements and attributes cannot be cut: programs go by them. Throws Errc::refused, with the places, where one of them
// carries a value that has to go.
void refuse_values_in_markup(const HtmlPage& page, const std::vector<RemovedValue>& values, const std::string& draft_name);

}  // namespace review

#pragma once

#include <string>
#include <vector>

#include <review/document.hpp>
#include <review/finding.hpp>
#include <review/scanner.hpp>

namespace review {

// Rules somebody asked for ("terms/term-2") that stand nowhere in the draft, in any spelling: who misspelt a name takes it for gone.
std::vector<std::string> asked_in_vain(const Document& document, const Scanner& scanner, const std::vector<Finding>& findings);

}  // namespace review

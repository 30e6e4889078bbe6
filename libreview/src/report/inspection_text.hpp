#pragma once

#include <string>

#include <review/inspection.hpp>
#include <review/json.hpp>

namespace review {

// For an officer at a terminal: the answer first, then what the draft holds, then what is concealed.
std::string inspection_text(const Inspection& seen, Reveal reveal, bool colour);

}  // namespace review

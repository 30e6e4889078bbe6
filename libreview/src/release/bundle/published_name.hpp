#pragma once

#include <string>

namespace review {

// Throws Errc::bad_config where the published file cannot have this name: it has to be one of a single folder level that every system can
// have and that is read as it is written, and none of the bundle's own in any case of letters.
void require_plain_name(const std::string& name);

}  // namespace review

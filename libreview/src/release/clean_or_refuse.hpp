#pragma once

#include <string>

#include <review/evidence.hpp>

namespace review {

// Throws Errc::refused with one obstacle for each thing that is not as it should be.
void clean_or_refuse(const std::string& name, const Evidence& evidence);

}  // namespace review

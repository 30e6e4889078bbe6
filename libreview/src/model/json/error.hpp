#pragma once

#include <string>

#include <review/error.hpp>

namespace review {

// "refused", "bad-config": for machines.
std::string_view name_of(Errc code);

// {"schema": "review-error/1", ...}; docs/embedding.md, "Errors".
std::string error_json(int status, std::string_view kind, const std::string& message, const std::vector<Obstacle>& obstacles);

}  // namespace review

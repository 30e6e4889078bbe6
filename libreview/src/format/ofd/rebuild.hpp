#pragma once

#include <review/document.hpp>

#include "format/ofd/package.hpp"

namespace review {

// A whole new package with the cuts of a plan. Throws refused where something would stay.
Rewritten rebuild_ofd(const Draft& draft, const RedactionPlan& plan, const Limits& limits);

}  // namespace review

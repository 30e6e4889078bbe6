#pragma once

#include <review/document.hpp>

#include "format/ofd/package.hpp"
#include "format/picture/packed_pictures.hpp"

namespace review {

// A whole new package with the cuts of a plan. Throws refused where something would stay.
// `pictures`: of the draft.
Rewritten rebuild_ofd(const Draft& draft, const RedactionPlan& plan, const Limits& limits, const PackedPictures& pictures);

}  // namespace review

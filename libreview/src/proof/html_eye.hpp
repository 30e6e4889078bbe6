#pragma once

#include <review/evidence.hpp>

#include "proof/needles.hpp"

namespace review {

// A finished page, as libxml2 reads it: its text with all tags taken away, its attributes, comments and scripts.
void look_at_html(ByteView file, Needles& needles, Evidence& evidence);

}  // namespace review

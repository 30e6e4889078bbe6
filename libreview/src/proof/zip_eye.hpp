#pragma once

#include <review/evidence.hpp>
#include <review/limits.hpp>

#include "proof/needles.hpp"
#include "proof/zip_members.hpp"

namespace review {

// A finished office document: every byte of the zip file belongs to a member, no member is of a kind that stays behind, and
// none of them holds a value in its name, its text (tags taken away, as libxml2 reads it), its attributes, its comments or its bytes.
void look_at_package(ByteView file, ZipOf whose, Needles& needles, const Limits& limits, Evidence& evidence);

}  // namespace review

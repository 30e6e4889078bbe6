#pragma once

#include <review/bytes.hpp>
#include <review/evidence.hpp>
#include <review/limits.hpp>

#include "proof/needles.hpp"
#include "proof/zip_members.hpp"

namespace review {

// Reads an OFD package with another zip reader and libxml2: every member front to back, text without tags code by code and page by page,
// attributes, comments, names, fonts. What does not belong into a published document is a doubt.
void look_at_ofd(ByteView file, ZipOf whose, Needles& needles, const Limits& limits, Evidence& evidence);

}  // namespace review

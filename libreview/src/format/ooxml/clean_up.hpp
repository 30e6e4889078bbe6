#pragma once

#include <string>
#include <vector>

#include <review/limits.hpp>

#include "format/ooxml/package.hpp"

namespace review {

// Markup of kept members that does not come along: relationships to what stays behind and the elements that use them, content
// types of members that are gone, revision numbers (rsid), data sources of mail merge. Places count through all members; ascending,
// not overlapping.
std::vector<ByteRange> outermost(std::vector<ByteRange> ranges);
std::vector<ByteRange> clean_up(const OoxmlPackage& package, const OoxmlMember& member, const std::string& draft_name, const Limits& limits);

}  // namespace review

#pragma once

#include <vector>

#include "format/ooxml/package.hpp"
#include "format/text/cut_edits.hpp"

namespace review {

// What stands over ideographs that go says how they are read (ECMA-376-1, 17.3.3.24: ruby over rubyBase): the places of its text in a
// member of a document, in order. `edits` in order, not overlapping.
std::vector<ByteRange> readings_over(const OoxmlMember& member, const std::vector<Edit>& edits, const std::string& draft_name, const Limits& limits);

}  // namespace review

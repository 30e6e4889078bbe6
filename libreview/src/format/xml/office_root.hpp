#pragma once

#include <string>
#include <string_view>

#include <review/limits.hpp>

namespace review {

// Throws Errc::unsupported for what office programs write as one XML file, by the name space of the root: Flat OPC, Word, Excel and
// Visio of 2003, flat OpenDocument, UOF, and members of packages. Read as XML, the runs of a word would stand apart.
void refuse_office_root(std::string_view utf8, const std::string& draft_name, const Limits& limits);

}  // namespace review

#pragma once

#include <string>
#include <vector>

#include <review/document.hpp>

#include "format/archive/members.hpp"

namespace review {

// One line of the part that holds the names.
struct ToldName {
    const std::string& name;
    std::size_t member;
};

// Their names, then what else somebody may take these for: a cut there is one in the name.
std::vector<ToldName> told_names(const ArchiveContent& content);

// Their names in the output, in UTF-8. One that loses something tells nothing but the kind of file any more.
std::vector<std::string> names_after(const RedactionPlan& plan, const ArchiveContent& content);

// "docx", in lower case; empty without a full stop.
std::string lower_ending(const std::string& name);

}  // namespace review

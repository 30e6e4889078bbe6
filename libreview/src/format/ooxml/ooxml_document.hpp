#pragma once

#include <memory>

#include <review/document.hpp>

#include "format/ooxml/package.hpp"
#include "format/ooxml/workbook.hpp"

namespace review {

// A zip file, or what Office makes of a package that has a password.
bool is_ooxml(ByteView bytes);

// Throws malformed, unsupported, encrypted or limit.
std::unique_ptr<Document> open_ooxml(const Draft& draft, const OpenOptions& options);

// What is concealed in it: macros, embedded files, links, comments, tracked and hidden text, sheets and slides that are not shown.
void inspect_package(const OoxmlPackage& package, const Workbook& workbook, const std::string& draft_name, const Limits& limits, Inspection& seen);

}  // namespace review

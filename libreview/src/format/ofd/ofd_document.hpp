#pragma once

#include <memory>

#include <review/document.hpp>

namespace review {

class OfdPackage;

// A zip file with OFD.xml at its root.
bool is_ofd(ByteView bytes);

// Throws malformed, unsupported, encrypted or limit.
std::unique_ptr<Document> open_ofd(const Draft& draft, const OpenOptions& options);

void inspect_ofd(const OfdPackage& package, const std::string& draft_name, const Limits& limits, Inspection& seen);

}  // namespace review

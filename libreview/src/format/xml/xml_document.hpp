#pragma once

#include <memory>

#include <review/document.hpp>

namespace review {

// Throws Errc::malformed, unsupported (a document type, an encoding) or limit.
std::unique_ptr<Document> open_xml(const Draft& draft, const OpenOptions& options);

}  // namespace review

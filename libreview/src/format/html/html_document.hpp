#pragma once

#include <memory>

#include <review/document.hpp>

namespace review {

// Pages of HTML, and XHTML with a document type. XHTML that is well-formed XML without one is read by the XML format.
// Throws Errc::malformed, unsupported (an encoding) or limit.
std::unique_ptr<Document> open_html(const Draft& draft, const OpenOptions& options);

}  // namespace review

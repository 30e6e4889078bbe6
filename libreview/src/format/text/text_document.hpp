#pragma once

#include <memory>

#include <review/document.hpp>

namespace review {

bool is_text(ByteView bytes);

// Throws Errc::malformed where the rest of the file is not what its beginning promised.
std::unique_ptr<Document> open_text(const Draft& draft, const OpenOptions& options);

}  // namespace review

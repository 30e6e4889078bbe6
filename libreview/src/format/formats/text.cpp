#include "format/format.hpp"

namespace review {

extern const Format format_text;
const Format format_text{"text", "text", [](ByteView) { return false; },
                       [](const Draft&, const OpenOptions&) -> std::unique_ptr<Document> { return nullptr; }};

}  // namespace review

#include "format/format.hpp"

namespace review {

extern const Format format_pdf;
const Format format_pdf{"pdf", "pdf", [](ByteView) { return false; },
                       [](const Draft&, const OpenOptions&) -> std::unique_ptr<Document> { return nullptr; }};

}  // namespace review

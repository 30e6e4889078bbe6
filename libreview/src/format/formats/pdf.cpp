#include "format/format.hpp"
#include "format/pdf_module.hpp"
#include "format/zip/directory.hpp"

namespace review {
namespace {

// Readers accept the header anywhere in the first kilobyte (ISO 32000-1, annex H.3, note 13).
bool sniff(ByteView bytes) {
    if (is_zip(bytes)) return false;  // a PDF in an archive may stand within its first kilobyte
    const auto head = as_text(bytes.first(std::min<std::size_t>(bytes.size(), 1024)));
    // Readers open a file that lost its header.
    const bool headless = head.starts_with('%') && head.find("1 0 obj") != head.npos && head.find("endobj") != head.npos;
    return head.find("%PDF-") != head.npos || headless;
}

std::unique_ptr<Document> open(const Draft& draft, const OpenOptions& options) {
    return pdf_module().open_pdf(draft, options);
}

}  // namespace

extern const Format format_pdf;
const Format format_pdf{"pdf", "pdf", sniff, open};

}  // namespace review

#include "format/format.hpp"
#include "format/ofd/ofd_document.hpp"
#include "format/pdf_module.hpp"

namespace review {
namespace {

std::unique_ptr<Document> ofd_by_module(const Draft& draft, const OpenOptions& options) { return pdf_module().open_ofd(draft, options); }

}  // namespace

extern const Format format_ofd;
const Format format_ofd{"ofd", "ofd", is_ofd, ofd_by_module};

}  // namespace review

#pragma once

#include <vector>

#include "format/pdf/pdf_document.hpp"

namespace review::pdf {

// Everything outside the pages that holds text: annotations and their appearances, form fields,
// bookmarks, metadata, scripts, attachments (opened), and every other string of every object.
// Parts are numbered after the pages. Returns the number behind the last one.
std::uint32_t extract_carriers(const PdfDocument& document, ExtractionSink& sink, std::vector<Carrier>& carriers);

}  // namespace review::pdf

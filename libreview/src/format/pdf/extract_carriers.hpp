#pragma once

#include <map>
#include <string>
#include <vector>

#include "format/pdf/pdf_document.hpp"

namespace review::pdf {

// Everything outside the pages that holds text: annotations and their appearances, form fields,
// bookmarks, metadata, scripts, attachments (opened), and every other string of every object.
// Parts are numbered after the pages. `marked`: ReadingOrder::marked of pages that have any, by their number. Returns the number behind
// the last part.
using MarkedPages = std::map<std::uint32_t, std::string>;
std::uint32_t extract_carriers(const PdfDocument& document, MarkedPages marked, ExtractionSink& sink, std::vector<Carrier>& carriers);

}  // namespace review::pdf

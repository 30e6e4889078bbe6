#pragma once

#include <map>
#include <string>

#include <podofo/podofo.h>

#include "format/pdf/pdf_document.hpp"

namespace review::pdf {

// What a field or a text typed over a form says.
std::string value_in_place(const PoDoFo::PdfObject& annotation, PoDoFo::PdfVecObjects& objects);

// Part::beside of the annotations of a page that say something: what is printed to the left of each, in its cell or in the one
// before, and what stands above it in its column. The page is read as if a character stood at each.
std::map<const PoDoFo::PdfObject*, std::string> printed_labels(const PdfDocument& document, const Page& page);

}  // namespace review::pdf

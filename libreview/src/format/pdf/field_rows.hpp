#pragma once

#include <string>
#include <vector>

#include <podofo/podofo.h>

#include "format/pdf/path_geometry.hpp"
#include "format/pdf/pdf_document.hpp"

namespace review::pdf {

// What one field of a form shows on a page, and where.
struct ShownField {
    std::string text;
    Quad quad;         // in the page's default user space
    Rectangle box;     // on the page as it is looked at
};

// /V of a field, which may stand in a field above it (ISO 32000-1, 12.7.3); null: none.
const PoDoFo::PdfObject* value_of_field(const PoDoFo::PdfObject* field, PoDoFo::PdfVecObjects& objects);

// A rectangle with an area; false: there is none.
bool read_rectangle(const PoDoFo::PdfObject* box, PoDoFo::PdfVecObjects& objects, Rectangle& to);

// Fields of a page that are read as one: a number with a digit in each, or in three parts. Side by side on one line, from left to
// right, each with a short text. Rows of two and more.
std::vector<std::vector<ShownField>> field_rows(const Page& page, PoDoFo::PdfVecObjects& objects);

}  // namespace review::pdf

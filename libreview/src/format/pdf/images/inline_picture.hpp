#pragma once

#include <string_view>

#include <podofo/podofo.h>

#include "format/pdf/lexer.hpp"

namespace review::pdf {

// An inline picture (BI to EI) as the external object it could have been, with keys and names in full
// (ISO 32000-1, tables 93 and 94). `resources` are those of the content stream `stream`.
PoDoFo::PdfObject& inline_picture(PoDoFo::PdfMemDocument& document, const Operation& op, std::string_view stream,
                                  const PoDoFo::PdfDictionary& resources);

}  // namespace review::pdf

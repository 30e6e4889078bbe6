#pragma once

#include <string_view>

#include "format/pdf/pdf_document.hpp"

namespace review::pdf {

// Whether a picture of the page holds more than the page shows: under a box or another picture, beyond a clip or the edge of the page,
// on a layer that is off, all transparent. Who reads the page as it is seen has not read that. Samples of one tone hide nothing: what
// is under the box of a cut that was made.
bool has_unseen_samples(const PdfDocument& document, const Page& page);

}  // namespace review::pdf

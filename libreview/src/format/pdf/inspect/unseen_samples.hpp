#pragma once

#include <string_view>

#include "format/pdf/pdf_document.hpp"

namespace review::pdf {

// Whether pictures of the page hold more than the page shows: under a box or another picture, behind a mask of their own, beyond a
// clip or the edge of the page, on a layer that is off, all transparent, or drawn in part since they are damaged. Who reads the page
// as it is seen has not read that. Samples of one tone hide nothing: what is under the box of a cut that was made.
UnreadSamples unread_samples(const PdfDocument& document, const Page& page);

}  // namespace review::pdf

#pragma once

#include <functional>
#include <vector>

#include <podofo/podofo.h>

#include <review/evidence.hpp>

#include "format/pdf/pdf_document.hpp"
#include "format/pdf/removed_values.hpp"
#include "format/pdf/render.hpp"

namespace review::pdf {

// Pages whose content cannot be read or cut: what an officer chose instead of a refusal. Both leave a page
// with nothing on it but what is said here, upright, with its origin in the lower left corner.

// An empty page of the same size.
void empty_page(PoDoFo::PdfMemDocument& document, const Page& page, Removals& removals);

// Before a page is drawn: annotations for which `loses` holds, or for whose appearance it does, are not to be seen.
void drop_cut_annotations(PoDoFo::PdfMemDocument& document, const Page& page,
                          const std::function<bool(const PoDoFo::PdfReference&)>& loses);

// A page that is one picture: `drawn` is its media box as pdftoppm draws it at some resolution. `black` are
// quads in the old page's space; they are painted into the pixels, grown to whole ones. What the crop box hid
// is cut off. Returns the black boxes in the new page's space, in the order of `black`.
std::vector<Quad> draw_page(PoDoFo::PdfMemDocument& document, const Page& page, DrawnPage drawn,
                            const std::vector<Quad>& black, Removals& removals);

}  // namespace review::pdf

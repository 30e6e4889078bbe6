#pragma once

#include <string>
#include <vector>

#include <podofo/podofo.h>

#include "format/pdf/inspect/page_view.hpp"
#include "format/pdf/walker.hpp"

namespace review::pdf {

// An annotation as far as it lies over a page.
struct SeenAnnotation {
    const PoDoFo::PdfObject* object = nullptr;
    std::string kind;           // /Subtype
    bool shown = true;          // neither its flags nor its layer hide it
    std::vector<Quad> quads;    // QuadPoints, else Rect
};
std::vector<SeenAnnotation> annotations_of(const PoDoFo::PdfObject& page, const LayerStates& layers, PoDoFo::PdfVecObjects& objects);

// Paints the annotations over the view, in order: by their appearances, or, where they have none, as
// viewers draw a highlight, a filled square or a text box.
void draw_annotations(const std::vector<SeenAnnotation>& annotations, const WalkContext& context, const LayerStates& layers,
                      PageView& view, UsedCodes& codes);

}  // namespace review::pdf

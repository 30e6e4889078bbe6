#pragma once

#include <podofo/podofo.h>

#include "format/pdf/path_geometry.hpp"
#include "format/pdf/pdf_document.hpp"
#include "format/pdf/render.hpp"

namespace review::pdf {

// A page as it is looked at: what shows of it, and how it is turned (ISO 32000-1, 7.7.3.3).
struct ShownPage {
    Rectangle media{0, 0, 612, 792}, crop;
    int turned = 0;  // quarters, clockwise

    // Points right and down of the upper left corner of the media box as it is shown.
    Point shown(double x, double y) const;
    Rectangle shown(const Quad& quad) const;
    Rectangle shown(const Rectangle& box) const;
};

ShownPage shown_page(const Page& page, PoDoFo::PdfVecObjects& objects);

// Whole pixels of a drawn media box: the first inside, and the first behind.
struct PixelBox {
    std::uint32_t x0 = 0, y0 = 0, x1 = 0, y1 = 0;
};

// Those that a rectangle of shown points touches, `grow` more on each side; fewer where that is below 0.
PixelBox pixels_of(const Rectangle& points, const ShownPage& page, const DrawnPage& drawn, int grow);

}  // namespace review::pdf

#pragma once

#include <vector>

#include <review/part.hpp>

#include "format/pdf/pdf_document.hpp"

namespace review::pdf {

// Of a page, for who reads its pictures.
struct PicturesOfPage {
    const Page& page;
    bool image_only = false;           // there is nothing else on it
    bool countless = false;            // there are more of them than `places` has
    const std::vector<Quad>& places;   // of pictures
    const ReadingOrder& text;          // that the page has of its own
};

// Has the page drawn by pdftoppm and read. Lines that stand on no picture, and those that the page's own text says at the same
// place, are left out. Throws Errc::unsupported where the page cannot be drawn.
RecognisedPage recognise_page(const PdfDocument& document, const PicturesOfPage& pictures);

}  // namespace review::pdf

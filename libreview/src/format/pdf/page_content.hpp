#pragma once

#include <utility>
#include <vector>

#include <podofo/podofo.h>

#include <review/bytes.hpp>
#include <review/part.hpp>

#include "format/pdf/appearances.hpp"
#include "format/pdf/edited_stream.hpp"

namespace review {

// What is drawn over a page besides its own content.
struct PageAdditions {
    std::vector<std::pair<PoDoFo::PdfReference, Placement>> forms;
    std::vector<Quad> boxes;
};

// Gives the page one content stream and resources of its own: the old content with its edits, cleaned,
// then the additions in the graphics state a page starts with.
void set_page_content(PoDoFo::PdfMemDocument& document, PoDoFo::PdfObject& page, ByteView content,
                      const EditedStream& edits, const PageAdditions& additions);

}  // namespace review

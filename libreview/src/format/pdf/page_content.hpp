#pragma once

#include <string_view>
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
    std::vector<Quad> boxes;  // over what was found
    std::vector<Quad> areas;  // drawn by a person
    std::string on_boxes, on_areas;  // operators that print codes in them
    NamedObjects fonts;              // that these use
    bool tagged = false;             // marked content keeps its identifiers
};

// Content without the boxes over these areas, and the codes on them, that an earlier redaction put at its end: it is
// the same operators, in the graphics state a page starts with.
std::string_view without_drawn(std::string_view content, const std::vector<Quad>& areas, const std::string& on_areas = {});

// Gives the page one content stream and resources of its own: the old content with its edits, cleaned,
// then the additions in the graphics state a page starts with. Returns how much of it drew nothing and was dropped.
std::size_t set_page_content(PoDoFo::PdfMemDocument& document, PoDoFo::PdfObject& page, ByteView content,
                      const EditedStream& edits, const PageAdditions& additions);

}  // namespace review

#pragma once

#include <set>
#include <string>
#include <vector>

#include "format/pdf/page_notes.hpp"
#include "format/pdf/pdf_document.hpp"

namespace review::pdf {

// Text of content that no page shows: forms and cells that nobody paints, appearances of other states, pages that no tree holds, and
// streams that nothing leads to.
struct UnusedText {
    const PoDoFo::PdfObject* object = nullptr;
    std::string text;
    PageNotes notes;
    bool of_button = false;  // how an annotation looks while it is pressed or pointed at: ordinary, so read and not told
};
inline const std::string unused_label = "unused object ";

// Objects that nothing leads to (unused_objects.hpp).
std::set<const PoDoFo::PdfObject*> unused_of(const PdfDocument& document);

// When the pages and appearances were walked.
std::vector<UnusedText> unused_text(const PdfDocument& document, const std::set<const PoDoFo::PdfObject*>& unused);

}  // namespace review::pdf

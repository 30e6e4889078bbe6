#pragma once

#include <map>
#include <set>
#include <vector>

#include <podofo/podofo.h>

#include <review/redaction_plan.hpp>

#include "format/pdf/labels.hpp"
#include "format/pdf/pdf_document.hpp"
#include "format/pdf/removed_values.hpp"

namespace review::pdf {

// By annotation, or by the form that is its appearance.
using AppearanceCuts = std::map<PoDoFo::PdfReference, std::vector<const Cut*>>;

// What a plan says of one page.
struct PageOrders {
    const std::vector<const Cut*>& cuts;
    const AppearanceCuts& appearances;
    const std::set<PoDoFo::PdfReference>& gone;  // annotations that go whole
    bool tagged = false;                         // its content keeps the numbers of tags
};

// Cuts a page and what its annotations print, draws the boxes, and leaves the page with one content
// stream and no annotation but links. `labels`: what boxes show; null: nothing. True: something went with
// its layer. Throws Errc::refused where a cut would leave something.
bool cut_page(PoDoFo::PdfMemDocument& document, const WalkContext& context, const Page& page, const RedactionPlan& plan,
              const PageOrders& orders, const RemovedValues& values, Removals& removals, std::vector<Box>& boxes,
              std::set<PoDoFo::PdfReference>& fonts, Labels* labels);

}  // namespace review::pdf

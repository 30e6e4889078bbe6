#pragma once

#include <array>
#include <set>
#include <string>
#include <vector>

#include <podofo/podofo.h>

#include "format/pdf/removed_values.hpp"

namespace review {

using Placement = std::array<double, 6>;  // a b c d e f of a cm operator

// The normal appearance a reader sees of an annotation, and where the page shows it.
struct Appearance {
    PoDoFo::PdfReference annotation;
    PoDoFo::PdfReference form;
    Placement placement{};
};

// The annotations of a page that are printed matter: form fields, free text, stamps. Hidden ones, those
// on a layer that is off and those without an appearance are not.
std::vector<Appearance> visible_appearances(PoDoFo::PdfMemDocument& document, const PoDoFo::PdfObject& page);

// Takes every annotation but links off the page and lists it; links too that carry a removed value, stand on
// a layer that is off or are named in `gone`.
void drop_annotations(PoDoFo::PdfMemDocument& document, PoDoFo::PdfObject& page, const std::string& page_label,
                      const std::set<PoDoFo::PdfReference>& gone, const RemovedValues& values, Removals& removals);

// Where the form's box, moved by its matrix, fills the rectangle (ISO 32000-1, 12.5.5, algorithm 8.1).
Placement placement_of(const std::array<double, 4>& box, const Placement& matrix, const std::array<double, 4>& rectangle);

}  // namespace review

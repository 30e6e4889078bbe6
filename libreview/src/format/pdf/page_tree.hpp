#pragma once

#include <vector>

#include <podofo/podofo.h>

namespace review {

// Hangs exactly these pages, in this order, under one new node, each with the attributes it used to
// inherit (ISO 32000-1, 7.7.3.4). What the old tree held besides is no longer reachable.
void rebuild_page_tree(PoDoFo::PdfMemDocument& document, const std::vector<PoDoFo::PdfReference>& pages);

}  // namespace review

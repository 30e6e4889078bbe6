#pragma once

#include <vector>

#include <podofo/podofo.h>

#include "format/pdf/layer_states.hpp"
#include "format/pdf/removed_values.hpp"

namespace review::pdf {

// Takes the layers nobody sees out of the lists of /OCProperties, and out of the membership dictionaries of what may
// be seen, which mean the same afterwards. Content on such layers has gone before.
void drop_unseen_layers(PoDoFo::PdfMemDocument& document, const LayerStates& layers, Removals& removals);

// Throws Errc::refused where a page still leads to such a layer: its content could not be followed to the end.
void refuse_unseen_layers(PoDoFo::PdfMemDocument& document, const std::vector<PoDoFo::PdfReference>& pages,
                          const LayerStates& layers);

}  // namespace review::pdf

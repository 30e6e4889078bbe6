#pragma once

#include <review/json.hpp>
#include <review/release.hpp>

#include "model/draft_file.hpp"
#include "report/shown_redaction.hpp"

namespace review {

// Before beside after, for a report: pages of a PDF as pictures, lines of anything else. Masked, the left side is drawn from a copy
// that lost the same, whole and at its own width, and was proven; around a cut stands only what the output has, too. `request` is the
// one the redaction was made by. Never throws for a draft: the report goes out without them then, and says why.
RedactionViews redaction_views(const Draft& draft, const Redaction& redaction, const CutPlaces& places, const Scanner& scanner, const Policy& policy,
                               const RedactionRequest& request, Reveal reveal, const OpenOptions& options);

// The same by a worker (docs/cage.md): the redaction is proven by then, and this one can change nothing of it.
RedactionViews redaction_views_in_cage(const DraftFile& draft, const Redaction& redaction, const CutPlaces& places, const Scanner& scanner, const Policy& policy,
                                       const RedactionRequest& request, Reveal reveal, const OpenOptions& options);

}  // namespace review

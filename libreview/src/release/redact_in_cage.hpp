#pragma once

#include <review/release.hpp>

#include "model/draft_file.hpp"
#include "report/shown_redaction.hpp"

namespace review {

// redact_document(), where nothing of the draft is parsed in this process (docs/cage.md): one worker scans, plans and rewrites,
// and a second one, which never saw the first, scans and plans again and proves what it rewrote. For programs with one thread.
// Throws what redact_document() throws, and of what a worker died. `places`: where the cuts stand, by the second one.
Redaction redact_in_cage(const DraftFile& draft, const Scanner& scanner, const Policy& policy, const RedactionRequest& request,
                         const OpenOptions& options = {}, CutPlaces* places = nullptr);

// prove() in a worker. `draft` null: only the file is at hand; `scanner` null: only the values count.
Evidence prove_in_cage(const DraftFile& output, const RedactionPlan& plan, const DraftFile* draft, const Scanner* scanner = nullptr);

}  // namespace review

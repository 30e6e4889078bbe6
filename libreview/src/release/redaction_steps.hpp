#pragma once

#include <memory>
#include <string>
#include <vector>

#include <review/release.hpp>

#include "report/shown_redaction.hpp"
#include "scan/sieve.hpp"

namespace review {

// What a rewriting leaves behind beside its bytes, for whoever proves them.
struct RewritingTold {
    std::vector<std::uint32_t> pages;  // UnreadableChoice::pages
    std::vector<PrintedLabel> labels;
    std::vector<FilledField> fields;
    std::vector<Box> boxes;
    std::vector<Removal> removals;
    std::string by_schema;
    std::vector<NeutralField> neutral_fields;
};

// redact_document() in its steps: opened, scanned and decided; then rewrite() and finish(), or, by another process,
// take() of what a first one rewrote, and finish(). Everything it is given outlives it.
class RedactionSteps {
public:
    RedactionSteps(const Draft& draft, const Scanner& scanner, const Policy& policy, const RedactionRequest& request, const OpenOptions& options);

    // `every_proof` no: it is proven elsewhere, and here only where the choice of pages depends on it.
    void rewrite(bool every_proof);
    const SharedBytes& output() const { return redaction_.output; }
    const RewritingTold& told() const { return told_; }

    // Makes the plan itself, and proves against it: nothing is believed that could hide a cut. Throws Errc::malformed where
    // it could.
    void take(RewritingTold&& told, SharedBytes output);

    // Throws Errc::refused where it is not clean. `places`: where the cuts stand, for a report.
    Redaction finish(CutPlaces* places = nullptr);

private:
    RedactionPlan plan(const UnreadableChoice& unreadable) const;
    void look();

    const Draft& draft_;
    const Scanner& scanner_;
    const Policy& policy_;
    const RedactionRequest& request_;
    const OpenOptions options_;
    Decisions decisions_;
    std::unique_ptr<Document> document_;
    ScannedDocument scanned_;
    SieveNotes sieved_;
    Redaction redaction_;
    RewritingTold told_;
};

// redact_document(), and where the cuts stand.
Redaction redact_here(const Draft& draft, const Scanner& scanner, const Policy& policy, const RedactionRequest& request, const OpenOptions& options, CutPlaces* places);

}  // namespace review

#pragma once

#include <memory>

#include <review/bundle.hpp>
#include <review/release.hpp>

#include "model/draft_file.hpp"

namespace review {

// Everything that parses a draft on the way of its release, here or in a cage. Throws what the steps throw.
class DraftWork {
public:
    virtual ~DraftWork() = default;
    virtual ScannedDocument scan() = 0;  // without a name and a digest; once
    virtual Redaction redact() = 0;      // once
    virtual Evidence prove(ByteView output, const RedactionPlan& plan) const = 0;  // three times at most
};

// What they are given outlives them.
std::unique_ptr<DraftWork> work_here(const Draft& draft, const Scanner& scanner, const Policy& policy, const RedactionRequest& request,
                                     const OpenOptions& options);
// Scans and redacts at once, and starts those that will prove: to be called before a key is in memory. A worker that was taken over could
// write what it finds there into the output, or the evidence.
std::unique_ptr<DraftWork> work_in_cage(const DraftFile& draft, const Scanner& scanner, const Policy& policy, const RedactionRequest& request,
                                        const OpenOptions& options);

// `draft` is not parsed but by `work`. What comes out of the redaction is: it is sealed here.
BundleOutcome release_bundle_by(DraftWork& work, const Draft& draft, const Scanner& scanner, const Policy& policy, const RedactionRequest& request,
                                const BundleRequest& bundle, const OpenOptions& options);

}  // namespace review

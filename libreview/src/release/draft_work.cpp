#include "release/draft_work.hpp"

#include "release/scan_parts.hpp"

namespace review {
namespace {

class WorkHere final : public DraftWork {
public:
    WorkHere(const Draft& draft, const Scanner& scanner, const Policy& policy, const RedactionRequest& request, const OpenOptions& options)
        : draft_(draft), scanner_(scanner), policy_(policy), request_(request), options_(options), document_(open_document(draft, options)) {}

    ScannedDocument scan() override {
        ScannedDocument scanned;
        scan_parts(*document_, draft_, scanner_, policy_, {}, scanned);
        return scanned;
    }
    Redaction redact() override { return redact_document(draft_, scanner_, policy_, request_, options_); }
    Evidence prove(ByteView output, const RedactionPlan& plan) const override {
        return review::prove(output, plan, &scanner_, document_.get(), options_.limits, draft_.bytes, options_.pictures);
    }

private:
    const Draft& draft_;
    const Scanner& scanner_;
    const Policy& policy_;
    const RedactionRequest& request_;
    const OpenOptions& options_;
    std::unique_ptr<Document> document_;
};

}  // namespace

std::unique_ptr<DraftWork> work_here(const Draft& draft, const Scanner& scanner, const Policy& policy, const RedactionRequest& request,
                                     const OpenOptions& options) {
    return std::make_unique<WorkHere>(draft, scanner, policy, request, options);
}

}  // namespace review

#include <review/release.hpp>

#include <set>

#include <review/error.hpp>

#include "base/loose_text.hpp"
#include "release/scan_parts.hpp"

namespace review {
namespace {

class Findings final : public ExtractionSink {
public:
    Findings(const Draft& draft, const Scanner& scanner, const Policy& policy, ByteView key, ScannedDocument& result)
        : draft_(draft), scanner_(scanner), policy_(policy), key_(key), result_(result) {}

    void part(Part&& part) override {
        for (auto& finding : scanner_.scan(part)) {
            // Pieces of a long part overlap, so that a value on the border is seen; not twice.
            finding.id = finding_id(draft_.digest, finding);
            if (!seen_.insert(finding.id).second) continue;
            apply(policy_, finding);
            if (!key_.empty()) finding.fingerprint = keyed_digest(key_, loose(finding.excerpt.reveal())).hex();
            result_.findings.push_back(std::move(finding));
        }
    }
    void blind_spot(BlindSpot&& spot) override { result_.blind_spots.push_back(std::move(spot)); }

private:
    const Draft& draft_;
    const Scanner& scanner_;
    const Policy& policy_;
    ByteView key_;
    ScannedDocument& result_;
    std::set<std::string> seen_;
};

}  // namespace

std::string finding_id(const Digest& draft, const Finding& finding) {
    const auto& span = finding.where.span;
    const auto digest = keyed_digest(draft.bytes, {finding.rule, std::to_string(span.part), std::to_string(span.begin),
                                                   std::to_string(span.end)});
    return "f-" + digest.hex().substr(0, 16);
}

void scan_parts(const Document& document, const Draft& draft, const Scanner& scanner, const Policy& policy,
                ByteView fingerprint_key, ScannedDocument& result) {
    result.format = std::string(document.format());
    result.pages = document.pages();
    Findings sink(draft, scanner, policy, fingerprint_key, result);
    document.extract(sink);
    result.complete = result.blind_spots.empty();
}

ScannedDocument scan_document(const Draft& draft, const Scanner& scanner, const Policy& policy,
                              ByteView fingerprint_key, const OpenOptions& options) {
    ScannedDocument result;
    result.name = draft.name;
    result.sha256 = draft.digest;
    try {
        scan_parts(*open_document(draft, options), draft, scanner, policy, fingerprint_key, result);
    } catch (const Error& error) {
        result.complete = false;
        result.failure = error.what();
    }
    return result;
}

ScanResult scan_result(const Scanner& scanner, const Policy& policy) {
    ScanResult result;
    result.engine = scanner.engine();
    for (const auto& pack : scanner.packs()) result.packs.push_back({pack.name, pack.version, pack.digest});
    result.policy = policy.name;
    result.channel = std::string(name_of(policy.channel));
    result.policy_digest = policy.digest;
    return result;
}

}  // namespace review

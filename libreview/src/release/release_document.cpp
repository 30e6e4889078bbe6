#include <algorithm>
#include <set>

#include <review/error.hpp>
#include <review/release.hpp>

#include "base/messages/release.hpp"
#include "base/messages/sign.hpp"
#include "release/clean_or_refuse.hpp"
#include "release/scan_parts.hpp"

namespace review {
namespace {

// How many findings nobody has decided upon: they wait for a person, which is another thing than a
// document that cannot be redacted.
std::size_t waiting(const ScannedDocument& scanned, const Decisions& decisions) {
    std::set<std::string> decided, escalated;
    for (const auto& decision : decisions.decisions) {
        if (decision.disposition == Disposition::escalate) escalated.insert(decision.finding);
        else if (decision.disposition != Disposition::undecided) decided.insert(decision.finding);
    }
    return static_cast<std::size_t>(std::count_if(
        scanned.findings.begin(), scanned.findings.end(), [&](const Finding& finding) {
            if (escalated.contains(finding.id)) return true;
            return finding.action != Action::allow && !decisions.redact_all && !decided.contains(finding.id);
        }));
}

}  // namespace

Release release_document(const Draft& draft, const Scanner& scanner, const Policy& policy,
                         const RedactionRequest& request, const SigningKey* key,
                         const std::vector<std::string>& trust_paths, const OpenOptions& options) {
    const auto document = open_document(draft, options);
    ScannedDocument scanned;
    scan_parts(*document, draft, scanner, policy, {}, scanned);
    if (const auto count = waiting(scanned, request.decisions); count > 0) {
        throw Error(Errc::unapproved, say(Msg::release_waits, {draft.name, std::to_string(count)}));
    }
    if (!key) throw Error(Errc::unapproved, say(Msg::release_no_key, {draft.name}));

    // A web page may be XML, too: readers would see the signature in it.
    if (document->format() != "pdf" && document->format() != "xml") throw Error(Errc::unsupported, say(Msg::sign_other_format));

    auto redaction = redact_document(draft, scanner, policy, request, options);
    Release release;
    release.file_name = draft.name;
    release.document = sign_document(redaction.output, *key);
    release.evidence = prove(release.document, redaction.plan, &scanner, document.get(), options.limits, draft.bytes);
    // A signed XML file has the signature's bytes more than the draft: what must be equal was proven
    // before it was signed, and the signature covers the rest.
    if (redaction.plan.format != "pdf") release.evidence.untouched_equal = redaction.evidence.untouched_equal;
    release.evidence.boxes = std::move(redaction.evidence.boxes);
    release.evidence.removals = std::move(redaction.evidence.removals);
    release.evidence.public_cuts = std::move(redaction.evidence.public_cuts);
    release.evidence.by_schema = std::move(redaction.evidence.by_schema);
    release.evidence.reader_can_tell = std::move(redaction.evidence.reader_can_tell);
    clean_or_refuse(draft.name, release.evidence);

    const auto verification = verify_document(release.document, trust_paths);
    if (!verification.valid()) {
        std::string failed;
        for (const auto& check : verification.checks) {
            if (!check.passed) failed += (failed.empty() ? "" : ", ") + check.name;
        }
        throw Error(Errc::unverified, say(Msg::release_not_verified, {draft.name, failed}));
    }
    return release;
}

}  // namespace review

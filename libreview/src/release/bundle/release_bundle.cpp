#include <filesystem>

#include <review/error.hpp>
#include <review/sealing.hpp>

#include "base/messages/visible_signature.hpp"
#include "release/bundle/published_name.hpp"
#include "release/bundle/releasing.hpp"
#include "release/clean_or_refuse.hpp"
#include "release/decide_asked.hpp"

namespace review {

BundleOutcome Releasing::run() {
    require_plain_name(bundle_.file_name);
    scanned_ = work_.scan();
    if (request_.redact_asked) decide_asked(scanned_.findings, request_.decisions);
    require_decided();
    items_ = form_items(scanned_.findings, request_.decisions);
    redaction_ = work_.redact();
    if (bundle_.signing.visible && redaction_.plan.format != "pdf") throw Error(Errc::bad_config, say(Msg::sign_visible_pdf));
    refuse_values(public_words(), redaction_.plan);
    refuse_blocked({{"--name", bundle_.file_name}, {"--number", bundle_.number}}, scanner_, policy_);
    if (!bundle_has(bundle_.folder, bundle::release)) {
        gate_.look_at(make_draft(bundle_.file_name, redaction_.output), scanner_, policy_.channel, {options_.limits, {}});
    }
    const bool begins = !bundle_has(bundle_.folder, bundle::statement);
    if (begins) begin();
    const BundleLock lock(bundle_.folder);
    take_up(begins);
    if (!outcome_.released && complete()) publish();
    outcome_.document = (std::filesystem::path(bundle_.folder) / (outcome_.released ? stated_.statement.file_name : candidate_name())).string();
    return std::move(outcome_);
}

std::string Releasing::candidate_name() const { return bundle::candidate + std::filesystem::path(stated_.statement.file_name).extension().string(); }

Evidence Releasing::look_again(ByteView bytes) const {
    // An archive time stamp's revision follows from the signature, the lists and the token (docs/signing.md): it holds nothing of the draft.
    const ByteView sealed = redaction_.plan.format == "pdf" ? without_archive(bytes) : bytes;
    auto evidence = work_.prove(sealed, redaction_.plan);
    // A signed XML file has the signature's bytes more than the draft: what must be equal was proven
    // before it was signed, and the signature covers the rest.
    if (redaction_.plan.format != "pdf") evidence.untouched_equal = redaction_.evidence.untouched_equal;
    evidence.boxes = redaction_.evidence.boxes;
    evidence.removals = redaction_.evidence.removals;
    evidence.public_cuts = redaction_.evidence.public_cuts;
    evidence.by_schema = redaction_.evidence.by_schema;
    evidence.neutral_fields = redaction_.evidence.neutral_fields;
    evidence.reader_can_tell = redaction_.evidence.reader_can_tell;
    evidence.rendered = redaction_.evidence.rendered;
    evidence.plugins = redaction_.evidence.plugins;
    evidence.not_found = redaction_.evidence.not_found;
    evidence.recognised = redaction_.evidence.recognised;
    clean_or_refuse(draft_.name, evidence);
    return evidence;
}

BundleOutcome release_bundle_by(DraftWork& work, const Draft& draft, const Scanner& scanner, const Policy& policy, const RedactionRequest& request,
                                const BundleRequest& bundle, const OpenOptions& options) {
    return Releasing(work, draft, scanner, policy, request, bundle, options).run();
}

BundleOutcome release_bundle(const Draft& draft, const Scanner& scanner, const Policy& policy, const RedactionRequest& request,
                             const BundleRequest& bundle, const OpenOptions& options) {
    return release_bundle_by(*work_here(draft, scanner, policy, request, options), draft, scanner, policy, request, bundle, options);
}

}  // namespace review

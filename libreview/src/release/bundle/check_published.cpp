#include "release/bundle/bundle_reading.hpp"

#include <review/certificate.hpp>
#include <review/sealing.hpp>

#include "base/messages/bundle.hpp"
#include "sign/verification.hpp"

namespace review {

void check_published(BundleReading& reading) {
    const Bytes* bytes = reading.file(reading.release.file_name);
    if (!bytes) return;
    // A seal may be renewed after the release: nothing else may follow it, and the checks of the document tell of each stamp.
    const bool same = seal_was(*bytes, reading.release.published);
    if (!reading.check("published", same, say(Msg::bundle_seen_published))) return;
    const auto& format = reading.stated.statement.format;
    const bool sealed = format == "pdf" || format == "xml";
    const Bytes before = sealed ? unsealed(*bytes) : *bytes;
    reading.check("approved-bytes", sha256(before) == reading.stated.statement.candidate, say(Msg::bundle_seen_candidate));
    reading.check("proof", reading.stated.statement.proof.clean, say(Msg::bundle_seen_proof, {std::to_string(reading.stated.statement.proof.values)}));
    if (!sealed) return;
    const auto inner = verify_bundled(*bytes, reading.trust.roots, reading.trust.crls);
    for (const auto& one : inner.checks) reading.seen.checks.push_back({"document: " + one.name, one.passed, one.detail});
    reading.check("same-office", inner.signer_key == facts_of(reading.release.certificate).spki, say(Msg::bundle_seen_same_office));
    for (const auto& missing : inner.not_checked) reading.seen.not_checked.push_back("document: " + missing);
}

}  // namespace review

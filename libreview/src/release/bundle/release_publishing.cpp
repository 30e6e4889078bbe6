#include <algorithm>
#include <ctime>

#include <review/certificate.hpp>
#include <review/envelope.hpp>
#include <review/error.hpp>
#include <review/json.hpp>
#include <review/ledger_json.hpp>
#include <review/sealing.hpp>
#include <review/time_stamp.hpp>

#include "base/messages/bundle.hpp"
#include "base/utc_time.hpp"
#include "release/bundle/in_toto_files.hpp"
#include "release/bundle/releasing.hpp"
#include "sign/time_stamp_response.hpp"

namespace review {

void Releasing::publish() {
    const Bytes candidate = read_bundle_file(bundle_.folder, candidate_name());
    if (sha256(candidate) != stated_.statement.candidate) throw Error(Errc::unverified, say(Msg::bundle_candidate_changed));
    const bool sealed = has_seal(stated_.statement.format);
    const Bytes published = sealed ? seal(candidate, *bundle_.key, bundle_.signing) : candidate;
    outcome_.evidence = look_again(published);
    if (const auto signer = bundle_.key->plugin()) outcome_.evidence.plugins.push_back(*signer);
    const auto release = release_of(published);
    const auto payload = release_statement_json(release);
    BundleFiles staged;
    staged[stated_.statement.file_name] = published;
    sign_statement();
    staged[bundle::statement] = bundle_bytes(envelope_json(stated_.envelope));
    const auto word = signed_envelope(payload, *bundle_.key);
    staged[bundle::release] = bundle_bytes(envelope_json(word));
    if (bundle_.rules && bundle_.rules->in_toto) staged.merge(in_toto_files(bundle_.folder, read_, release, *bundle_.key));
    if (!bundle_.time_stamp_url.empty()) {
        TimeStampOptions how;
        how.tls_roots = bundle_.signing.tsa_ca;
        staged[bundle::time_stamp] = time_stamp_response(request_time_stamp(bundle_.time_stamp_url, sha256(word.signatures.front().signature), how));
    }
    staged[bundle::evidence] = bundle_bytes(evidence_json(outcome_.evidence));
    print_forms(staged, payload);
    const auto kind = outcome_.standing.break_glass ? EntryKind::break_glass : EntryKind::release;
    outcome_.ledger_index = handover_.commit(staged, kind, body_json(record_of(payload, staged)), [this](Ledger::Append& append) {
        gate_.look_again();
        require_not_spent(append.entry().index);
        require_not_taken_back();
        gate_.put_into(append);
    });
    outcome_.released = true;
}

void Releasing::sign_statement() {
    auto& signatures = stated_.envelope.signatures;
    std::erase_if(signatures, [&](const EnvelopeSignature& one) {
        return std::none_of(read_.approvals.begin(), read_.approvals.end(), [&](const auto& known) { return known.certificate.spki.hex() == one.keyid; });
    });
    signatures.push_back(signature_of(std::string(as_text(stated_.envelope.payload)), *bundle_.key));
}

ReleaseStatement Releasing::release_of(ByteView published) const {
    ReleaseStatement release;
    release.file_name = stated_.statement.file_name;
    release.published = sha256(published);
    release.candidate = stated_.statement.candidate;
    release.statement = stated_.payload;
    release.approvals = read_.payloads;
    release.break_glass = outcome_.standing.break_glass;
    release.time = utc_text(std::time(nullptr));
    release.certificate = certificate_of(*bundle_.key);
    release.chain = chain_of(*bundle_.key);
    release.signer = bundle_.key->plugin();
    return release;
}

void Releasing::print_forms(BundleFiles& staged, const std::string& payload) {
    ReviewForm form = form_of(stated_.statement, read_.approvals);
    form.office = facts_of(certificate_of(*bundle_.key)).subject;
    form.document_digest = sha256(staged.at(stated_.statement.file_name)).hex();
    form.publish_time = utc_text(std::time(nullptr));
    form.ledger_number = bundle_.number;
    form.statement_digest = sha256(as_bytes(payload)).hex();
    try {
        for (auto& [name, bytes] : forms_of_release(form, items_, scanner_.packs())) staged[bundle::internal + name] = std::move(bytes);
    } catch (const Error& error) {
        outcome_.remarks.push_back(say(Msg::bundle_no_forms, {error.what()}));
    }
}

ReleaseRecord Releasing::record_of(const std::string& payload, const BundleFiles& staged) const {
    ReleaseRecord record;
    record.number = bundle_.number;
    record.name = stated_.statement.file_name;
    record.channel = stated_.statement.channel;
    record.publisher = facts_of(certificate_of(*bundle_.key)).subject;
    for (const auto& one : read_.approvals) record.reviewers.push_back(one.approval.person);
    record.published = sha256(staged.at(stated_.statement.file_name)).hex();
    record.statement = sha256(as_bytes(payload)).hex();
    record.expires = stated_.statement.expires;
    if (bundle_.rules) record.reviewed = stated_.payload.hex();
    gate_.put_into(record);
    return record;
}

}  // namespace review

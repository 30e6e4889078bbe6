// The way of a release through its bundle (docs/bundle.md).
#include <review/bundle.hpp>

#include <algorithm>
#include <ctime>
#include <filesystem>

#include <review/certificate.hpp>
#include <review/envelope.hpp>
#include <review/error.hpp>
#include <review/json.hpp>
#include <review/ledger_json.hpp>
#include <review/ledger_register.hpp>
#include <review/sealing.hpp>
#include <review/time_stamp.hpp>

#include "base/messages/bundle.hpp"
#include "base/messages/release.hpp"
#include "base/messages/visible_signature.hpp"
#include "base/utc_time.hpp"
#include "format/xml/without_comments.hpp"
#include "release/bundle/aggregation_gate.hpp"
#include "release/bundle/bundle_folder.hpp"
#include "release/bundle/forms_of_release.hpp"
#include "release/bundle/handover.hpp"
#include "release/bundle/dispositions.hpp"
#include "release/bundle/in_toto_files.hpp"
#include "release/bundle/make_statement.hpp"
#include "release/bundle/public_words.hpp"
#include "release/bundle/published_name.hpp"
#include "release/bundle/revocations.hpp"
#include "release/bundle/signatures.hpp"
#include "sign/time_stamp_response.hpp"
#include "release/clean_or_refuse.hpp"
#include "release/decide_asked.hpp"
#include "release/draft_work.hpp"
#include "release/waiting.hpp"

namespace review {
namespace {

// A web page may be XML, too: readers would see the signature in it.
bool has_seal(std::string_view format) { return format == "pdf" || format == "xml"; }

class Releasing {
public:
    Releasing(DraftWork& work, const Draft& draft, const Scanner& scanner, const Policy& policy, const RedactionRequest& request,
              const BundleRequest& bundle, const OpenOptions& options)
        : work_(work), draft_(draft), scanner_(scanner), policy_(policy), request_(request), bundle_(bundle), options_(options) {
        if (bundle_.file_name.empty()) bundle_.file_name = draft.name == "-" ? "release" : draft.name;
    }

    BundleOutcome run() {
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

private:
    void require_decided() const {
        stop_where_persons_wait(draft_.name, scanned_.findings, request_.decisions);
        if (!bundle_.key) throw Error(Errc::unapproved, say(Msg::release_no_key, {draft_.name}));
        if (!bundle_.rules) return;
        if (!may_seal(*bundle_.rules, facts_of(certificate_of(*bundle_.key)).spki)) throw Error(Errc::unapproved, say(Msg::bundle_not_office));
        if (bundle_.rules->in_toto) require_in_toto_key(certificate_of(*bundle_.key), InTotoSigner::layout);
        const auto& persons = bundle_.rules->persons;
        const bool known = std::any_of(persons.begin(), persons.end(), [&](const Person& one) { return one.id == bundle_.redactor; });
        if (!known) throw Error(Errc::bad_config, say(Msg::bundle_no_redactor));
    }

    // Everything a person wrote that will be seen: the name and number, who redacted, on what basis, the rules.
    std::vector<PublicWord> public_words() const {
        std::vector<PublicWord> words{{"--name", bundle_.file_name}, {"--number", bundle_.number}, {"--redactor", bundle_.redactor}, {"--expires", bundle_.expires},
                                      {"--approvals", std::string(as_text(bundle_.rules_file))}};
        if (bundle_.signing.visible) words.push_back({"--visible-text", bundle_.signing.visible->text});
        for (const auto& decision : request_.decisions.decisions) words.push_back({"basis", decision.basis});
        for (const auto& accepted : bundle_.accepted) words.push_back({"--accept-reason", accepted.reason});
        return words;
    }

    std::string candidate_name() const { return bundle::candidate + std::filesystem::path(stated_.statement.file_name).extension().string(); }

    Evidence look_again(ByteView bytes) const {
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
        evidence.recognised = redaction_.evidence.recognised;
        clean_or_refuse(draft_.name, evidence);
        return evidence;
    }

    void begin() {
        auto signing = bundle_.signing;
        if (signing.time == 0) signing.time = std::time(nullptr);
        const Bytes plain = ready_to_seal();
        const Bytes candidate = has_seal(redaction_.plan.format) ? prepare_seal(plain, *bundle_.key, signing) : plain;
        const auto evidence = look_again(candidate);
        auto frame = scan_result(scanner_, policy_);
        frame.documents.push_back(std::move(scanned_));
        const auto& scanned = frame.documents.front();
        const auto made = make_statement({draft_, scanned, frame, request_, redaction_, bundle_, candidate, evidence});
        stated_.statement = made.statement;
        const auto payload = statement_json(made.statement);
        EarlierDecisions earlier;
        earlier.decisions = request_.decisions;
        BundleFiles files;
        files[bundle::statement] = bytes_of(envelope_json({std::string(statement_payload_type), bytes_of(payload), {}}));
        if (bundle_.rules) files[bundle::rules] = bundle_.rules_file;
        if (bundle_.rules && bundle_.ledger) files[bundle::ledger] = name_of_ledger(*bundle_.ledger);
        files[candidate_name()] = candidate;
        files[bundle::openings] = bytes_of(openings_json(made.openings));
        files[bundle::evidence] = bytes_of(evidence_json(evidence));
        if (const auto report = gate_.report_json(); !report.empty()) files[bundle::aggregation] = bytes_of(report);
        files[bundle::findings] = bytes_of(findings_json(frame));
        files[bundle::decisions] = bytes_of(update_decisions(draft_, scanned.findings, scanned.blind_spots, {}, earlier).yaml);
        make_bundle(bundle_.folder, files);
    }

    // The redacted file, XML without comments: no signature protects them.
    Bytes ready_to_seal() {
        const auto& output = redaction_.output;
        if (redaction_.plan.format != "xml") return {output.begin(), output.end()};
        std::uint32_t comments = 0;
        auto plain = without_comments(output, draft_.name, options_.limits, comments);
        if (comments > 0) redaction_.evidence.removals.push_back({"comments", "not-on-list", comments});
        return plain;
    }

    // What stands in the folder, whoever left it: of this draft, and redacted as now.
    void take_up(bool begun_now) {
        handover_.finish();
        stated_ = open_statement(read_bundle_file(bundle_.folder, bundle::statement));
        const auto openings = openings_from_json(as_text(read_bundle_file(bundle_.folder, bundle::openings)));
        const auto& statement = stated_.statement;
        if (draft_commitment(openings.draft_key, draft_.bytes) != statement.draft_commitment) {
            throw Error(Errc::refused, say(Msg::bundle_other_draft, {bundle_.folder}));
        }
        const bool same_rules = bundle_.rules ? statement.rules_digest == bundle_.rules->digest : statement.rules.empty();
        if (!same_rules) throw Error(Errc::refused, say(Msg::bundle_other_rules, {bundle_.folder}));
        const bool same = openings.redacted == sha256(redaction_.output) && statement.file_name == bundle_.file_name &&
                          statement.redactor == bundle_.redactor && statement.policy_digest == policy_.digest;
        const bool same_words = begun_now || (statement.expires == bundle_.expires && statement.channel == name_of(policy_.channel) && same_accepted(statement.accepted_aggregations, bundle_.accepted) && same_decisions());
        if (!same || !same_words) throw Error(Errc::refused, say(Msg::bundle_other_redaction, {bundle_.folder}));
        outcome_.released = bundle_has(bundle_.folder, bundle::release);
        if (outcome_.released) handover_.require_verified({});
        if (outcome_.released) outcome_.evidence = look_again(read_bundle_file(bundle_.folder, statement.file_name));
    }

    // What the statement says of each finding is what is said now.
    bool same_decisions() const {
        const Dispositions dispositions(request_.decisions);
        const auto& stated = stated_.statement.findings;
        return std::equal(stated.begin(), stated.end(), scanned_.findings.begin(), scanned_.findings.end(), [&](const ClosedFinding& one, const Finding& finding) {
            return one.rule == finding.rule && one.disposition == dispositions.of(finding) && one.basis == dispositions.basis_of(finding);
        });
    }

    // Whether enough persons approved.
    bool complete() {
        read_ = {};
        if (!bundle_.rules) return true;
        const BundleFiles files = read_bundle(bundle_.folder);
        const auto rules = files.find(bundle::rules);
        if (rules == files.end() || rules->second != bundle_.rules_file) throw Error(Errc::unverified, say(Msg::bundle_rules_changed));
        require_same_ledger(bundle_.folder, bundle_.ledger);
        const auto revocations = finish_revocations(bundle_.folder, stated_, *bundle_.rules, {bundle_.trust_paths, bundle_.ledger, bundle_.log_key});
        stated_ = open_statement(read_bundle_file(bundle_.folder, bundle::statement));
        read_ = read_approvals(read_bundle(bundle_.folder), stated_, {bundle_.trust_paths, bundle_.crl_paths});
        if (!read_.problems.empty()) throw Error(Errc::unverified, say(Msg::bundle_bad_approval, {read_.problems.front()}));
        outcome_.standing = standing_with(revocations);
        if (outcome_.standing.break_glass && !bundle_.ledger) throw Error(Errc::unapproved, say(Msg::bundle_glass_ledger));
        return outcome_.standing.complete();
    }

    Standing standing_with(const std::vector<RevocationRecord>& revocations) const {
        return standing_of(*bundle_.rules, stated_.statement.redactor, read_.approvals, std::time(nullptr), revocations);
    }

    // Within the transaction that lets it out: nobody took back an approval in another copy of the bundle since they were counted.
    void require_not_taken_back() const {
        if (!bundle_.rules) return;
        const auto revocations = revocations_of(*bundle_.ledger, stated_.payload);
        for (const auto& one : read_.approvals) {
            if (!is_taken_back(one.approval, revocations)) continue;
            throw Error(Errc::unapproved, say(Msg::bundle_revoked_meanwhile, {standing_with(revocations).refused.front()}));
        }
    }

    void publish() {
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
        staged[bundle::statement] = bytes_of(envelope_json(stated_.envelope));
        const auto word = signed_envelope(payload, *bundle_.key);
        staged[bundle::release] = bytes_of(envelope_json(word));
        if (bundle_.rules && bundle_.rules->in_toto) staged.merge(in_toto_files(bundle_.folder, read_, release, *bundle_.key));
        if (!bundle_.time_stamp_url.empty()) {
            TimeStampOptions how;
            how.tls_roots = bundle_.signing.tsa_ca;
            staged[bundle::time_stamp] = time_stamp_response(request_time_stamp(bundle_.time_stamp_url, sha256(word.signatures.front().signature), how));
        }
        staged[bundle::evidence] = bytes_of(evidence_json(outcome_.evidence));
        print_forms(staged, payload);
        const auto kind = outcome_.standing.break_glass ? EntryKind::break_glass : EntryKind::release;
        outcome_.ledger_index = handover_.commit(staged, kind, body_json(record_of(payload, staged)), [this](Ledger::Append& append) {
            gate_.look_again();
            require_not_taken_back();
            gate_.put_into(append);
        });
        outcome_.released = true;
    }

    // Signatures of those who approved stay, and the office's comes to them.
    void sign_statement() {
        auto& signatures = stated_.envelope.signatures;
        std::erase_if(signatures, [&](const EnvelopeSignature& one) {
            return std::none_of(read_.approvals.begin(), read_.approvals.end(), [&](const auto& known) { return known.certificate.spki.hex() == one.keyid; });
        });
        signatures.push_back(signature_of(std::string(as_text(stated_.envelope.payload)), *bundle_.key));
    }

    ReleaseStatement release_of(ByteView published) const {
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

    // For the office's files. Without a font for Han they are left out, and that is told.
    void print_forms(BundleFiles& staged, const std::string& payload) {
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

    ReleaseRecord record_of(const std::string& payload, const BundleFiles& staged) const {
        ReleaseRecord record;
        record.number = bundle_.number;
        record.name = stated_.statement.file_name;
        record.channel = stated_.statement.channel;
        record.publisher = facts_of(certificate_of(*bundle_.key)).subject;
        for (const auto& one : read_.approvals) record.reviewers.push_back(one.approval.person);
        record.published = sha256(staged.at(stated_.statement.file_name)).hex();
        record.statement = sha256(as_bytes(payload)).hex();
        record.expires = stated_.statement.expires;
        gate_.put_into(record);
        return record;
    }

    static Bytes bytes_of(const std::string& text) { return {text.begin(), text.end()}; }

    DraftWork& work_;
    const Draft& draft_;
    const Scanner& scanner_;
    const Policy& policy_;
    RedactionRequest request_;
    BundleRequest bundle_;
    const OpenOptions& options_;
    ScannedDocument scanned_;
    Redaction redaction_;
    std::vector<FormItem> items_;
    StatedEnvelope stated_;
    ReadApprovals read_;
    BundleOutcome outcome_;
    AggregationGate gate_{bundle_};
    Handover handover_{bundle_, draft_.name};
};

}  // namespace

BundleOutcome release_bundle_by(DraftWork& work, const Draft& draft, const Scanner& scanner, const Policy& policy, const RedactionRequest& request,
                                const BundleRequest& bundle, const OpenOptions& options) {
    return Releasing(work, draft, scanner, policy, request, bundle, options).run();
}

BundleOutcome release_bundle(const Draft& draft, const Scanner& scanner, const Policy& policy, const RedactionRequest& request,
                             const BundleRequest& bundle, const OpenOptions& options) {
    return release_bundle_by(*work_here(draft, scanner, policy, request, options), draft, scanner, policy, request, bundle, options);
}

}  // namespace review

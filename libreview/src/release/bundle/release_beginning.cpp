#include <algorithm>
#include <ctime>

#include <review/certificate.hpp>
#include <review/envelope.hpp>
#include <review/error.hpp>
#include <review/json.hpp>
#include <review/sealing.hpp>

#include "base/messages/bundle.hpp"
#include "base/messages/release.hpp"
#include "format/xml/without_comments.hpp"
#include "release/bundle/in_toto_files.hpp"
#include "release/bundle/make_statement.hpp"
#include "release/bundle/releasing.hpp"
#include "release/bundle/revocations.hpp"
#include "release/waiting.hpp"

namespace review {

void Releasing::require_decided() const {
    stop_where_persons_wait(draft_.name, scanned_.findings, request_.decisions);
    if (!bundle_.key) throw Error(Errc::unapproved, say(Msg::release_no_key, {draft_.name}));
    if (!bundle_.rules) return;
    if (!may_seal(*bundle_.rules, facts_of(certificate_of(*bundle_.key)).spki)) throw Error(Errc::unapproved, say(Msg::bundle_not_office));
    if (bundle_.rules->in_toto) require_in_toto_key(certificate_of(*bundle_.key), InTotoSigner::layout);
    const auto& persons = bundle_.rules->persons;
    const bool known = std::any_of(persons.begin(), persons.end(), [&](const Person& one) { return one.id == bundle_.redactor; });
    if (!known) throw Error(Errc::bad_config, say(Msg::bundle_no_redactor));
}

std::vector<PublicWord> Releasing::public_words() const {
    std::vector<PublicWord> words{{"--name", bundle_.file_name}, {"--number", bundle_.number}, {"--redactor", bundle_.redactor}, {"--expires", bundle_.expires},
                                  {"--approvals", std::string(as_text(bundle_.rules_file))}};
    if (bundle_.signing.visible) words.push_back({"--visible-text", bundle_.signing.visible->text});
    for (const auto& decision : request_.decisions.decisions) words.push_back({"basis", decision.basis});
    for (const auto& accepted : bundle_.accepted) words.push_back({"--accept-reason", accepted.reason});
    // What an office calls its rules may be what they look for; what is built in tells nothing.
    words.push_back({"--policy", policy_.name});
    for (const auto& pack : scanner_.packs()) {
        if (pack.built_in || pack.asked) continue;
        std::string names = pack.name + "\n" + pack.version;
        for (const auto& rule : pack.rules) names += "\n" + rule.id;
        words.push_back({pack.file, names});
    }
    for (const auto& finding : scanned_.findings) {
        for (const auto& basis : finding.basis) words.push_back({finding.rule, basis});
    }
    return words;
}

void Releasing::begin() {
    auto signing = bundle_.signing;
    if (signing.time == 0) signing.time = std::time(nullptr);
    const Bytes plain = ready_to_seal();
    const Bytes candidate = has_seal(redaction_.plan.format) ? prepare_seal(plain, *bundle_.key, signing) : plain;
    const auto evidence = look_again(candidate);
    auto frame = scan_result(scanner_, policy_);
    frame.documents.push_back(std::move(scanned_));
    const auto& scanned = frame.documents.front();
    const auto made = make_statement({draft_, scanned, frame, scanner_.packs(), request_, redaction_, bundle_, candidate, evidence});
    stated_.statement = made.statement;
    const auto payload = statement_json(made.statement);
    EarlierDecisions earlier;
    earlier.decisions = request_.decisions;
    BundleFiles files;
    files[bundle::statement] = bundle_bytes(envelope_json({std::string(statement_payload_type), bundle_bytes(payload), {}}));
    if (bundle_.rules) files[bundle::rules] = bundle_.rules_file;
    if (bundle_.rules && bundle_.ledger) files[bundle::ledger] = name_of_ledger(*bundle_.ledger);
    files[candidate_name()] = candidate;
    files[bundle::openings] = bundle_bytes(openings_json(made.openings));
    files[bundle::evidence] = bundle_bytes(evidence_json(evidence));
    if (const auto report = gate_.report_json(); !report.empty()) files[bundle::aggregation] = bundle_bytes(report);
    files[bundle::findings] = bundle_bytes(findings_json(frame));
    files[bundle::decisions] = bundle_bytes(update_decisions(draft_, scanned.findings, scanned.blind_spots, {}, earlier).yaml);
    make_bundle(bundle_.folder, files);
}

Bytes Releasing::ready_to_seal() {
    const auto& output = redaction_.output;
    if (redaction_.plan.format != "xml") return {output.begin(), output.end()};
    std::uint32_t comments = 0;
    auto plain = without_comments(output, draft_.name, options_.limits, comments);
    if (comments > 0) redaction_.evidence.removals.push_back({"comments", "not-on-list", comments});
    return plain;
}

}  // namespace review

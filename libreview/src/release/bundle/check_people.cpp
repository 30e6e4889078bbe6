#include "release/bundle/bundle_reading.hpp"

#include <ctime>
#include <set>

#include <review/certificate.hpp>

#include "base/messages/bundle.hpp"
#include "release/bundle/in_toto_files.hpp"

namespace review {
namespace {

void check_approvals(BundleReading& reading, const ApprovalRules& rules) {
    reading.read = read_approvals(reading.files, reading.stated, {reading.trust.roots, reading.trust.crls, true});
    for (const auto& problem : reading.read.problems) reading.check("approval", false, problem);
    for (const auto& one : reading.read.revoked_later) reading.check("revoked-later", true, one);
    if (!reading.read.problems.empty()) return;
    bool past = reading.released_at() <= std::time(nullptr) + clocks_differ_by;
    for (const auto& one : reading.read.approvals) past = past && one.time <= std::time(nullptr) + clocks_differ_by;
    reading.check("times", past, say(Msg::bundle_seen_time));
    reading.check("approvals-listed", reading.read.payloads == reading.release.approvals, say(Msg::bundle_seen_listed, {std::to_string(reading.read.payloads.size())}));
    const auto standing = standing_of(rules, reading.stated.statement.redactor, reading.read.approvals, reading.released_at());
    for (const auto& refused : standing.refused) reading.check("approval", false, refused);
    std::string missing;
    for (const auto& one : standing.missing) missing += (missing.empty() ? "" : "; ") + one;
    reading.check("approvals", standing.complete() && standing.break_glass == reading.release.break_glass,
                  missing.empty() ? say(standing.break_glass ? Msg::bundle_seen_glass : Msg::bundle_seen_approvals, {std::to_string(reading.read.approvals.size())}) : missing);
    if (reading.read.drawn_otherwise > 0) reading.seen.not_checked.push_back(say(Msg::bundle_other_renderer, {std::to_string(reading.read.drawn_otherwise)}));
    if (reading.read.stamped < reading.read.approvals.size()) reading.seen.not_checked.push_back(say(Msg::bundle_unstamped));
}

}  // namespace

void check_people(BundleReading& reading) {
    const auto& statement = reading.stated.statement;
    if (reading.trust.rules.empty()) {
        reading.seen.not_checked.push_back(say(Msg::bundle_unpinned_rules));
    } else {
        const auto held_to = load_approval_rules(reading.trust.rules);
        reading.check("held-to-rules", !statement.rules.empty() && held_to.digest == statement.rules_digest, say(Msg::bundle_seen_held_to, {held_to.name}));
    }
    if (statement.rules.empty()) {
        reading.check("times", reading.released_at() <= std::time(nullptr) + clocks_differ_by, say(Msg::bundle_seen_time));
        reading.check("approvals", reading.release.approvals.empty() && !reading.release.break_glass, say(Msg::bundle_seen_no_rules));
        return;
    }
    const Bytes* rules_file = reading.file(bundle::rules);
    if (!rules_file || !reading.check("rules", sha256(*rules_file) == statement.rules_digest, statement.rules)) return;
    const auto rules = parse_approval_rules(*rules_file, bundle::rules);
    reading.check("rules-name", rules.name == statement.rules, statement.rules);
    reading.in_toto_asked = rules.in_toto;
    reading.check("office-key", may_seal(rules, facts_of(reading.release.certificate).spki), say(Msg::bundle_seen_office_key));
    check_approvals(reading, rules);
}

void check_in_toto(BundleReading& reading) {
    const auto why = why_no_in_toto(reading.files, reading.in_toto_asked, reading.read, reading.release);
    if (reading.in_toto_asked || !why.empty()) reading.check("in-toto", why.empty(), why.empty() ? say(Msg::bundle_seen_in_toto) : why);
}

// Each officer who approved and the office signed the statement itself; nobody else, and nobody twice.
void check_statement_signatures(BundleReading& reading) {
    std::map<std::string, ByteView> signers{{facts_of(reading.release.certificate).spki.hex(), reading.release.certificate}};
    for (const auto& one : reading.read.approvals) signers.emplace(one.certificate.spki.hex(), one.approval.certificate);
    std::set<std::string> signed_by;
    bool good = true;
    for (const auto& signature : reading.stated.envelope.signatures) {
        const auto signer = signers.find(signature.keyid);
        good = good && signer != signers.end() && signature_is(reading.stated.envelope, signature, signer->second) && signed_by.insert(signature.keyid).second;
    }
    reading.check("statement-signatures", good && signed_by.size() == signers.size(), say(Msg::bundle_seen_signatures, {std::to_string(signed_by.size())}));
}

// Whose code held which key: for the reader's eyes.
void tell_signer_plugins(BundleReading& reading) {
    std::string all;
    const auto add = [&](const std::string& who, const std::optional<PluginIdentity>& signer) {
        if (signer) all += (all.empty() ? "" : "; ") + who + ": " + signer->name + ", sha256:" + signer->digest.hex();
    };
    add(reading.seen.signer, reading.release.signer);
    for (const auto& one : reading.read.approvals) add(one.approval.person, one.approval.signer);
    if (!all.empty()) reading.check("signer-plugin", true, all);
}

}  // namespace review

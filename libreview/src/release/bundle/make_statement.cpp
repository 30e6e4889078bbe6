#include "release/bundle/make_statement.hpp"

#include <ctime>
#include <map>

#include "base/random.hpp"
#include "base/utc_time.hpp"
#include "release/bundle/dispositions.hpp"
#include "release/bundle/opening.hpp"
#include "release/bundle/page_digests.hpp"

namespace review {
namespace {

constexpr std::size_t key_size = 32;

void state_findings(const StatementOf& of, Stated& stated) {
    std::map<std::pair<std::string, std::string>, std::uint32_t> tally;
    const Dispositions dispositions(of.request.decisions);
    for (const auto& finding : of.scanned.findings) {
        const std::string disposition(dispositions.of(finding));
        ++tally[{finding.rule, disposition}];
        const auto key = random_bytes(key_size);
        const auto value = closed_value(value_key(key), finding.excerpt.reveal());
        stated.statement.findings.push_back({finding.rule, disposition, dispositions.basis_of(finding),
                                             commitment_of(place_key(key), {finding.rule, finding.where.label}, value)});
        stated.openings.findings.push_back({finding.id, finding.where.label, value, key});
    }
    if (!of.request.areas.empty()) tally[{"area", "redact"}] = static_cast<std::uint32_t>(of.request.areas.size());
    for (const auto& [what, count] : tally) stated.statement.tally.push_back({what.first, what.second, count});
}

// A pack of the office's own may hold few words: its plain digest would let guesses at them be tried. Of what was asked for there is none.
std::vector<PackIdentity> stated_packs(const std::vector<PatternPack>& packs, ByteView key) {
    std::vector<PackIdentity> stated;
    for (const auto& pack : packs) {
        const auto digest = pack.asked ? Digest{} : pack.built_in ? pack.digest : KeyedDigest(key).of({"libreview-pack/1", as_text(pack.digest.bytes)});
        stated.push_back({pack.name, pack.version, digest});
    }
    return stated;
}

}  // namespace

Digest draft_commitment(ByteView key, ByteView draft) { return KeyedDigest(key).of(as_text(draft)); }

Stated make_statement(const StatementOf& of) {
    Stated stated;
    ReviewStatement& s = stated.statement;
    stated.openings.draft_key = random_bytes(key_size);
    stated.openings.redacted = sha256(of.redaction.output);
    s.file_name = of.bundle.file_name;
    s.candidate = sha256(of.candidate);
    s.format = of.evidence.format;
    s.draft_commitment = draft_commitment(stated.openings.draft_key, of.draft.bytes);
    s.tool_version = REVIEW_VERSION;
    s.engine = of.frame.engine;
    s.packs = stated_packs(of.packs, stated.openings.draft_key);
    s.policy = of.frame.policy;
    s.channel = of.frame.channel;
    s.policy_digest = of.frame.policy_digest;
    if (of.bundle.rules) {
        s.rules = of.bundle.rules->name;
        s.rules_digest = of.bundle.rules->digest;
    }
    s.redactor = of.bundle.redactor;
    s.prepared = utc_text(std::time(nullptr));
    s.expires = of.bundle.expires;
    s.accepted_blind_spots = static_cast<std::uint32_t>(of.request.decisions.accepted_blind_spots.size());
    s.accepted_aggregations = of.bundle.accepted;
    state_findings(of, stated);
    s.proof = {of.evidence.clean(), of.evidence.values, of.evidence.streams, of.evidence.rendered};
    auto pictures = page_digests(s.format, of.candidate);
    s.renderer = pictures.renderer;
    s.pages = std::move(pictures.pages);
    return stated;
}

}  // namespace review

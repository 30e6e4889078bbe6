#include "release/rescan/let_through.hpp"

#include <review/envelope.hpp>
#include <review/error.hpp>

#include "model/json/openings.hpp"
#include "release/bundle/bundle_folder.hpp"
#include "release/bundle/make_statement.hpp"
#include "release/bundle/opening.hpp"
#include "release/bundle/signatures.hpp"

namespace review {

LetThrough::LetThrough(const std::vector<std::string>& bundles, const ReleaseRecord& record) {
    for (const auto& bundle : bundles) {
        if (findings_.empty()) read(bundle, record);
    }
}

// The entry names the office's word, that the statement, and the statement each finding: no signature is needed besides the ledger.
void LetThrough::read(const std::string& bundle, const ReleaseRecord& record) {
    if (record.statement.empty() || !bundle_has(bundle, bundle::openings)) return;
    try {
        const auto word = envelope_from_json(as_text(read_bundle_file(bundle, bundle::release)));
        if (sha256(word.payload).hex() != record.statement) return;
        const auto stated = open_statement(read_bundle_file(bundle, bundle::statement));
        if (stated.payload != release_statement_from_json(as_text(word.payload)).statement) return;
        const auto openings = openings_from_json(as_text(read_bundle_file(bundle, bundle::openings)));
        const auto& closed_ones = stated.statement.findings;
        if (openings.findings.size() != closed_ones.size()) return;
        for (std::size_t i = 0; i < closed_ones.size(); ++i) {
            if (closed_ones[i].disposition != "keep") continue;
            const auto& opened = openings.findings[i];
            // Of the value closed in the statement, or it is nobody's word.
            const FindingFacts facts{closed_ones[i].rule, opened.place};
            if (commitment_of(place_key(opened.key), facts, opened.value) != closed_ones[i].commitment) continue;
            findings_.push_back({closed_ones[i].rule, opened.value, value_key(opened.key)});
        }
    } catch (const Error&) {
        findings_.clear();  // nothing is known of it, and everything is told
    }
}

// Each is closed under a key of its own: nothing is found but by trying. The next one is likely the one behind the last.
bool LetThrough::has(const Finding& finding) {
    for (std::size_t tried = 0; tried < findings_.size(); ++tried) {
        const std::size_t at = (next_ + tried) % findings_.size();
        const auto& one = findings_[at];
        if (one.rule != finding.rule || closed_value(one.key, finding.excerpt.reveal()) != one.value) continue;
        next_ = at + 1;
        return true;
    }
    return false;
}

}  // namespace review

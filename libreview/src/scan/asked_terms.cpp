#include "scan/asked_terms.hpp"

#include <algorithm>

#include "model/line_label.hpp"

namespace review {
namespace {

bool holds(const Finding& finding, const SpelledOut::Run& run) {
    return finding.where.span.begin <= run.begin && run.end <= finding.where.span.end;
}

}  // namespace

AskedTerms::AskedTerms(const std::vector<PatternPack>& packs) {
    std::vector<std::string_view> values;
    for (const auto& pack : packs) {
        for (const auto& rule : pack.rules) {
            if (!rule.asked) continue;
            for (const auto& term : rule.terms) terms_.push_back({&pack, &rule, term.text});
        }
    }
    for (const auto& term : terms_) values.push_back(term.text);
    if (!values.empty()) search_ = std::make_unique<SpelledOut>(values);
}

void AskedTerms::add_findings(const Part& part, std::vector<Finding>& findings) const {
    if (!search_) return;
    for (const auto& hit : search_->find(part)) {
        const auto& term = terms_[hit.value];
        const auto rule = term.pack->name + "/" + term.rule->id;
        const auto known = [&](const SpelledOut::Run& run) {
            return std::any_of(findings.begin(), findings.end(),
                               [&](const Finding& other) { return other.rule == rule && holds(other, run); });
        };
        if (!known(hit.runs.front())) findings.push_back(finding(part, hit));
    }
}

Finding AskedTerms::finding(const Part& part, const SpelledOut::Hit& hit) const {
    const auto& term = terms_[hit.value];
    const auto& run = hit.runs.front();
    const auto excerpt = hit.runs.size() == 1 ? text_of(part, run.begin, run.end) : term.text;
    Finding made;
    made.rule = term.pack->name + "/" + term.rule->id;
    made.category = term.rule->category;
    made.severity = term.rule->severity;
    made.likelihood = term.rule->likelihood;
    made.where.span = {part.number, run.begin, run.end};
    made.where.kind = part.kind;
    made.where.label = label_at(part, text_of(part, part.first, run.begin).size());
    made.where.page = part.page;
    for (const auto& piece : hit.runs) {
        const auto quads = quads_of(part, piece.begin, piece.end);
        made.where.quads.insert(made.where.quads.end(), quads.begin(), quads.end());
    }
    made.where.xpath = part.xpath;
    made.where.bytes = bytes_of(part, run.begin, run.end);
    made.excerpt = Sensitive(excerpt);
    made.preview = masked(excerpt);
    made.view = "joined";
    return made;
}

}  // namespace review

#include "release/asked_in_vain.hpp"

#include <set>

#include "model/spelled_out.hpp"

namespace review {
namespace {

struct AskedRule {
    std::string name, term;  // no term: an expression
};

std::vector<AskedRule> rules_not_found(const Scanner& scanner, const std::vector<Finding>& findings) {
    std::set<std::string> found;
    for (const auto& finding : findings) found.insert(finding.rule);
    std::vector<AskedRule> rules;
    for (const auto& pack : scanner.packs()) {
        if (!pack.asked) continue;
        for (const auto& rule : pack.rules) {
            const auto name = pack.name + "/" + rule.id;
            if (!found.contains(name)) rules.push_back({name, rule.terms.empty() ? "" : rule.terms.front().text});
        }
    }
    return rules;
}

// What a redaction cuts whether the scan found it or not: a value laid out as no rule reads it, or over the end of a page.
class SeenAnyway final : public ExtractionSink {
public:
    explicit SeenAnyway(const std::vector<std::string_view>& terms) : search_(terms) {}

    void part(Part&& part) override {
        for (const auto& hit : search_.find(part)) seen.insert(hit.value);
        if (part.kind != PartKind::page) return;
        for (const auto& bridge : search_.find_across(last_end_, part)) seen.insert(bridge.value);
        last_end_ = search_.end_of(part);
    }
    void blind_spot(BlindSpot&&) override {}
    std::set<std::size_t> seen;

private:
    SpelledOut search_;
    SpelledOut::Edge last_end_;  // of the page before
};

}  // namespace

std::vector<std::string> asked_in_vain(const Document& document, const Scanner& scanner, const std::vector<Finding>& findings) {
    const auto rules = rules_not_found(scanner, findings);
    if (rules.empty()) return {};
    std::vector<std::string_view> terms;
    for (const auto& rule : rules) terms.push_back(rule.term);
    SeenAnyway anyway(terms);
    document.extract(anyway);
    std::vector<std::string> names;
    for (std::size_t i = 0; i < rules.size(); ++i) {
        if (!anyway.seen.contains(i)) names.push_back(rules[i].name);
    }
    return names;
}

}  // namespace review

#include <algorithm>

#include <review/error.hpp>
#include <review/scanner.hpp>

#include "base/messages/scan.hpp"
#include "scan/pack_examples.hpp"

namespace review {
namespace {

using Complaints = std::vector<PackComplaint>;

struct Check {
    const PatternPack& pack;
    const Rule& rule;
    Complaints& complaints;

    void complain(int line, const Message& what) const { complaints.push_back({pack.file, line, rule.id, say(what)}); }
};

std::vector<Finding> findings_in(const Scanner& scanner, const Example& example) {
    Part part;
    part.text = example.text;
    return scanner.scan(part);
}

// Bytes of the example that a finding covers.
std::pair<std::size_t, std::size_t> covered(const Example& example, const Finding& finding) {
    Part part;
    part.text = example.text;
    const auto begin = text_of(part, 0, finding.where.span.begin).size();
    return {begin, begin + finding.excerpt.reveal().size()};
}

void check_positive(const Check& check, const Scanner& scanner, const Example& example) {
    const auto findings = findings_in(scanner, example);
    if (findings.empty()) return check.complain(example.line, Msg::scan_not_found);
    const bool there = std::any_of(findings.begin(), findings.end(), [&](const Finding& finding) {
        return covered(example, finding) == std::pair{example.begin, example.end};
    });
    if (!there) check.complain(example.line, Msg::scan_other_span);
}

void check_examples(const Check& check, const Scanner& scanner) {
    const Rule& rule = check.rule;
    for (const auto& example : rule.positive) check_positive(check, scanner, example);
    for (const auto& example : rule.negative) {
        if (!findings_in(scanner, example).empty()) check.complain(example.line, Msg::scan_found_negative);
    }
    for (const auto& example : rule.near_miss) {
        for (const auto& finding : findings_in(scanner, example)) {
            if (finding.likelihood != Likelihood::certain) continue;
            check.complain(example.line, Msg::scan_near_miss_certain);
        }
    }
}

constexpr std::size_t most_kept_alone = 12;  // rules; two databases each, of 64 that are kept in all

PatternPack only(const PatternPack& pack, const Rule& rule) {
    PatternPack alone = pack;
    alone.rules = {rule};
    return alone;
}

}  // namespace

void prove_examples(const PatternPack& pack, const std::string& cache_folder) {
    const auto kept_in = pack.rules.size() <= most_kept_alone ? cache_folder : std::string();
    for (const auto& rule : pack.rules) {
        if (rule.judge || (rule.positive.empty() && rule.negative.empty() && rule.near_miss.empty())) continue;
        Complaints complaints;
        check_examples({pack, rule, complaints}, Scanner::compile({only(pack, rule)}, kept_in));
        if (complaints.empty()) continue;
        const auto& first = complaints.front();
        throw Error(Errc::bad_pattern, say(Msg::scan_bad_rule, {first.file, std::to_string(first.line), first.rule, first.what}));
    }
}

std::vector<PackComplaint> check_packs(const std::vector<PatternPack>& packs) {
    Complaints complaints;
    for (const auto& pack : packs) {
        for (const auto& rule : pack.rules) {
            const Check check{pack, rule, complaints};
            if (rule.positive.empty() || rule.negative.empty()) check.complain(rule.line, Msg::scan_no_examples);
            try {
                check_examples(check, Scanner::compile({only(pack, rule)}));
            } catch (const Error& error) {
                complaints.push_back({pack.file, rule.line, rule.id, error.what()});
            }
        }
    }
    if (!complaints.empty()) return complaints;
    try {
        Scanner::compile(packs);
    } catch (const Error& error) {
        complaints.push_back({packs.front().file, 1, "", error.what()});
    }
    return complaints;
}

}  // namespace review

#include "scan/overlaps.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace review {

namespace {

constexpr std::size_t none = static_cast<std::size_t>(-1);

using Last = std::array<std::array<std::size_t, 4>, 3>;  // by likelihood and severity

// The surest that holds it.
std::size_t holder_of(const std::vector<Finding>& findings, const Last& last, const Finding& inner) {
    const auto size = [](const Finding& finding) { return finding.where.span.end - finding.where.span.begin; };
    const auto least = std::max(inner.likelihood, Likelihood::likely);
    for (auto likelihood = last.size(); likelihood-- > static_cast<std::size_t>(least);) {
        for (auto severity = static_cast<std::size_t>(inner.severity); severity < last[likelihood].size(); ++severity) {
            const auto outer = last[likelihood][severity];
            if (outer == none || findings[outer].where.span.end < inner.where.span.end) continue;
            if (findings[outer].likelihood > inner.likelihood || size(findings[outer]) > size(inner)) return outer;
        }
    }
    return none;
}

}  // namespace

void take_in_overlapped(std::vector<Finding>& findings, const std::set<std::string>& numbers) {
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < findings.size(); ++i) {
        if (numbers.contains(findings[i].rule)) order.push_back(i);
    }
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        const auto &one = findings[a].where.span, &two = findings[b].where.span;
        if (one.begin != two.begin) return one.begin < two.begin;
        if (one.end != two.end) return one.end > two.end;
        return findings[a].likelihood != findings[b].likelihood ? findings[a].likelihood > findings[b].likelihood : a < b;
    });
    // What came before begins no later, so that the one that ends last holds whatever any of them holds.
    Last last;
    for (auto& row : last) row.fill(none);
    std::vector<bool> taken(findings.size());
    for (const auto index : order) {
        const auto& inner = findings[index];
        const auto outer = holder_of(findings, last, inner);
        auto& here = last[static_cast<std::size_t>(inner.likelihood)][static_cast<std::size_t>(inner.severity)];
        if (outer == none) {
            if (here == none || findings[here].where.span.end < inner.where.span.end) here = index;
            continue;
        }
        taken[index] = true;
        auto& evidence = findings[outer].evidence;
        const auto also = "also:" + inner.rule;
        if (std::find(evidence.begin(), evidence.end(), also) == evidence.end()) evidence.push_back(also);
    }
    std::size_t kept = 0;
    for (std::size_t i = 0; i < findings.size(); ++i) {
        if (taken[i]) continue;
        if (kept != i) findings[kept] = std::move(findings[i]);
        ++kept;
    }
    findings.erase(findings.begin() + static_cast<std::ptrdiff_t>(kept), findings.end());
}

}  // namespace review

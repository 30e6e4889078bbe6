#include "cli/policy_diff.hpp"

#include <algorithm>
#include <array>

#include "base/messages/cli.hpp"
#include "cli/policy_lines.hpp"
#include "report/printable.hpp"

namespace cli {

using namespace review;

namespace {

constexpr std::array all_likelihoods{Likelihood::possible, Likelihood::likely, Likelihood::certain};

// Rows are read in order, and the first that fits decides: what counts is what comes out.
std::string decided(const Policy& policy, const PatternPack& pack, const Rule& rule, Likelihood likelihood) {
    Finding finding;
    finding.rule = pack.name + "/" + rule.id;
    finding.category = rule.category;
    finding.severity = rule.severity;
    finding.likelihood = likelihood;
    apply(policy, finding);
    return std::string(name_of(finding.action)) + (finding.basis.empty() ? "" : " (" + listed_words(finding.basis) + ")");
}

void add_rules(const Policy& before, const Policy& after, const std::vector<PatternPack>& packs, std::string& text) {
    for (const auto& pack : packs) {
        for (const auto& rule : pack.rules) {
            // Likelihoods of which both policies say the same make one line.
            std::string said, of;
            const auto tell = [&] {
                if (!said.empty()) text += say(Msg::cli_policy_differs, {printable(pack.name + "/" + rule.id), of, said}) + "\n";
            };
            for (const auto likelihood : all_likelihoods) {
                const auto old = decided(before, pack, rule, likelihood), now = decided(after, pack, rule, likelihood);
                const auto change = old == now ? "" : old + " -> " + now;
                if (change == said) {
                    of += (of.empty() ? "" : ", ") + std::string(name_of(likelihood));
                    continue;
                }
                tell();
                said = change, of = name_of(likelihood);
            }
            tell();
        }
    }
}

// Of entries that are in one policy and not in the other; their order is told by none of the two.
void add_entries(const std::vector<std::string>& before, const std::vector<std::string>& after, std::string& text) {
    const auto only_in = [&](const auto& these, const auto& others, const char* sign) {
        for (const auto& one : these) {
            if (std::find(others.begin(), others.end(), one) == others.end()) text += sign + printable(one) + "\n";
        }
    };
    only_in(before, after, "-");
    only_in(after, before, "+");
}

}  // namespace

std::string policy_differences(const Policy& before, const Policy& after, const std::vector<PatternPack>& packs) {
    std::string text;
    add_rules(before, after, packs, text);
    add_entries(lines_of_public(before), lines_of_public(after), text);
    // The first field that fits decides: in another order they may decide otherwise.
    const auto old = lines_of_fields(before), now = lines_of_fields(after);
    add_entries(old, now, text);
    if (old != now && std::is_permutation(old.begin(), old.end(), now.begin(), now.end())) text += say(Msg::cli_policy_field_order) + "\n";
    return text;
}

}  // namespace cli

#include <algorithm>
#include <array>
#include <utility>

#include <review/policy.hpp>

namespace review {
namespace {

constexpr std::array<std::pair<Channel, std::string_view>, 3> channels{{
    {Channel::internet, "internet"}, {Channel::restricted, "restricted"}, {Channel::board, "board"},
}};

}  // namespace

bool selects(const std::string& selector, const Finding& finding) {
    if (selector == "*" || selector == finding.rule) return true;
    const std::string_view text = selector;
    if (text.starts_with("category:")) return text.substr(9) == name_of(finding.category);
    return text.ends_with("/*") && finding.rule.starts_with(text.substr(0, text.size() - 1));
}

void apply(const Policy& policy, Finding& finding) {
    finding.action = Action::review;
    for (const auto& row : policy.rows) {
        if (finding.likelihood < row.at_least || !selects(row.rule, finding)) continue;
        finding.action = row.action;
        for (const auto& basis : row.basis) {
            if (std::find(finding.basis.begin(), finding.basis.end(), basis) == finding.basis.end()) {
                finding.basis.push_back(basis);
            }
        }
        return;
    }
}

std::string_view name_of(Channel channel) {
    for (const auto& [key, name] : channels) {
        if (key == channel) return name;
    }
    return "?";
}

std::optional<Channel> channel(std::string_view name) {
    for (const auto& [key, word] : channels) {
        if (word == name) return key;
    }
    return std::nullopt;
}

}  // namespace review

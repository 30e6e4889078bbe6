#pragma once

#include <optional>
#include <string>
#include <vector>

#include <review/digest.hpp>
#include <review/finding.hpp>

namespace review {

enum class Channel { internet, restricted, board };

// Which action a finding calls for, by rule, category and likelihood. docs/policy.md.
struct PolicyRow {
    std::string rule;      // "cn-identity/resident-id", or "category:personal"
    Likelihood at_least = Likelihood::possible;
    Action action = Action::review;
    std::vector<std::string> basis;
};

struct Policy {
    std::string name = "default";
    Channel channel = Channel::internet;
    Digest digest;
    std::vector<PolicyRow> rows;  // the first that fits decides; none: Action::review
};

// A built-in policy by name, or a file. Throws Errc::bad_config naming file and line.
Policy load_policy(const std::string& name_or_path, Channel channel);
std::vector<std::string> built_in_policies();

// Sets action and adds basis.
void apply(const Policy& policy, Finding& finding);

std::string_view name_of(Channel channel);
std::optional<Channel> channel(std::string_view name);

}  // namespace review

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <review/digest.hpp>
#include <review/finding.hpp>
#include <review/suppressions.hpp>
#include <review/xml_fields.hpp>

namespace review {

enum class Channel { internet, restricted, board };

// Which action a finding calls for, by rule, category and likelihood. docs/policy.md.
struct PolicyRow {
    std::string rule;      // "cn-identity/resident-id", or "category:personal"
    Likelihood at_least = Likelihood::possible;
    Action action = Action::review;
    std::vector<std::string> basis;
};

// What the law wants published (条例 20): it is told by the label that stands before it or over its column, or by
// what a verifier saw of it. A finding of category personal or trade below critical severity is then allowed; a
// cut of it is a warning.
struct MustPublish {
    std::string rule = "*";             // which findings are allowed for it; selectors as in rows
    std::vector<std::string> labels;
    std::vector<std::string> evidence;  // words of Finding::evidence
    std::vector<std::string> basis;
};

struct Policy {
    std::string name = "default";
    std::string title_en, title_zh;
    std::string document_class = "default";  // what suppressions are keyed with
    Channel channel = Channel::internet;
    Digest digest;
    std::vector<PolicyRow> rows;  // the first that fits decides; none: Action::review
    std::vector<MustPublish> must_publish;
    std::vector<FieldRule> fields;  // of XML drafts; the first that fits a place decides
    std::uint64_t mask_floor = 1000;  // a masked value that fits fewer is a finding
    Suppressions suppressions;
};

// A built-in policy by name, or a file. Throws Errc::bad_config naming file and line.
Policy load_policy(const std::string& name_or_path, Channel channel);
std::vector<std::string> built_in_policies();

// True where a row or a must-publish entry with this selector speaks of the finding.
bool selects(const std::string& selector, const Finding& finding);

// Sets action and adds basis.
void apply(const Policy& policy, Finding& finding);

std::string_view name_of(Channel channel);
std::optional<Channel> channel(std::string_view name);

}  // namespace review

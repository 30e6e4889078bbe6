#include "cli/policy_lines.hpp"

#include "base/messages/cli.hpp"

namespace cli {

using namespace review;

std::string listed_words(const std::vector<std::string>& words) {
    std::string list;
    for (const auto& word : words) list += (list.empty() ? "" : ", ") + word;
    return list;
}

std::vector<std::string> lines_of_public(const Policy& policy) {
    std::vector<std::string> lines{say(Msg::cli_policy_class, {policy.document_class, std::to_string(policy.mask_floor)})};
    for (const auto& entry : policy.must_publish) {
        auto words = listed_words(entry.labels);
        if (!entry.evidence.empty()) words += (words.empty() ? "" : ", ") + listed_words(entry.evidence);
        lines.push_back(say(Msg::cli_policy_public, {entry.rule, words, listed_words(entry.basis)}));
    }
    return lines;
}

std::vector<std::string> lines_of_fields(const Policy& policy) {
    std::vector<std::string> lines;
    for (const auto& field : policy.fields) {
        auto what = std::string(name_of(field.duty));
        if (field.neutral) what += ", neutral: " + *field.neutral;
        if (field.remove) what += ", remove";
        lines.push_back(say(Msg::cli_policy_field, {field.path.text(), what, listed_words(field.basis)}));
    }
    return lines;
}

}  // namespace cli

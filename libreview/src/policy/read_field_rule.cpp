#include "policy/read_field_rule.hpp"

#include "base/loose_text.hpp"
#include "base/messages/policy.hpp"

namespace review {

FieldRule read_field_rule(const ConfigNode& node) {
    node.allow_keys({"path", "do", "neutral", "remove", "basis", "because"});
    const auto path = FieldPath::parse(node.at("path").as_string());
    if (!path) node.at("path").complain(say(Msg::policy_bad_path));
    FieldRule rule{*path, FieldDuty::look, node.strings_or_empty("basis"), {}, node.boolean_or("remove", false)};
    if (node.has("do")) {
        const auto word = node.at("do").as_string();
        const auto duty = field_duty(word);
        if (!duty) node.at("do").complain(say(Msg::policy_unknown_word, {word, "look, cut, pass-over, publish"}));
        rule.duty = *duty;
    }
    if (node.has("neutral")) {
        rule.neutral = node.at("neutral").as_string();
        for (const auto point : code_points(*rule.neutral)) {
            // XML 1.0, 2.2.
            if (point < 0x20 && point != '\t' && point != '\n') node.at("neutral").complain(say(Msg::policy_neutral_no_text));
        }
    }
    if (rule.remove && rule.neutral) node.complain(say(Msg::policy_neutral_or_remove));
    if (rule.duty == FieldDuty::look && !rule.remove && !rule.neutral) node.complain(say(Msg::policy_field_does_nothing));
    return rule;
}

}  // namespace review

#include "policy/settings_file.hpp"

#include <algorithm>
#include <filesystem>

#include <review/draft.hpp>
#include <review/policy.hpp>

#include "base/config_node.hpp"
#include "base/messages/policy.hpp"

namespace review {
namespace {

// Where a link leads to the file, from the folder of the file itself: whoever made the link must not choose what it names.
std::string beside(const std::string& path, const std::string& name) {
    std::error_code hidden;
    const auto file = std::filesystem::weakly_canonical(std::filesystem::absolute(path), hidden);
    return ((hidden ? std::filesystem::absolute(path) : file).parent_path() / name).lexically_normal().string();
}

bool is_built_in(const std::string& name) {
    const auto names = built_in_policies();
    return std::find(names.begin(), names.end(), name) != names.end();
}

std::string value_of(const std::string& key, const ConfigNode& node, const std::string& path) {
    const auto text = node.as_string();
    if (key == "channel" && !channel(text)) node.complain(say(Msg::policy_unknown_word, {text, "internet, restricted, board"}));
    if (key == "fail-on" && !severity(text)) node.complain(say(Msg::policy_unknown_word, {text, "low, medium, high, critical"}));
    if (text.empty()) node.complain(say(Msg::suppress_blank, {key}));
    const bool word = key == "channel" || key == "fail-on" || (key == "policy" && is_built_in(text));
    return word ? text : beside(path, text);
}

}  // namespace

bool adds_up(const std::string& key) { return key == "packs" || key == "plugins"; }

std::vector<SettingUse> load_settings(const std::string& path) {
    const auto root = ConfigNode::parse(load_settings_file(path).bytes, path, Errc::bad_config);
    // There is none for the key of fingerprints: whoever may change a configuration could then forge suppressions and baselines.
    root.allow_keys({"policy", "channel", "packs", "plugins", "suppressions", "baseline", "fail-on"});
    std::vector<SettingUse> settings;
    for (const auto& [key, node] : root.entries()) {
        if (!adds_up(key)) settings.push_back({key, value_of(key, node, path), path, node.line()});
        else for (const auto& one : node.as_list()) settings.push_back({key, value_of(key, one, path), path, one.line()});
    }
    return settings;
}

}  // namespace review

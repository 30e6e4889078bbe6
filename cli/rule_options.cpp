#include "cli/rule_options.hpp"

#include <algorithm>
#include <cstdlib>

#include <review/pattern_pack.hpp>

#include "base/messages/cli.hpp"
#include "base/messages/written_text.hpp"
#include "cli/fingerprint_key.hpp"
#include "policy/settings_file.hpp"

namespace cli {

using namespace review;

// The XDG base directory specification; REVIEW_CACHE_DIR goes before it, and if it is empty nothing is kept.
std::string cache_folder() {
    const auto variable = [](const char* name) {
        const char* value = std::getenv(name);
        return std::string(value != nullptr && value[0] == '/' ? value : "");
    };
    if (std::getenv("REVIEW_CACHE_DIR") != nullptr) return variable("REVIEW_CACHE_DIR");
    if (const auto cache = variable("XDG_CACHE_HOME"); !cache.empty()) return cache + "/review";
    const auto home = variable("HOME");
    return home.empty() ? "" : home + "/.cache/review";
}

void add_rules(CLI::App& app, RuleOptions& options) {
    app.add_option("--policy", options.policy, say(Msg::cli_opt_policy))->type_name("NAME|FILE");
    app.add_option("--channel", options.channel, say(Msg::cli_opt_channel))
        ->check(CLI::IsMember({"internet", "restricted", "board"}));
    // One value an option: what follows may be the file.
    app.add_option("--pack", options.packs, say(Msg::cli_opt_pack))->type_name("FILE")->allow_extra_args(false);
    app.add_option("--term", options.terms, say(Msg::cli_opt_term))->allow_extra_args(false);
    app.add_option("--terms-from", options.terms_from, say(Msg::cli_opt_terms_from))->type_name("FILE");
    app.add_option("--suppressions", options.suppressions, say(Msg::cli_opt_suppressions))->type_name("FILE");
    app.add_option("--key-file", options.key_file, say(Msg::cli_opt_key_file))->type_name("FILE");
    app.add_option("--regex", options.regexes, say(Msg::cli_opt_regex))->allow_extra_args(false);
    add_plugins(app, options.plugins);
    add_configuration(app, options.configuration);
}

void configure(RuleOptions& options, const CLI::App& app, const std::vector<std::string>& paths, const std::map<std::string, std::string*>& more) {
    auto& settings = options.settings = settings_for(options.configuration, paths);
    std::map<std::string, std::string*> keys{{"policy", &options.policy}, {"channel", &options.channel}, {"suppressions", &options.suppressions}};
    keys.insert(more.begin(), more.end());
    std::erase_if(settings, [&](const SettingUse& setting) { return !adds_up(setting.key) && !keys.contains(setting.key); });
    for (const auto& [key, value] : keys) take_setting(settings, app, key, *value);
    for (const auto& setting : settings) {
        if (setting.key == "packs") options.packs.push_back(setting.value);
        if (setting.key == "plugins") options.plugins.plugins.push_back(setting.value);
    }
}

const std::vector<AskedWord>& words_of(const RuleOptions& options) {
    if (options.asked) return *options.asked;
    auto words = words_of_option("--term", options.terms);
    if (!options.terms_from.empty()) {
        const auto listed = words_of_file(options.terms_from);
        words.insert(words.end(), listed.begin(), listed.end());
    }
    options.asked = std::make_shared<const std::vector<AskedWord>>(std::move(words));
    return *options.asked;
}

namespace {

PatternPack pack_of_words(const std::vector<std::string>& terms, const RuleOptions& options) {
    auto pack = terms_pack(terms, options.regexes);
    const auto& words = words_of(options);
    for (std::size_t i = 0; i < pack.rules.size(); ++i) {
        pack.rules[i].place = i < words.size() ? words[i].place : say(Msg::written_option_place, {"--regex", std::to_string(i - words.size() + 1)});
    }
    return pack;
}

}  // namespace

Scanner scanner_of(const RuleOptions& options) {
    auto packs = built_in_packs();
    for (const auto& file : options.packs) {
        auto pack = load_pack(file, plugins_of(options.plugins).verifiers, cache_folder());
        // A file that the configuration names and the command line once more is one pack.
        const bool known = std::any_of(packs.begin(), packs.end(), [&](const PatternPack& one) { return one.digest == pack.digest; });
        if (!known) packs.push_back(std::move(pack));
    }
    std::vector<std::string> terms;
    for (const auto& word : words_of(options)) terms.push_back(word.text);
    if (!terms.empty() || !options.regexes.empty()) packs.push_back(pack_of_words(terms, options));
    return Scanner::compile(std::move(packs), cache_folder(), plugins_of(options.plugins).detectors);
}

Policy policy_of(const RuleOptions& options) {
    auto policy = load_policy(options.policy, *channel(options.channel));
    if (!options.suppressions.empty()) {
        policy.suppressions = load_suppressions(options.suppressions, fingerprint_key(options.key_file));
    }
    return policy;
}

std::map<std::string, ReportRule> rules_of(const std::vector<PatternPack>& packs) {
    std::map<std::string, ReportRule> rules;
    for (const auto& pack : packs) {
        for (const auto& rule : pack.rules) {
            const auto id = pack.name + "/" + rule.id;
            rules[id] = {id, rule.title_en, rule.title_zh, rule.source, "", "", rule.category, rule.severity, rule.basis};
        }
    }
    auto& field = rules["policy/xml-field"];  // that a policy says goes
    field.id = "policy/xml-field";
    field.title_en = say_in(Language::en, Msg::cli_rule_field);
    field.title_zh = say_in(Language::zh, Msg::cli_rule_field);
    field.severity = Severity::high;
    return rules;
}

}  // namespace cli

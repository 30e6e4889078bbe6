#include "cli/command_tree.hpp"

#include <algorithm>
#include <string_view>

namespace cli {
namespace {

// "TEXT:{en,zh}", which CLI::IsMember makes: the words in the braces. "UINT:INT in [1 - 256]": none.
std::vector<std::string> choices_of(std::string_view type) {
    std::vector<std::string> choices;
    const auto begin = type.find(":{"), end = type.rfind('}');
    if (begin == type.npos || end == type.npos) return choices;
    type = type.substr(begin + 2, end - begin - 2);
    while (!type.empty()) {
        const auto comma = std::min(type.find(','), type.size());
        choices.emplace_back(type.substr(0, comma));
        type.remove_prefix(std::min(comma + 1, type.size()));
    }
    return choices;
}

OptionRow row_of(const CLI::Option& option) {
    OptionRow row;
    row.positional = option.get_positional();
    if (row.positional) row.names.push_back(option.get_name(true));
    for (const auto& name : option.get_lnames()) row.names.push_back("--" + name);
    for (const auto& name : option.get_snames()) row.names.push_back("-" + name);
    const auto type = option.get_items_expected_max() > 0 ? option.get_type_name() : std::string();
    row.value = type.substr(0, type.find(':'));
    row.choices = choices_of(type);
    row.about = option.get_description();
    row.required = option.get_required();
    row.repeats = option.get_items_expected_max() > 1;
    return row;
}

CommandRow command_of(const CLI::App& app, const std::string& over, const std::vector<OptionRow>& inherited) {
    CommandRow row;
    row.name = app.get_name();
    row.path = over.empty() ? row.name : over + " " + row.name;
    row.about = app.get_description();
    row.more = app.get_footer();
    for (const auto* option : app.get_options([](const CLI::Option* one) { return !one->get_group().empty(); })) row.options.push_back(row_of(*option));
    for (const auto& option : inherited) {
        const auto same = [&](const OptionRow& own) { return own.names == option.names; };
        if (std::none_of(row.options.begin(), row.options.end(), same)) row.options.push_back(option);
    }
    auto handed_on = row.options;
    std::erase_if(handed_on, [](const OptionRow& option) { return option.positional || option.names.front() == "--version"; });
    for (const auto* below : app.get_subcommands(nullptr)) row.commands.push_back(command_of(*below, row.path, handed_on));
    return row;
}

}  // namespace

CommandRow command_tree(const CLI::App& root) { return command_of(root, "", {}); }

}  // namespace cli

#include <algorithm>
#include <cctype>
#include <memory>

#include <review/error.hpp>

#include "base/messages/cli.hpp"
#include "cli/command.hpp"
#include "cli/command_tree.hpp"
#include "cli/exit_status.hpp"
#include "cli/outputs.hpp"

namespace cli {
namespace {

using namespace review;

struct ManOptions {
    std::string command, folder;
};

// man(7): a backslash and a hyphen that is meant as one are escaped, and a line must not look like a request.
std::string roff(const std::string& text) {
    std::string out;
    for (const char c : text) {
        if ((out.empty() || out.back() == '\n') && (c == '.' || c == '\'')) out += "\\&";
        if (c == '\\') out += "\\e";
        else if (c == '-') out += "\\-";
        else out += c;
    }
    return out;
}

std::string section(const Message& title) { return ".SH " + say(title) + "\n"; }

// Each line of help is a paragraph of its own; a section begins with one by itself.
std::string paragraphs(const std::string& text) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const auto end = std::min(text.find('\n', at), text.size());
        if (end > at) out += (out.empty() ? "" : ".PP\n") + roff(text.substr(at, end - at)) + "\n";
        at = end + 1;
    }
    return out;
}

std::string synopsis(const CommandRow& command) {
    std::string line = ".B " + roff(command.path) + "\n";
    for (const auto& option : command.options) {
        if (option.positional || !option.required) continue;
        line += ".B " + roff(option.names.front()) + "\n.I " + roff(option.value) + "\n";
    }
    line += ".RI [ " + roff(say(Msg::man_word_options)) + " ]\n";
    if (!command.commands.empty()) line += ".I " + roff(say(Msg::man_word_command)) + "\n";
    for (const auto& option : command.options) {
        if (!option.positional) continue;
        const auto name = roff(option.names.front()) + (option.repeats ? "\\|.\\|.\\|." : "");
        line += option.required ? ".I " + name + "\n" : ".RI [ " + name + " ]\n";
    }
    return line;
}

std::string option_rows(const CommandRow& command) {
    std::string text;
    for (const auto& option : command.options) {
        std::string names;
        for (const auto& name : option.names) {
            names += (names.empty() ? "" : ", ") + std::string(option.positional ? "\\fI" : "\\fB") + roff(name) + "\\fR";
        }
        if (!option.positional && !option.value.empty()) names += " \\fI" + roff(option.value) + "\\fR";
        std::string choices;
        for (const auto& word : option.choices) choices += (choices.empty() ? "" : ", ") + word;
        text += ".TP\n" + names + "\n" + roff(option.about + (choices.empty() ? "" : " (" + choices + ")")) + "\n";
    }
    return text;
}

std::string file_name(const CommandRow& command) {
    auto name = command.path;
    std::replace(name.begin(), name.end(), ' ', '-');
    return name;
}

std::string page_of(const CommandRow& command, const CommandRow& root) {
    auto title = file_name(command);
    std::transform(title.begin(), title.end(), title.begin(), [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    std::string page = ".TH \"" + roff(title) + "\" 1 \"\" \"review " REVIEW_VERSION "\" \"" + say(Msg::man_manual) + "\"\n";
    page += ".ad l\n";  // lines of Han have no spaces to widen
    page += section(Msg::man_name) + roff(file_name(command)) + " \\- " + roff(command.about) + "\n";
    page += section(Msg::man_synopsis) + synopsis(command);
    for (const auto& below : command.commands) {
        if (&command != &root) page += ".PP\n" + synopsis(below);
    }
    page += section(Msg::man_description) + paragraphs(command.about + "\n" + (&command == &root ? "" : command.more));
    if (!command.commands.empty()) page += section(Msg::man_commands);
    for (const auto& below : command.commands) {
        page += &command == &root ? ".TP\n\\fB" + roff(file_name(below)) + "\\fR(1)\n" + roff(below.about) + "\n"
                                  : ".SS " + roff(below.path) + "\n" + roff(below.about) + "\n" + option_rows(below);
    }
    page += section(Msg::man_options) + option_rows(command);
    page += section(Msg::man_statuses) + paragraphs(root.more);
    if (&command != &root) page += section(Msg::man_see_also) + ".BR review (1)\n";
    return page;
}

int run_man(const ManOptions& options, const CommandRow& root) {
    if (!options.folder.empty()) {
        Outputs pages;
        const auto add_page = [&](const CommandRow& command) {
            pages.add(options.folder + "/" + file_name(command) + ".1", as_bytes(page_of(command, root)));
        };
        add_page(root);
        for (const auto& command : root.commands) add_page(command);
        pages.commit();
        return exit_clean;
    }
    if (options.command.empty()) {
        write_output("-", page_of(root, root));
        return exit_clean;
    }
    for (const auto& command : root.commands) {
        if (command.name != options.command) continue;
        write_output("-", page_of(command, root));
        return exit_clean;
    }
    throw Error(Errc::bad_config, say(Msg::man_no_command, {options.command}));
}

void add_man(CLI::App& app, int& status) {
    const auto options = std::make_shared<ManOptions>();
    auto* command = app.add_subcommand("man", say(Msg::cli_man))->fallthrough();
    command->footer(say(Msg::cli_man_help));
    auto* name = command->add_option("COMMAND", options->command, say(Msg::cli_opt_man_command));
    command->add_option("--into", options->folder, say(Msg::cli_opt_man_into))->type_name("FOLDER")->excludes(name);
    command->callback([options, &app, &status] { status = run_man(*options, command_tree(app)); });
}

}  // namespace

extern const Command command_man;
const Command command_man{add_man};

}  // namespace cli

#include <memory>
#include <string>

#include "base/messages/cli.hpp"
#include "cli/command.hpp"
#include "cli/command_tree.hpp"
#include "cli/exit_status.hpp"
#include "cli/outputs.hpp"

namespace cli {
namespace {

using namespace review;

// In single quotes. A shell ends them for a quote and begins anew; fish takes a backslash.
std::string shell_word(const std::string& text, bool fish = false) {
    std::string out = "'";
    for (const char c : text) {
        if (c == '\'') out += fish ? "\\'" : "'\\''";
        else if (fish && c == '\\') out += "\\\\";
        else out += c;
    }
    return out + "'";
}

std::string words(const std::vector<std::string>& list) {
    std::string line;
    for (const auto& word : list) line += (line.empty() ? "" : " ") + word;
    return line;
}

std::vector<std::string> option_names(const CommandRow& command) {
    std::vector<std::string> names;
    for (const auto& option : command.options) {
        if (!option.positional) names.insert(names.end(), option.names.begin(), option.names.end());
    }
    return names;
}

// What may stand where no option does, and is no file: a command, or a word the command takes.
struct Word {
    std::string name, about;
};

std::vector<Word> words_of(const CommandRow& command) {
    std::vector<Word> list;
    for (const auto& below : command.commands) list.push_back({below.name, below.about});
    for (const auto& option : command.options) {
        if (!option.positional) continue;
        for (const auto& choice : option.choices) list.push_back({choice, option.about});
    }
    return list;
}

template <class Each>
void each_command(const CommandRow& command, const Each& each) {
    each(command);
    for (const auto& below : command.commands) each_command(below, each);
}

// The lines of a case that goes from "review" to "review packs" to "review packs check" as words are read.
std::string way_down(const CommandRow& root, const std::string& before, const std::string& after) {
    std::string text;
    each_command(root, [&](const CommandRow& command) {
        for (const auto& below : command.commands) text += before + shell_word(command.path + ":" + below.name) + after + shell_word(below.path) + " ;;\n";
    });
    return text;
}

// "'review scan:--format'" for the options of a command that take a value.
std::string takers(const CommandRow& command, const OptionRow& option) {
    std::string text;
    for (const auto& name : option.names) text += (text.empty() ? "" : "|") + shell_word(command.path + ":" + name);
    return text;
}

bool takes_value(const OptionRow& option) { return !option.positional && !option.value.empty(); }

std::string bash(const CommandRow& root) {
    std::string values, lists;
    each_command(root, [&](const CommandRow& command) {
        for (const auto& option : command.options) {
            if (!takes_value(option)) continue;
            // Without a list of words bash completes names of files.
            const auto reply = option.choices.empty() ? "" : "mapfile -t COMPREPLY < <(compgen -W " + shell_word(words(option.choices)) + " -- \"$cur\"); ";
            values += "    " + takers(command, option) + ") " + reply + "return ;;\n";
        }
        std::vector<std::string> below;
        for (const auto& one : words_of(command)) below.push_back(one.name);
        lists += "    " + shell_word(command.path) + ") options=" + shell_word(words(option_names(command))) + " commands=" + shell_word(words(below)) + " ;;\n";
    });
    return "# bash completion for review, made by `review completion bash`.\n"
           "_review() {\n"
           "  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]} at=review options='' commands='' i\n"
           "  COMPREPLY=()\n"
           "  # `--option=value` comes as three words.\n"
           "  if [[ $cur == = ]]; then cur=''; elif [[ $prev == = ]]; then prev=${COMP_WORDS[COMP_CWORD - 2]}; fi\n"
           "  for ((i = 1; i < COMP_CWORD; i++)); do\n"
           "    case $at:${COMP_WORDS[i]} in\n" + way_down(root, "      ", ") at=") +
           "    esac\n"
           "  done\n"
           "  case $at:$prev in\n" + values +
           "  esac\n"
           "  case $at in\n" + lists +
           "  esac\n"
           "  if [[ $cur == -* ]]; then mapfile -t COMPREPLY < <(compgen -W \"$options\" -- \"$cur\")\n"
           "  elif [[ -n $commands ]]; then mapfile -t COMPREPLY < <(compgen -W \"$commands\" -- \"$cur\"); fi\n"
           "}\n"
           "complete -o bashdefault -o default -F _review review\n";
}

std::string zsh(const CommandRow& root) {
    std::string values, lists;
    each_command(root, [&](const CommandRow& command) {
        lists += "    " + shell_word(command.path) + ")\n      options=(";
        for (const auto& option : command.options) {
            if (takes_value(option)) {
                const auto reply = option.choices.empty() ? "_files" : "compadd -- " + words(option.choices);
                values += "    " + takers(command, option) + ") " + reply + "; return ;;\n";
            }
            for (const auto& name : option.names) {
                if (!option.positional) lists += " " + shell_word(name + ":" + option.about);
            }
        }
        lists += " )\n      commands=(";
        for (const auto& word : words_of(command)) lists += " " + shell_word(word.name + ":" + word.about);
        lists += " ) ;;\n";
    });
    return "#compdef review\n"
           "# zsh completion for review, made by `review completion zsh`.\n"
           "_review() {\n"
           "  local at=review cur=${words[CURRENT]} prev=${words[CURRENT - 1]} i\n"
           "  local -a options commands\n"
           "  for ((i = 2; i < CURRENT; i++)); do\n"
           "    case $at:${words[i]} in\n" + way_down(root, "      ", ") at=") +
           "    esac\n"
           "  done\n"
           "  case $at:$prev in\n" + values +
           "  esac\n"
           "  case $at in\n" + lists +
           "  esac\n"
           "  if [[ $cur == -* ]]; then _describe option options\n"
           "  elif (( ${#commands} )); then _describe command commands\n"
           "  else _files; fi\n"
           "}\n"
           "if [[ ${funcstack[1]} == _review ]]; then _review \"$@\"; else compdef _review review; fi\n";
}

std::string fish(const CommandRow& root) {
    std::string rows;
    each_command(root, [&](const CommandRow& command) {
        const auto here = "complete -c review -n " + shell_word("__review_at " + shell_word(command.path), true);
        for (const auto& word : words_of(command)) rows += here + " -f -a " + shell_word(word.name, true) + " -d " + shell_word(word.about, true) + "\n";
        for (const auto& option : command.options) {
            if (option.positional) continue;
            rows += here;
            for (const auto& name : option.names) rows += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
            if (!option.choices.empty()) rows += " -x -a " + shell_word(words(option.choices), true);
            else if (!option.value.empty()) rows += " -r";
            rows += " -d " + shell_word(option.about, true) + "\n";
        }
    });
    std::string down;
    each_command(root, [&](const CommandRow& command) {
        for (const auto& below : command.commands) {
            down += "            case " + shell_word(command.path + ":" + below.name, true) + "\n                set at " + shell_word(below.path, true) + "\n";
        }
    });
    return "# fish completion for review, made by `review completion fish`.\n"
           "function __review_at\n"
           "    set -l at review\n"
           "    for word in (commandline -opc)[2..-1]\n"
           "        switch \"$at:$word\"\n" + down +
           "        end\n"
           "    end\n"
           "    test \"$at\" = \"$argv[1]\"\n"
           "end\n" + rows;
}

struct CompletionOptions {
    std::string shell, output = "-";
};

void add_completion(CLI::App& app, int& status) {
    const auto options = std::make_shared<CompletionOptions>();
    auto* command = app.add_subcommand("completion", say(Msg::cli_completion))->fallthrough();
    command->footer(say(Msg::cli_completion_help));
    command->add_option("SHELL", options->shell, say(Msg::cli_opt_shell))->required()->check(CLI::IsMember({"bash", "zsh", "fish"}));
    command->add_option("-o,--output", options->output, say(Msg::cli_opt_output))->type_name("FILE");
    command->callback([options, &app, &status] {
        const auto root = command_tree(app);
        const auto write = options->shell == "bash" ? bash : options->shell == "zsh" ? zsh : fish;
        write_output(options->output, write(root));
        status = exit_clean;
    });
}

}  // namespace

extern const Command command_completion;
const Command command_completion{add_completion};

}  // namespace cli

#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <functional>
#include <memory>
#include <set>

#include <review/draft.hpp>
#include <review/error.hpp>
#include <review/health.hpp>
#include <review/pattern_pack.hpp>
#include <review/policy.hpp>
#include <review/scanner.hpp>

#include "base/child_process.hpp"
#include "base/messages/cli.hpp"
#include "base/messages/cli_cage.hpp"
#include "base/messages/cli_module.hpp"
#include "cage/close_cage.hpp"
#include "cage/landlock.hpp"
#include "cli/command.hpp"
#include "cli/configuration.hpp"
#include "cli/exit_status.hpp"
#include "cli/fingerprint_key.hpp"
#include "cli/outputs.hpp"
#include "cli/rule_options.hpp"
#include "format/pdf/fonts/cmap.hpp"
#include "format/pdf/render.hpp"
#include "format/pdf_module.hpp"
#include "report/printable.hpp"
#include "scan/hyperscan.hpp"

namespace cli {
namespace {

using namespace review;

// Says what is there; throws an Error that says what is wrong. Nothing is made or changed.
using Look = std::function<std::string()>;

[[noreturn]] void missing(const std::string& what) { throw Error(Errc::io, what); }

std::string engine() {
    if (!engine_runs_here()) missing(say(Msg::doctor_no_engine));
    return engine_version();
}

std::string packs() {
    const auto scanner = Scanner::compile(built_in_packs());
    std::size_t rules = 0;
    for (const auto& pack : scanner.packs()) rules += pack.rules.size();
    return say(Msg::doctor_packs, {std::to_string(scanner.packs().size()), std::to_string(rules)});
}

std::string policies() {
    for (const auto& name : built_in_policies()) load_policy(name, Channel::internet);
    return std::to_string(built_in_policies().size());
}

std::string configuration() {
    const auto settings = settings_for({}, {"-"});
    std::string list;
    for (const auto& setting : settings) list += (list.empty() ? "" : "; ") + setting.key + ": " + setting.value;
    return list.empty() ? say(Msg::config_none) : list;
}

std::string key() {
    const auto place = key_place("");
    if (place.path.empty()) missing(say(Msg::doctor_no_key));
    std::error_code error;
    if (!std::filesystem::exists(place.path, error) && !place.named) return say(Msg::doctor_key_later, {place.path});
    fingerprint_key(place.path);
    return place.path;
}

std::string pdftoppm() {
    const auto version = pdf::PageRenderer::version();
    if (!version) missing(say(Msg::doctor_not_installed));
    return *version;
}

Look font_with(std::u32string characters) {
    return [characters] {
        const auto file = pdf_module().installed_font(characters);
        if (file.empty()) missing(say(Msg::doctor_not_installed));
        return file;
    };
}

std::string cmaps() {
    std::string lacking;
    for (const char* name : {"Adobe-GB1-UCS2", "Adobe-CNS1-UCS2", "Adobe-Japan1-UCS2", "Adobe-Korea1-UCS2", "GBK-EUC-H", "UniGB-UCS2-H"}) {
        if (!pdf::predefined_cmap(name)) lacking += (lacking.empty() ? "" : ", ") + std::string(name);
    }
    if (!lacking.empty()) missing(say(Msg::doctor_lacking, {lacking}));
    return "poppler-data";
}

std::string cache() {
    const auto folder = cache_folder();
    if (folder.empty()) missing(say(Msg::doctor_no_folder));
    auto existing = std::filesystem::path(folder);
    std::error_code error;
    while (!std::filesystem::exists(existing, error) && existing.has_relative_path()) existing = existing.parent_path();
    if (!std::filesystem::is_directory(existing, error) || access(existing.c_str(), W_OK) != 0) missing(say(Msg::doctor_not_writable, {existing.string()}));
    return folder;
}

std::string git() {
    const auto found = find_program("git", "REVIEW_GIT");
    if (!found) missing(say(Msg::doctor_not_installed));
    return *found;
}

std::string cage_here() {
    if (const auto why = why_no_cage(); !why.empty()) missing(why);
    const int version = landlock_version();
    return version == 0 ? say(Msg::doctor_cage_weaker) : say(Msg::doctor_cage, {std::to_string(version)});
}

// Where plug-ins are installed, or were built. They are not loaded: that takes a person's word.
std::vector<std::filesystem::path> plugin_folders() {
    std::error_code error;
    const auto here = std::filesystem::read_symlink("/proc/self/exe", error).parent_path();
    if (const char* named = std::getenv("REVIEW_PLUGIN_DIR")) return {named};
    return {here / "plugins", here / REVIEW_PLUGINS_FROM_PROGRAM};
}

std::string plugin_word_of(const std::filesystem::path& path) { return path.string() + "@sha256:" + load_draft(path).digest.hex(); }

// Those of others, and the examples.
std::string other_plugins() {
    const std::set<std::string> told{"ocr_tesseract.so", "barcodes.so"};
    std::set<std::string> words;
    for (const auto& folder : plugin_folders()) {
        std::error_code error;
        for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
            const auto path = entry.path().lexically_normal();
            if (path.extension() == ".so" && entry.is_regular_file(error) && !told.contains(path.filename())) words.insert(plugin_word_of(path));
        }
    }
    std::string list;
    for (const auto& word : words) list += (list.empty() ? "" : "; ") + word;
    return list.empty() ? say(Msg::doctor_no_plugins) : say(Msg::doctor_other_plugins, {list});
}

Look plugin(const char* name) {
    return [name] {
        std::error_code error;
        for (const auto& folder : plugin_folders()) {
            const auto path = (folder / (std::string(name) + ".so")).lexically_normal();
            if (std::filesystem::exists(path, error)) return say(Msg::doctor_plugin, {plugin_word_of(path)});
        }
        missing(say(Msg::doctor_not_installed));
    };
}

HealthCheck check_health(const std::string& name, bool needed, const Message& disables, const Look& look) {
    HealthCheck row{name, true, needed, "", say(disables)};
    try {
        row.found = look();
    } catch (const Error& error) {
        row.good = false;
        row.found = error.what();
    }
    return row;
}

Health examine() {
    Health health;
    const auto add = [&](const char* name, bool needed, const Message& disables, const Look& look) {
        health.checks.push_back(check_health(name, needed, disables, look));
    };
    add("engine", true, Msg::doctor_disables_all, engine);
    add("cage", true, Msg::doctor_disables_cage, cage_here);
    add("packs", true, Msg::doctor_disables_all, packs);
    add("pdf", true, Msg::doctor_disables_pdf, [] { return std::string(pdf_module().build).substr(0, 16); });
    add("policies", true, Msg::doctor_disables_all, policies);
    add("configuration", true, Msg::doctor_disables_all, configuration);
    add("key", key_place("").named, Msg::doctor_disables_key, key);
    add("pdftoppm", false, Msg::doctor_disables_drawing, pdftoppm);
    add("label-font", false, Msg::doctor_disables_label, font_with(U"(b)6"));
    add("han-label-font", false, Msg::doctor_disables_han_label, font_with(U"条例公开"));
    add("cmaps", false, Msg::doctor_disables_cmaps, cmaps);
    add("cache", false, Msg::doctor_disables_cache, cache);
    add("git", false, Msg::doctor_disables_git, git);
    add("ocr", false, Msg::doctor_disables_ocr, plugin("ocr_tesseract"));
    add("barcodes", false, Msg::doctor_disables_barcodes, plugin("barcodes"));
    add("plugins", false, Msg::doctor_disables_plugins, other_plugins);
    return health;
}

std::string text_of_health(const Health& health) {
    std::string text;
    for (const auto& check : health.checks) {
        const auto& line = check.good ? Msg::doctor_good : check.needed ? Msg::doctor_bad : Msg::doctor_missing;
        text += say(line, {check.name, printable(check.found), check.disables}) + "\n";
    }
    return text + say(health.works() ? Msg::doctor_works : Msg::doctor_does_not_work) + "\n";
}

void add_doctor(CLI::App& app, int& status) {
    const auto format = std::make_shared<std::string>("text");
    auto* command = app.add_subcommand("doctor", say(Msg::cli_doctor))->fallthrough();
    command->footer(say(Msg::cli_doctor_help));
    command->add_option("--format", *format, say(Msg::cli_opt_format))->check(CLI::IsMember({"text", "json"}));
    command->callback([format, &status] {
        const auto health = examine();
        write_output("-", *format == "json" ? health_json(health) : text_of_health(health));
        status = health.works() ? exit_clean : exit_usage;
    });
}

}  // namespace

extern const Command command_doctor;
const Command command_doctor{add_doctor};

}  // namespace cli

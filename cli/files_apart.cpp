#include "cli/files_apart.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <map>

#include <review/error.hpp>

#include "base/messages/cli.hpp"
#include "cli/fingerprint_key.hpp"

namespace cli {

using namespace review;
namespace fs = std::filesystem;

namespace {

// What a name stands for: one file has one identity, however it is written.
std::string identity_of(const std::string& path) {
    struct stat status {};
    if (path == "-") return "-";
    if (stat(path.c_str(), &status) == 0) return std::to_string(status.st_dev) + ":" + std::to_string(status.st_ino);
    std::error_code hidden;
    const auto whole = fs::weakly_canonical(fs::absolute(path, hidden), hidden);
    return hidden ? path : whole.string();
}

// "-" is what the shell sent standard output to, which may have a name of its own.
std::string identity_of_output(const std::string& path) {
    struct stat status {};
    if (path != "-" || fstat(STDOUT_FILENO, &status) != 0 || S_ISCHR(status.st_mode)) return identity_of(path);
    return std::to_string(status.st_dev) + ":" + std::to_string(status.st_ino);
}

// /dev/null twice loses nothing that was wanted.
bool is_device(const std::string& path) {
    struct stat status {};
    return path != "-" && stat(path.c_str(), &status) == 0 && S_ISCHR(status.st_mode);
}

bool names_files(const CLI::Option& option) {
    constexpr const char* words[] = {"FILE", "KEY", "BUNDLE", "LEDGER", "PATH"};
    const auto type = option.get_type_name();
    return option.get_positional() || std::any_of(std::begin(words), std::end(words), [&](const char* word) { return type.find(word) != type.npos; });
}

bool is_called(const CLI::Option& option, const char* word) {
    return option.get_type_name().find(word) != std::string::npos || (option.get_positional() && option.get_name(true) == word);
}

// What SQLite keeps beside a ledger is of the ledger.
std::vector<std::string> files_of_ledger(const std::string& path) { return {path, path + "-wal", path + "-shm", path + "-journal"}; }

// Whether a file would be written among those of a folder that is read: a bundle.
bool is_within(const std::string& path, const std::string& folder) {
    std::error_code hidden;
    if (path == "-" || !fs::is_directory(folder, hidden)) return false;
    const auto way = fs::weakly_canonical(fs::absolute(path), hidden).lexically_relative(fs::canonical(folder, hidden));
    return !hidden && !way.empty() && *way.begin() != "..";
}

// "PATH@sha256:HEX" of a plug-in.
std::string path_in(const std::string& value) { return value.substr(0, value.find("@sha256:")); }

[[noreturn]] void complain_of_both(const NamedFile& one, const NamedFile& other) {
    throw Error(Errc::bad_config, say(Msg::cli_one_file, {one.option, other.option, other.path}));
}

}  // namespace

void keep_files_apart(const CLI::App& app, std::initializer_list<const char*> outputs, const std::vector<NamedFile>& more, std::initializer_list<const char*> updated) {
    const auto is_among = [](const CLI::Option& option, std::initializer_list<const char*> names) {
        return std::any_of(names.begin(), names.end(), [&](const char* one) { return option.check_name(one); });
    };
    std::vector<NamedFile> written, read, bundles;
    for (const auto* option : app.get_options()) {
        const auto name = option->get_name(option->get_positional());
        const bool output = is_among(*option, outputs);
        if (!output && (!names_files(*option) || is_among(*option, updated))) continue;
        for (const auto& path : option->results()) {
            if (output) written.push_back({name, path_in(path)});
            else if (is_called(*option, "LEDGER")) for (auto& file : files_of_ledger(path)) read.push_back({name, std::move(file)});
            else read.push_back({name, path_in(path)});
            if (!output && is_called(*option, "BUNDLE")) bundles.push_back({name, path});
        }
    }
    read.insert(read.end(), more.begin(), more.end());

    std::map<std::string, const NamedFile*> outputs_seen, inputs_seen;
    for (const auto& file : written) {
        if (is_device(file.path)) continue;
        if (const auto [seen, fresh] = outputs_seen.emplace(identity_of_output(file.path), &file); !fresh) complain_of_both(*seen->second, file);
        for (const auto& bundle : bundles) {
            if (is_within(file.path, bundle.path)) throw Error(Errc::bad_config, say(Msg::cli_within_bundle, {file.option, bundle.path}));
        }
    }
    for (const auto& file : read) {
        const auto identity = identity_of(file.path);
        if (const auto output = outputs_seen.find(identity); file.path != "-" && output != outputs_seen.end()) complain_of_both(*output->second, file);
        if (file.path != "-") continue;
        if (const auto [seen, fresh] = inputs_seen.emplace(identity, &file); !fresh) throw Error(Errc::bad_config, say(Msg::cli_one_stream, {seen->second->option, file.option}));
    }
}

std::vector<NamedFile> files_of(const std::vector<SettingUse>& settings, const std::string& key_file) {
    std::vector<NamedFile> files;
    for (const auto& setting : settings) {
        if (setting.value.starts_with('/')) files.push_back({setting.key, path_in(setting.value)});
        files.push_back({setting.key, setting.file});
    }
    if (const auto key = key_place(key_file); !key.path.empty() && key.path != "-") files.push_back({"--key-file", key.path});
    return files;
}

}  // namespace cli

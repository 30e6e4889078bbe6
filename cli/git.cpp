#include "cli/git.hpp"

#include <string.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <string_view>

#include <review/error.hpp>

#include "base/child_process.hpp"
#include "base/messages/base.hpp"
#include "base/messages/cli.hpp"

namespace cli {
namespace {

using namespace review;

constexpr std::uint64_t most_answer = 256 << 20;
// git maps packs of any size.
constexpr ChildLimits limits_of_git{std::uint64_t{1} << 44, 600};

// Where git finds the repository and the index of this commit (githooks(5)), and which owners it trusts. Not what would have it
// trace, or read our names as patterns.
std::vector<std::string> surroundings() {
    std::vector<std::string> kept;
    for (char** entry = environ; *entry != nullptr; ++entry) {
        const std::string_view variable = *entry;
        const auto name = variable.substr(0, variable.find('='));
        const bool home = name == "HOME" || name == "XDG_CONFIG_HOME";
        if (!home && (!name.starts_with("GIT_") || name.starts_with("GIT_TRACE") || name.ends_with("_PATHSPECS"))) continue;
        kept.emplace_back(variable);
    }
    return kept;
}

// "a\0b\0" -> a, b
std::vector<std::string> fields_of(std::string_view answer) {
    std::vector<std::string> fields;
    while (!answer.empty()) {
        const auto end = std::min(answer.find('\0'), answer.size());
        fields.emplace_back(answer.substr(0, end));
        answer.remove_prefix(std::min(end + 1, answer.size()));
    }
    return fields;
}

std::string line_of_git(std::string answer) {
    if (answer.ends_with('\n')) answer.pop_back();
    return answer;
}

}  // namespace

GitRepository::GitRepository() : environment_(surroundings()) {
    auto found = find_program("git", "REVIEW_GIT");
    if (!found) throw Error(Errc::bad_config, say(Msg::git_missing));
    git_ = *std::move(found);
    top_ = line_of_git(ask({"rev-parse", "--show-toplevel"}));
}

bool GitRepository::tell(const std::vector<std::string>& words, Bytes& out, std::uint64_t most) const {
    std::vector<std::string> all{"-c", "core.fsmonitor=false"};
    all.insert(all.end(), words.begin(), words.end());
    ChildProcess child(git_, all, nullptr, limits_of_git, Hear::output, environment_);
    for (std::size_t have = 0;; have = out.size()) {
        if (have > most) throw Error(Errc::limit, say(Msg::limit_exceeded, {"git " + words.front(), "file_bytes", std::to_string(most)}));
        out.resize(have + (std::size_t{1} << 18));
        const auto got = child.read(out.data() + have, out.size() - have);
        out.resize(have + got);
        if (got == 0) return child.ended_well();
    }
}

// Asks once more to hear why: git says it on its other stream.
void GitRepository::refused(const std::vector<std::string>& words) const {
    std::vector<std::uint8_t> told(4096);
    ChildProcess child(git_, words, nullptr, limits_of_git, Hear::errors, environment_);
    told.resize(child.read(told.data(), told.size()));
    std::string why(as_text(told));
    why.resize(std::min(why.size(), why.find('\n')));
    throw Error(Errc::bad_config, say(Msg::git_refused, {words.front(), why}));
}

std::string GitRepository::ask(const std::vector<std::string>& words) const {
    Bytes out;
    if (!tell(words, out, most_answer)) refused(words);
    return std::string(as_text(out));
}

// git-diff-index(1), raw output: ":100644 100644 <id> <id> M\0<path>\0". The new mode is 000000 and U what is not merged.
std::vector<GitFile> GitRepository::differing(std::vector<std::string> words) const {
    const auto fields = fields_of(ask(words));
    std::vector<GitFile> files;
    for (std::size_t i = 0; i + 1 < fields.size(); i += 2) {
        const std::string_view head = fields[i];
        const auto last = head.rfind(' ');
        if (head.size() < 20 || head[0] != ':' || last == head.npos) throw Error(Errc::bad_config, say(Msg::git_refused, {words.front(), "?"}));
        const auto mode = head.substr(8, 6);
        const auto id = head.substr(0, last).substr(head.substr(0, last).rfind(' ') + 1);
        const char what = head[last + 1];
        const bool file = mode.starts_with("100");  // 120000 is a symbolic link, 160000 a submodule
        if (what == 'U') files.push_back({fields[i + 1], "", true});
        else if (file && what != 'D') files.push_back({fields[i + 1], std::string(id), false});
    }
    return files;
}

std::vector<GitFile> GitRepository::staged() const {
    // Before the first commit there is nothing to compare with: the tree that holds nothing.
    Bytes head;
    const bool born = tell({"rev-parse", "--quiet", "--verify", "HEAD^{tree}"}, head, 256);
    const auto tree = born ? line_of_git(std::string(as_text(head))) : line_of_git(ask({"hash-object", "-t", "tree", "/dev/null"}));
    return differing({"diff-index", "--cached", "--raw", "-z", "--no-renames", "--no-abbrev", "--ignore-submodules=all", tree});
}

std::vector<GitFile> GitRepository::changed_since(const std::string& revision) const {
    const auto tree = line_of_git(ask({"rev-parse", "--verify", "--end-of-options", revision + "^{tree}"}));
    auto files = differing({"diff-index", "--raw", "-z", "--no-renames", "--no-abbrev", "--ignore-submodules=all", tree});
    for (auto& file : files) {
        file.blob.clear();
        file.unmerged = false;
    }
    for (auto& path : fields_of(ask({"ls-files", "--others", "--exclude-standard", "-z", "--full-name", "--", ":/"}))) {
        // A repository of its own inside ends with a slash; a link is not followed.
        if (!path.ends_with('/') && !std::filesystem::is_symlink(top_ + "/" + path)) files.push_back({std::move(path), "", false});
    }
    std::sort(files.begin(), files.end(), [](const GitFile& a, const GitFile& b) { return a.path < b.path; });
    const auto same = [](const GitFile& a, const GitFile& b) { return a.path == b.path; };
    files.erase(std::unique(files.begin(), files.end(), same), files.end());
    return files;
}

Bytes GitRepository::blob(const std::string& id, std::uint64_t most) const {
    Bytes bytes;
    const std::vector<std::string> words{"cat-file", "blob", id};
    if (!tell(words, bytes, most)) refused(words);
    return bytes;
}

std::string GitRepository::setting(const std::vector<std::string>& words) const {
    Bytes out;
    if (!tell(words, out, most_answer)) return "";
    auto fields = fields_of(as_text(out));
    return fields.empty() ? "" : fields.front();
}

std::string GitRepository::hooks_folder() const {
    const auto chosen = setting({"config", "--type=path", "-z", "--get", "core.hooksPath"});
    if (!chosen.empty()) return chosen.front() == '/' ? chosen : top_ + "/" + chosen;
    return line_of_git(ask({"rev-parse", "--path-format=absolute", "--git-common-dir"})) + "/hooks";
}

bool GitRepository::hooks_are_shared() const {
    const auto chosen = setting({"config", "-z", "--get", "core.hooksPath"});
    return !chosen.empty() && setting({"config", "--local", "-z", "--get", "core.hooksPath"}).empty();
}

}  // namespace cli

#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <review/bytes.hpp>

namespace cli {

struct GitFile {
    std::string path;  // from the top of the working tree
    std::string blob;  // its object in the index; empty: what lies in the working tree
    bool unmerged = false;
};

// The repository of the current folder, or the one a hook was started for (GIT_DIR, GIT_INDEX_FILE). Asked by plumbing commands
// without a shell, with names that end with a zero byte; a program that its configuration names (core.fsmonitor) is not started.
// Every function throws Errc::bad_config where git says no, with what it said. May be used from several threads.
class GitRepository {
public:
    GitRepository();  // throws Errc::bad_config where there is none, or no git
    const std::string& top() const { return top_; }

    // What the next commit adds or changes. Symbolic links and submodules hold no document and are left out.
    std::vector<GitFile> staged() const;
    // What differs from a commit in the working tree, and what git does not know yet and does not ignore.
    std::vector<GitFile> changed_since(const std::string& revision) const;
    // Throws Errc::limit for more than `most` bytes.
    review::Bytes blob(const std::string& id, std::uint64_t most) const;

    // Where hooks are: core.hooksPath, else hooks/ of the repository, which its worktrees share.
    std::string hooks_folder() const;
    bool hooks_are_shared() const;  // core.hooksPath is set for more than this repository

private:
    std::string ask(const std::vector<std::string>& words) const;
    bool tell(const std::vector<std::string>& words, review::Bytes& out, std::uint64_t most) const;
    [[noreturn]] void refused(const std::vector<std::string>& words) const;
    std::vector<GitFile> differing(std::vector<std::string> words) const;
    std::string setting(const std::vector<std::string>& words) const;  // empty where it is not set

    std::string git_, top_;
    std::vector<std::string> environment_;
};

}  // namespace cli

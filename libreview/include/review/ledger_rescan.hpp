#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <review/draft.hpp>
#include <review/ledger_register.hpp>
#include <review/release.hpp>
#include <review/rescan_report.hpp>

namespace review {

// Where published files lie: files, folders (walked), bundles and zip files of bundles. They are known by their SHA-256, so that
// a file that was renamed is found, and so is a sealed one that was renewed (review renew). Memory: the digest and the path of each file.
class PublishedFiles {
public:
    // Reads every file once. Throws Errc::io for a path that is not there.
    explicit PublishedFiles(const std::vector<std::string>& paths);

    struct File {
        std::string path;      // with " » " before the name of a member of a zip file
        std::string zip = {};  // the zip file it is a member of; empty: none
        std::size_t member = 0;
        bool renewed = false;  // archive time stamps came to it since; load() gives it without them
    };
    const File* find(const Digest& published) const;
    // The folders of bundles whose word of the office this is, by its SHA-256 (ReleaseRecord::statement): one text may have gone out many
    // times, and each time by a word of its own.
    const std::vector<std::string>& bundles_of(const Digest& word) const;
    // Every file by its name, whatever it holds.
    void each_name(const std::function<void(const std::string& name, const Digest& digest, const std::string& path)>& tell) const;
    // Read again: throws Errc::io where it is no longer what was read, and what load_draft() throws.
    Draft load(const File& file, const Digest& published) const;
    const std::vector<std::string>& unread() const { return unread_; }  // files that nobody could read

private:
    void add_folder(const std::string& path);
    void add(const std::string& path);
    void add_members(const Draft& file, const std::string& path);
    void add_file(const Digest& digest, ByteView bytes, const File& file);
    void note_bundle(const std::string& folder);
    struct Name {
        Digest digest;
        std::string path;
    };
    std::map<Digest, File> files_;  // the first of each
    std::multimap<std::string, Name> names_;
    std::map<Digest, std::vector<std::string>> bundles_;  // by the office's word
    std::set<std::string> seen_bundles_;
    std::vector<std::string> unread_;
};

struct RescanRequest {
    const Scanner* scanner = nullptr;
    std::function<const Policy&(Channel)> policy;  // of today, for releases of a channel
    Severity fail_on = Severity::low;
    std::string day;                               // "2026-11-27", local time
};

// Looks at every release of the ledger once more: first those that were not withdrawn, then those that were. One document is in
// memory at a time. Throws Errc::unverified where the ledger is damaged.
RescanCounts rescan_releases(const Ledger& ledger, const PublishedFiles& files, const RescanRequest& request,
                             const std::function<void(const RescannedRelease&)>& tell);

}  // namespace review

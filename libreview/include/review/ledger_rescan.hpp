#pragma once

#include <cstdint>
#include <functional>
#include <map>
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
        std::string path;         // with " » " before the name of a member of a zip file
        std::string bundle = {};  // the folder of the bundle it lies in; empty: none
        std::string zip = {};     // the zip file it is a member of; empty: none
        std::size_t member = 0;
        bool renewed = false;     // archive time stamps came to it since; load() gives it without them
    };
    const File* find(const Digest& published) const;
    // The folders of all bundles it lies in: one text may have gone out several times.
    std::vector<std::string> bundles_with(const Digest& published) const;
    // Files of this name, whatever they hold.
    std::vector<std::pair<Digest, std::string>> named(const std::string& name) const;
    // Read again: throws Errc::io where it is no longer what was read, and what load_draft() throws.
    Draft load(const File& file, const Digest& published) const;
    const std::vector<std::string>& unread() const { return unread_; }  // files that nobody could read

private:
    void add_folder(const std::string& path);
    void add(const std::string& path);
    void add_members(const Draft& file, const std::string& path);
    void add_file(const Digest& digest, ByteView bytes, const File& file);
    std::multimap<Digest, File> files_;
    std::multimap<std::string, Digest> names_;
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

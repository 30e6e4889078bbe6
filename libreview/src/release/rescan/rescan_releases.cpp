#include <algorithm>
#include <map>
#include <set>

#include <review/error.hpp>
#include <review/ledger_rescan.hpp>

#include "base/digest_text.hpp"
#include "release/rescan/let_through.hpp"

namespace review {
namespace {

using Seen = RescannedRelease::Seen;

class LookBack {
public:
    LookBack(const Ledger& ledger, const PublishedFiles& files, const RescanRequest& request) : files_(files), request_(request) {
        std::set<Digest> released;
        each_release(ledger, request.day, [&](RegisterRow&& row) {
            if (const auto digest = digest_of(row)) released.insert(*digest);
        });
        // A file that bears the name of one release and is another one was not changed.
        files.each_name([&](const std::string& name, const Digest& digest, const std::string& path) {
            if (released.count(digest) == 0) strangers_[name] = path;
        });
    }

    RescannedRelease look(RegisterRow&& row) const {
        RescannedRelease seen;
        seen.row = std::move(row);
        const auto published = digest_of(seen.row);
        const auto* file = published ? files_.find(*published) : nullptr;
        if (file == nullptr) {
            not_there(seen);
            return seen;
        }
        seen.path = file->path;
        try {
            const auto& policy = request_.policy(channel(seen.row.release.channel).value_or(Channel::internet));
            seen.document = scan_document(files_.load(*file, *published), *request_.scanner, policy, {});
        } catch (const Error& error) {
            seen.document.failure = error.what();
        } catch (const std::bad_alloc&) {
            seen.document.failure = "out of memory";
        }
        keep_what_stops(seen, let_through(seen.row.release));
        return seen;
    }

private:
    static std::optional<Digest> digest_of(const RegisterRow& row) { return digest_of_hex(row.release.published); }

    void not_there(RescannedRelease& seen) const {
        const auto stranger = strangers_.find(seen.row.release.name);
        seen.seen = stranger == strangers_.end() ? Seen::missing : Seen::changed;
        if (stranger != strangers_.end()) seen.path = stranger->second;
    }

    LetThrough let_through(const ReleaseRecord& record) const {
        const auto word = digest_of_hex(record.statement);
        return word ? LetThrough(files_.bundles_of(*word), record) : LetThrough();
    }

    void keep_what_stops(RescannedRelease& seen, LetThrough then) const {
        std::erase_if(seen.document.findings, [&](const Finding& finding) {
            if (finding.action == Action::allow || finding.severity < request_.fail_on) return true;
            const bool known = then.has(finding);
            seen.let_through += known;
            return known;
        });
    }

    const PublishedFiles& files_;
    const RescanRequest& request_;
    std::map<std::string, std::string> strangers_;  // files that are no release, by name
};

}  // namespace

std::string_view name_of(RescannedRelease::Seen seen) {
    switch (seen) {
        case Seen::read: return "read";
        case Seen::missing: return "missing";
        case Seen::changed: return "changed";
    }
    return "?";
}

RescanCounts rescan_releases(const Ledger& ledger, const PublishedFiles& files, const RescanRequest& request,
                             const std::function<void(const RescannedRelease&)>& tell) {
    const LookBack back(ledger, files, request);
    RescanCounts counts;
    for (const bool withdrawn : {false, true}) {
        each_release(ledger, request.day, [&](RegisterRow&& row) {
            if ((row.state == ReleaseState::withdrawn) != withdrawn) return;
            const auto seen = back.look(std::move(row));
            if (withdrawn) {
                ++counts.withdrawn;
                counts.withdrawn_found += seen.found();
            } else {
                ++counts.releases;
                counts.found += seen.found();
                counts.unseen += seen.unseen();
            }
            tell(seen);
        });
    }
    return counts;
}

}  // namespace review

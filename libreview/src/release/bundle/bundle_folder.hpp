#pragma once

#include <map>
#include <string>
#include <vector>

#include <review/bytes.hpp>
#include <review/draft.hpp>

#include "base/atomic_file.hpp"

namespace review {

// Names in a bundle (docs/bundle.md). What is under internal/ never goes out.
namespace bundle {
inline constexpr const char* statement = "statement.intoto.dsse.json";
inline constexpr const char* release = "release.intoto.dsse.json";  // written last: a bundle that has it is whole
inline constexpr const char* time_stamp = "release.tsr";
inline constexpr const char* rules = "approval-rules.yaml";
inline constexpr const char* approvals = "approvals/";
inline constexpr const char* approval_end = ".sigstore.json";
inline constexpr const char* checkpoint = "log/checkpoint";
inline constexpr const char* inclusion = "log/inclusion.json";
inline constexpr const char* entry = "log/entry.json";
inline constexpr const char* in_toto = "in-toto/";
inline constexpr const char* layout = "in-toto/root.layout";
inline constexpr const char* internal = "INTERNAL/";
inline constexpr const char* candidate = "INTERNAL/candidate";  // and the ending of its format
inline constexpr const char* openings = "INTERNAL/openings.json";
inline constexpr const char* evidence = "INTERNAL/evidence.json";
inline constexpr const char* aggregation = "INTERNAL/aggregation.json";
inline constexpr const char* findings = "INTERNAL/findings.json";
inline constexpr const char* decisions = "INTERNAL/decisions.yaml";
inline constexpr const char* links = "INTERNAL/links/";    // of officers, until the release
inline constexpr const char* revocations = "INTERNAL/revocations/";
inline constexpr const char* ledger = "INTERNAL/ledger";  // the key of the one it goes into
inline constexpr const char* staged = "INTERNAL/staged/";
inline constexpr const char* staging = "INTERNAL/staging/";  // on its way to staged/
inline constexpr const char* incoming = "INTERNAL/incoming";
inline constexpr const char* lock = "INTERNAL/lock";
}  // namespace bundle

// Files by their path in the bundle, "/" between folders.
using BundleFiles = std::map<std::string, Bytes>;

// What stands outside INTERNAL, of a folder or a zip file. Throws Errc::unverified for links, devices and what is beyond the
// limits (10000 files, 4 GiB), Errc::io where it cannot be read.
BundleFiles read_bundle(const std::string& path);
BundleFiles read_bundle(const Draft& zip);

// One writer at a time, until it goes. Throws Errc::io where another one is at work.
class BundleLock {
public:
    explicit BundleLock(const std::string& folder);
    ~BundleLock();
    BundleLock(const BundleLock&) = delete;
    BundleLock& operator=(const BundleLock&) = delete;

private:
    int fd_ = -1;
};

bool bundle_has(const std::string& folder, const std::string& name);
Bytes read_bundle_file(const std::string& folder, const std::string& name);  // throws Errc::unverified where it is no plain file
void write_bundle_file(const std::string& folder, const std::string& name, ByteView bytes, FileMode mode);

// Takes a file away, by the last of its row where that is another one: it moves into its place in the same step.
void remove_bundle_file(const std::string& folder, const std::string& name, const std::string& last);

// The names of what stands in a folder of INTERNAL/, in order; none where there is no folder.
std::vector<std::string> names_in_bundle(const std::string& folder, const std::string& within);

// Makes `folder` with these files in one step: it is there whole, or not at all. It may be there already if it is empty.
void make_bundle(const std::string& folder, const BundleFiles& files);

// Puts files into staged/ in one step: they are there whole, or not at all.
void stage(const std::string& folder, const BundleFiles& files);

// Takes staged/ away.
void drop_staged(const std::string& folder);

// Moves what stands in staged/ to its place, release.intoto.dsse.json last. Does nothing where nothing is staged.
void move_staged(const std::string& folder);

}  // namespace review

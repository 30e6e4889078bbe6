#include "release/bundle/bundle_folder.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>

#include <review/draft.hpp>
#include <review/error.hpp>

#include "base/messages/base.hpp"
#include "base/messages/bundle.hpp"
#include "format/zip/reader.hpp"

namespace review {
namespace {

constexpr std::size_t most_files = 10000;

[[noreturn]] void unwritable(const std::filesystem::path& path, int error) {
    throw Error(Errc::io, say(Msg::cannot_write, {path.string(), std::strerror(error)}));
}

// The names in a folder are on the disk, too.
void sync_folder(const std::filesystem::path& folder) {
    const int fd = open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0) unwritable(folder, errno);
    const bool synced = fsync(fd) == 0;
    const int error = errno;
    close(fd);
    // Some file systems know no fsync of folders.
    if (!synced && error != EINVAL) unwritable(folder, error);
}

Limits bundle_limits() {
    Limits limits;
    limits.file_bytes = std::uint64_t{4} << 30;
    return limits;
}

BundleFiles read_folder(const std::string& path) {
    BundleFiles files;
    std::error_code error;
    auto at = std::filesystem::recursive_directory_iterator(path, error);
    for (; !error && at != std::filesystem::recursive_directory_iterator(); at.increment(error)) {
        // By its own name: relative() would follow a link.
        const auto name = at->path().lexically_relative(path).generic_string();
        if (name + "/" == bundle::internal) {
            at.disable_recursion_pending();
            if (at->is_symlink() || !at->is_directory()) throw Error(Errc::unverified, say(Msg::bundle_odd_file, {name}));
            continue;
        }
        if (at->is_symlink()) throw Error(Errc::unverified, say(Msg::bundle_odd_file, {name}));
        if (at->is_directory()) {
            // A folder without files would be in no list.
            files.emplace(name + "/", Bytes{});
            continue;
        }
        if (!at->is_regular_file()) throw Error(Errc::unverified, say(Msg::bundle_odd_file, {name}));
        if (files.size() >= most_files) throw Error(Errc::unverified, say(Msg::bundle_too_many));
        files.emplace(name, read_bundle_file(path, name));
    }
    if (error) throw Error(Errc::io, say(Msg::cannot_open, {path, error.message()}));
    return files;
}

BundleFiles read_zip(const Draft& file) {
    const ZipReader reader(file.bytes, file.name, {}, ZipNames::of_parts);
    BundleFiles files;
    for (std::size_t i = 0; i < reader.members().size(); ++i) {
        const auto& member = reader.members()[i];
        if (member.name.starts_with(bundle::internal)) continue;
        if (files.size() >= most_files) throw Error(Errc::unverified, say(Msg::bundle_too_many));
        files.emplace(member.name, member.directory ? Bytes{} : reader.read(i));
    }
    if (reader.unread_bytes() > 0) throw Error(Errc::unverified, say(Msg::bundle_hidden_bytes));
    return files;
}

// Folders that some file stands in are told by it.
BundleFiles without_told_folders(BundleFiles files) {
    for (auto at = files.begin(); at != files.end();) {
        const bool folder = at->first.ends_with('/');
        const auto next = std::next(at);
        const bool told = folder && next != files.end() && next->first.starts_with(at->first);
        at = told ? files.erase(at) : next;
    }
    return files;
}

}  // namespace

BundleFiles read_bundle(const std::string& path) {
    std::error_code error;
    if (std::filesystem::is_directory(path, error)) return without_told_folders(read_folder(path));
    return read_bundle(load_draft(path, bundle_limits()));
}

BundleFiles read_bundle(const Draft& zip) { return without_told_folders(read_zip(zip)); }

BundleLock::BundleLock(const std::string& folder) {
    const auto path = std::filesystem::path(folder) / bundle::lock;
    fd_ = open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (fd_ < 0) unwritable(path, errno);
    if (flock(fd_, LOCK_EX | LOCK_NB) != 0) {
        close(fd_);
        throw Error(Errc::io, say(Msg::bundle_busy, {folder}));
    }
    // What a killed run was about to rename.
    std::error_code error;
    for (const auto* within : {bundle::internal, bundle::links, bundle::revocations}) {
        for (const auto& entry : std::filesystem::directory_iterator(std::filesystem::path(folder) / within, error)) {
            if (entry.path().filename().string().starts_with(".review-")) std::filesystem::remove(entry.path(), error);
        }
    }
}

BundleLock::~BundleLock() { close(fd_); }

bool bundle_has(const std::string& folder, const std::string& name) {
    std::error_code error;
    return std::filesystem::exists(std::filesystem::symlink_status(std::filesystem::path(folder) / name, error));
}

Bytes read_bundle_file(const std::string& folder, const std::string& name) {
    const auto path = std::filesystem::path(folder) / name;
    std::error_code error;
    if (!std::filesystem::exists(folder, error)) throw Error(Errc::io, say(Msg::cannot_open, {folder, std::strerror(ENOENT)}));
    if (!std::filesystem::is_regular_file(std::filesystem::symlink_status(path, error))) throw Error(Errc::unverified, say(Msg::bundle_no_file, {name}));
    const auto file = load_draft(path.string(), bundle_limits());
    return {file.bytes.begin(), file.bytes.end()};
}

void write_bundle_file(const std::string& folder, const std::string& name, ByteView bytes, FileMode mode) {
    const auto path = std::filesystem::path(folder) / name;
    std::error_code error;
    std::filesystem::create_directories(path.parent_path(), error);
    if (error) unwritable(path, error.value());
    if (name.starts_with(bundle::internal)) {
        write_file(path.string(), bytes, mode);
    } else {
        // A killed run may leave a file without a name of its own: not among what goes out.
        const auto incoming = std::filesystem::path(folder) / bundle::incoming;
        write_file(incoming.string(), bytes, mode);
        std::filesystem::rename(incoming, path, error);
        if (error) unwritable(path, error.value());
    }
    sync_folder(path.parent_path());
}

void remove_bundle_file(const std::string& folder, const std::string& name, const std::string& last) {
    const auto path = std::filesystem::path(folder) / name;
    std::error_code error;
    if (name == last) std::filesystem::remove(path, error);
    else std::filesystem::rename(std::filesystem::path(folder) / last, path, error);
    if (error) unwritable(path, error.value());
    sync_folder(path.parent_path());
    std::filesystem::remove(path.parent_path(), error);  // where it is empty now: nobody named an empty folder
}

std::vector<std::string> names_in_bundle(const std::string& folder, const std::string& within) {
    std::vector<std::string> names;
    std::error_code error;
    for (auto at = std::filesystem::directory_iterator(std::filesystem::path(folder) / within, error); !error && at != std::filesystem::directory_iterator(); at.increment(error)) {
        names.push_back(at->path().filename().string());
    }
    if (error && error != std::errc::no_such_file_or_directory) throw Error(Errc::io, say(Msg::cannot_open, {within, error.message()}));
    std::sort(names.begin(), names.end());
    return names;
}

namespace {

// A bundle in the making, beside its target. Hidden, and of one name: what a killed run left is made anew. A living run holds it locked;
// one that fails takes it away.
class PartialBundle {
public:
    explicit PartialBundle(const std::filesystem::path& target) : target_(target), path_(target.parent_path() / ("." + target.filename().string() + ".partial")) {
        std::error_code error;
        std::filesystem::create_directory(path_, error);
        if (error) unwritable(path_, error.value());
        fd_ = open(path_.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
        if (fd_ < 0) unwritable(path_, errno);
        if (flock(fd_, LOCK_EX | LOCK_NB) != 0 || !is_still_there()) {
            close(fd_);
            throw Error(Errc::io, say(Msg::bundle_busy, {target_.string()}));
        }
        for (const auto& entry : std::filesystem::directory_iterator(path_, error)) std::filesystem::remove_all(entry.path(), error);
        std::filesystem::create_directory(path_ / bundle::internal, error);
        if (!error) std::filesystem::permissions(path_ / bundle::internal, std::filesystem::perms::owner_all, error);
        if (error) fail(error.value());
    }
    ~PartialBundle() {
        std::error_code hidden;
        if (!done_) std::filesystem::remove_all(path_, hidden);
        close(fd_);
    }
    PartialBundle(const PartialBundle&) = delete;
    PartialBundle& operator=(const PartialBundle&) = delete;

    const std::filesystem::path& path() const { return path_; }
    void become_whole() {
        sync_folder(path_);
        std::error_code error;
        std::filesystem::rename(path_, target_, error);  // over an empty folder, too
        if (error) unwritable(target_, error.value());
        done_ = true;
    }

private:
    // Another run may have finished it since it was opened.
    bool is_still_there() const {
        struct stat mine {}, named {};
        return fstat(fd_, &mine) == 0 && lstat(path_.c_str(), &named) == 0 && mine.st_ino == named.st_ino && mine.st_dev == named.st_dev;
    }
    [[noreturn]] void fail(int error) {
        std::error_code hidden;
        std::filesystem::remove_all(path_, hidden);
        close(fd_);
        unwritable(path_, error);
    }

    std::filesystem::path target_, path_;
    int fd_ = -1;
    bool done_ = false;
};

}  // namespace

void make_bundle(const std::string& folder, const BundleFiles& files) {
    auto target = std::filesystem::path(folder);
    if (!target.has_filename()) target = target.parent_path();
    PartialBundle partial(target);
    for (const auto& [name, bytes] : files) {
        write_bundle_file(partial.path().string(), name, bytes, name.starts_with(bundle::internal) ? FileMode::secret : FileMode::shared);
    }
    partial.become_whole();
    sync_folder(target.parent_path().empty() ? std::filesystem::path(".") : target.parent_path());
}

void stage(const std::string& folder, const BundleFiles& files) {
    const auto staging = std::filesystem::path(folder) / bundle::staging, staged = std::filesystem::path(folder) / bundle::staged;
    std::error_code error;
    std::filesystem::remove_all(staging, error);
    for (const auto& [name, bytes] : files) write_bundle_file(folder, bundle::staging + name, bytes, name.starts_with(bundle::internal) ? FileMode::secret : FileMode::shared);
    std::filesystem::rename(staging.parent_path(), staged.parent_path(), error);
    if (error) unwritable(staged, error.value());
    sync_folder(std::filesystem::path(folder) / bundle::internal);
}

void drop_staged(const std::string& folder) {
    const auto staged = std::filesystem::path(folder) / bundle::staged;
    std::error_code error;
    std::filesystem::remove_all(staged, error);
    if (error) unwritable(staged, error.value());
    sync_folder(std::filesystem::path(folder) / bundle::internal);
}

void move_staged(const std::string& folder) {
    const auto staged = std::filesystem::path(folder) / bundle::staged;
    std::error_code error;
    if (!std::filesystem::is_directory(staged, error)) return;
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(staged)) {
        if (entry.is_regular_file()) names.push_back(std::filesystem::relative(entry.path(), staged).generic_string());
    }
    // The published file and the word of the office come last, so that whatever is there is not taken for more than it is.
    std::stable_partition(names.begin(), names.end(), [](const auto& name) { return name != bundle::release; });
    for (const auto& name : names) {
        const auto target = std::filesystem::path(folder) / name;
        std::filesystem::create_directories(target.parent_path(), error);
        std::filesystem::rename(staged / name, target, error);
        if (error) unwritable(target, error.value());
        sync_folder(target.parent_path());
    }
    drop_staged(folder);
}

}  // namespace review

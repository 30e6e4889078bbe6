#include "base/atomic_file.hpp"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <utility>

#include <review/error.hpp>

#include "base/mapped_file.hpp"
#include "base/messages/base.hpp"

namespace review {
namespace {

std::string folder_of(const std::string& path) {
    const auto folder = std::filesystem::path(path).parent_path();
    return folder.empty() ? "." : folder.string();
}

// Where a link leads. One that somebody else made could lead to a file of ours (as in /tmp).
std::string through_links(const std::string& path, const auto& fail) {
    std::filesystem::path at = path;
    struct stat status {};
    for (int i = 0; i < 40; ++i) {
        if (lstat(at.c_str(), &status) != 0 || !S_ISLNK(status.st_mode)) return at.string();
        if (status.st_uid != geteuid() && status.st_uid != 0) fail(EPERM);
        std::error_code error;
        const auto target = std::filesystem::read_symlink(at, error);
        if (error) fail(error.value());
        at = at.parent_path() / target;
    }
    fail(ELOOP);
    return {};
}

mode_t less_the_umask(mode_t mode) {
    const mode_t mask = umask(0);
    umask(mask);
    return mode & ~mask;
}

}  // namespace

void AtomicFile::fail(int error) const {
    throw Error(Errc::io, say(Msg::cannot_write, {path_, strerror(error)}));
}

AtomicFile::AtomicFile(std::string path, FileMode mode) : path_(std::move(path)) {
    if (std::filesystem::is_directory(path_)) fail(EISDIR);
    path_ = through_links(path_, [&](int error) { fail(error); });
    fd_ = open(folder_of(path_).c_str(), O_TMPFILE | O_WRONLY | O_CLOEXEC, 0600);
    if (fd_ < 0) {
        temporary_ = folder_of(path_) + "/.review-XXXXXX";
        fd_ = mkostemp(temporary_.data(), O_CLOEXEC);
        if (fd_ < 0) {
            temporary_.clear();
            fail(errno);
        }
    }
    if (fd_ <= STDERR_FILENO) {  // a caller closed its streams: what it says must not go into the file
        const int higher = fcntl(fd_, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
        const int error = errno;
        close(std::exchange(fd_, higher));
        if (higher < 0) fail(error);
    }
    struct stat old {};
    const bool replaces = stat(path_.c_str(), &old) == 0;
    if (mode == FileMode::shared) fchmod(fd_, replaces ? old.st_mode & 0666 : less_the_umask(0666));
    if (mode == FileMode::program) fchmod(fd_, less_the_umask(0777));
}

AtomicFile::~AtomicFile() {
    if (fd_ >= 0) close(fd_);
    if (!temporary_.empty()) unlink(temporary_.c_str());
}

void AtomicFile::write(ByteView bytes) {
    in_passing(bytes, [&](ByteView piece) {
        while (!piece.empty()) {
            const auto written = ::write(fd_, piece.data(), piece.size());
            if (written < 0 && errno == EINTR) continue;
            if (written < 0) fail(errno);
            piece = piece.subspan(static_cast<std::size_t>(written));
        }
    });
}

void AtomicFile::take_name() {
    if (fsync(fd_) != 0) fail(errno);
    if (temporary_.empty()) {
        // linkat cannot replace a file, so the new one gets a name for the moment before rename.
        std::string name;
        for (int i = 0; name.empty(); ++i) {
            const auto candidate =
                folder_of(path_) + "/.review-" + std::to_string(getpid()) + "-" + std::to_string(i);
            const auto self = "/proc/self/fd/" + std::to_string(fd_);
            if (linkat(AT_FDCWD, self.c_str(), AT_FDCWD, candidate.c_str(), AT_SYMLINK_FOLLOW) == 0) name = candidate;
            else if (errno != EEXIST || i > 100) fail(errno);
        }
        temporary_ = name;
    }
}

void AtomicFile::commit() {
    take_name();
    if (rename(temporary_.c_str(), path_.c_str()) != 0) fail(errno);
    temporary_.clear();
    sync_folder();
}

void AtomicFile::commit_for_now() {
    take_name();
    // What was there takes the temporary name; some file systems cannot do that.
    if (renameat2(AT_FDCWD, temporary_.c_str(), AT_FDCWD, path_.c_str(), RENAME_EXCHANGE) != 0) {
        if (rename(temporary_.c_str(), path_.c_str()) != 0) fail(errno);
        temporary_.clear();
    }
    committed_ = true;
    sync_folder();
}

void AtomicFile::take_back() {
    if (!std::exchange(committed_, false)) return;
    if (temporary_.empty()) unlink(path_.c_str());
    else if (rename(temporary_.c_str(), path_.c_str()) == 0) temporary_.clear();
}

bool AtomicFile::commit_if_absent() {
    if (fsync(fd_) != 0) fail(errno);
    const auto self = temporary_.empty() ? "/proc/self/fd/" + std::to_string(fd_) : temporary_;
    if (linkat(AT_FDCWD, self.c_str(), AT_FDCWD, path_.c_str(), AT_SYMLINK_FOLLOW) != 0) {
        if (errno == EEXIST) return false;
        fail(errno);
    }
    sync_folder();
    return true;
}

void AtomicFile::sync_folder() const {
    const int folder = open(folder_of(path_).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0) return;
    fsync(folder);
    close(folder);
}

FolderLock::FolderLock(const std::string& path) {
    const auto file = through_links(path, [&](int error) { throw Error(Errc::io, say(Msg::cannot_write, {path, strerror(error)})); });
    fd_ = open(folder_of(file).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd_ < 0) throw Error(Errc::io, say(Msg::cannot_write, {path, strerror(errno)}));
    while (flock(fd_, LOCK_EX) != 0 && errno == EINTR) {}  // some file systems know no locks: then as without
}

FolderLock::~FolderLock() { close(fd_); }

void write_file(const std::string& path, ByteView bytes, FileMode mode) {
    AtomicFile file(path, mode);
    file.write(bytes);
    file.commit();
}

}  // namespace review

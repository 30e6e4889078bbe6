#include "model/draft_file.hpp"

#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <utility>

#include <review/error.hpp>

#include "base/file_digest.hpp"
#include "base/mapped_file.hpp"
#include "base/messages/base.hpp"
#include "base/messages/model.hpp"

namespace review {
namespace {

constexpr std::size_t head_bytes = 1024, mapped_from_bytes = 8 << 20;

[[noreturn]] void changed(const std::string& name) { throw Error(Errc::io, say(Msg::draft_changed, {name})); }

// False where it is not all there.
bool read_whole(int fd, Bytes& bytes) {
    for (std::size_t at = 0; at < bytes.size();) {
        const auto got = pread(fd, bytes.data() + at, bytes.size() - at, static_cast<off_t>(at));
        if (got <= 0) return false;
        at += static_cast<std::size_t>(got);
    }
    return true;
}

}  // namespace

DraftFile DraftFile::open(const std::string& path, const Limits& limits) {
    if (path == "-") return of(load_draft(path, limits));
    DraftFile file;
    file.fd_ = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file.fd_ < 0) throw Error(Errc::io, say(Msg::cannot_open, {path, strerror(errno)}));
    struct stat status {};
    if (fstat(file.fd_, &status) != 0 || S_ISDIR(status.st_mode)) throw Error(Errc::io, say(Msg::cannot_read, {path, strerror(EISDIR)}));
    if (!S_ISREG(status.st_mode)) return of(load_draft(path, limits));  // a pipe is read once
    file.name_ = std::filesystem::path(path).filename().string();
    file.size_ = static_cast<std::uint64_t>(status.st_size);
    if (file.size_ > limits.file_bytes) {
        throw Error(Errc::limit, say(Msg::limit_exceeded, {path, "file_bytes", std::to_string(limits.file_bytes)}));
    }
    file.changed_ = {status.st_mtim.tv_sec, status.st_mtim.tv_nsec, status.st_ctim.tv_sec, status.st_ctim.tv_nsec};
    file.head_.resize(static_cast<std::size_t>(std::min<std::uint64_t>(file.size_, head_bytes)));
    if (!read_whole(file.fd_, file.head_)) changed(file.name_);
    file.digest_ = sha256_of_file(file.fd_, file.size_);
    return file;
}

DraftFile DraftFile::of(const Draft& draft) {
    DraftFile file;
    file.name_ = draft.name;
    file.digest_ = draft.digest;
    file.size_ = draft.bytes.size();
    const auto head = draft.bytes.first(std::min(draft.bytes.size(), head_bytes));
    file.head_.assign(head.begin(), head.end());
    file.fd_ = memfd_create("draft", MFD_CLOEXEC);
    for (ByteView rest = draft.bytes; file.fd_ >= 0 && !rest.empty();) {
        const auto count = write(file.fd_, rest.data(), rest.size());
        if (count <= 0) throw Error(Errc::io, say(Msg::cannot_write, {"memfd", strerror(errno)}));
        rest = rest.subspan(static_cast<std::size_t>(count));
    }
    if (file.fd_ < 0) throw Error(Errc::io, say(Msg::cannot_write, {"memfd", strerror(errno)}));
    struct stat status {};
    if (fstat(file.fd_, &status) == 0) file.changed_ = {status.st_mtim.tv_sec, status.st_mtim.tv_nsec, status.st_ctim.tv_sec, status.st_ctim.tv_nsec};
    return file;
}

DraftFile::DraftFile(DraftFile&& other) noexcept
    : fd_(std::exchange(other.fd_, -1)), name_(std::move(other.name_)), digest_(other.digest_), size_(other.size_), head_(std::move(other.head_)),
      changed_(other.changed_) {}

DraftFile::~DraftFile() {
    if (fd_ >= 0) close(fd_);
}

void DraftFile::check_unchanged() const {
    struct stat now {};
    const bool there = fstat(fd_, &now) == 0;
    if (!there || changed_ != Times{now.st_mtim.tv_sec, now.st_mtim.tv_nsec, now.st_ctim.tv_sec, now.st_ctim.tv_nsec}) changed(name_);
}

Draft DraftFile::read(int fd, std::string name, const Digest& digest, std::uint64_t size) {
    if (size >= mapped_from_bytes) {
        if (auto mapped = map_file(fd, static_cast<std::size_t>(size))) return {std::move(name), *std::move(mapped), digest};
    }
    Bytes bytes(static_cast<std::size_t>(size));
    if (!read_whole(fd, bytes)) changed(name);
    return {std::move(name), std::move(bytes), digest};
}

}  // namespace review

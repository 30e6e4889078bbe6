#include "base/spool.hpp"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>

#include <review/error.hpp>

#include "base/mapped_file.hpp"
#include "base/messages/base.hpp"
#include "base/outside.hpp"

namespace review {
namespace {

[[noreturn]] void fail(const std::string& folder) {
    throw Error(Errc::io, say(Msg::cannot_write, {folder, strerror(errno)}));
}

std::string folder_for_spools() {
    std::error_code none;
    const auto folder = std::filesystem::temp_directory_path(none);
    return none ? "/tmp" : folder.string();
}

}  // namespace

int open_nameless_file() {
    const auto folder = folder_for_spools();
    int fd = open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC | O_EXCL, 0600);
    if (fd >= 0) return fd;
    auto name = folder + "/.review-XXXXXX";
    fd = mkostemp(name.data(), O_CLOEXEC);
    if (fd < 0) fail(folder);
    unlink(name.c_str());
    return fd;
}

Spool::~Spool() {
    if (fd_ >= 0) close(fd_);
}

void Spool::add(ByteView bytes) {
    if (fd_ < 0 && waiting_.size() + bytes.size() <= in_memory) {
        waiting_.insert(waiting_.end(), bytes.begin(), bytes.end());
        return;
    }
    in_passing(bytes, [&](ByteView piece) {
        waiting_.insert(waiting_.end(), piece.begin(), piece.end());
        if (waiting_.size() >= in_memory) flush();
    });
}

void Spool::flush() {
    const auto folder = folder_for_spools();
    if (fd_ < 0) fd_ = outside() ? outside()->nameless_file() : open_nameless_file();
    if (fd_ < 0) fail(folder);
    ByteView rest = waiting_;
    while (!rest.empty()) {
        const auto count = ::write(fd_, rest.data(), rest.size());
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) fail(folder);
        rest = rest.subspan(static_cast<std::size_t>(count));
    }
    written_ += waiting_.size();
    waiting_.clear();
}

SharedBytes Spool::finish() {
    if (fd_ < 0) return SharedBytes(std::move(waiting_));
    flush();
    waiting_ = {};
    auto mapped = map_file(fd_, static_cast<std::size_t>(written_));
    if (!mapped) fail(folder_for_spools());
    close(fd_);
    fd_ = -1;
    written_ = 0;
    return *std::move(mapped);
}

}  // namespace review

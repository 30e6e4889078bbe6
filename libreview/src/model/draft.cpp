#include <review/draft.hpp>

#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>

#include <review/error.hpp>

#include "base/messages.hpp"

namespace review {
namespace {

struct Descriptor {
    int fd;
    explicit Descriptor(int number) : fd(number) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() {
        if (fd > STDERR_FILENO) close(fd);
    }
};

// A page fault for each 4 KiB of a large draft takes longer than reading it. Advice: where it is not taken nothing is lost.
void ask_for_large_pages(const Bytes& bytes) {
    constexpr std::uintptr_t large = 2u << 20;
    const auto from = (reinterpret_cast<std::uintptr_t>(bytes.data()) + large - 1) & ~(large - 1);
    const auto to = (reinterpret_cast<std::uintptr_t>(bytes.data()) + bytes.capacity()) & ~(large - 1);
    if (to > from) madvise(reinterpret_cast<void*>(from), to - from, MADV_HUGEPAGE);
}

Bytes read_all(int fd, const std::string& name, const Limits& limits) {
    Bytes bytes;
    struct stat status {};
    if (fstat(fd, &status) == 0 && S_ISDIR(status.st_mode)) {
        throw Error(Errc::io, say(Msg::cannot_read, {name, strerror(EISDIR)}));
    }
    if (S_ISREG(status.st_mode)) {
        bytes.reserve(static_cast<std::size_t>(status.st_size) + 1);
        ask_for_large_pages(bytes);
    }
    for (;;) {
        const auto size = bytes.size();
        if (size > limits.file_bytes) {
            throw Error(Errc::limit, say(Msg::limit_exceeded, {name, "file_bytes", std::to_string(limits.file_bytes)}));
        }
        bytes.resize(bytes.capacity() > size ? bytes.capacity() : size + (1u << 16));
        const auto got = read(fd, bytes.data() + size, bytes.size() - size);
        bytes.resize(size + static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
        if (got == 0) return bytes;
        if (got < 0 && errno != EINTR) throw Error(Errc::io, say(Msg::cannot_read, {name, strerror(errno)}));
    }
}

}  // namespace

Draft load_draft(const std::string& path, const Limits& limits) {
    if (path == "-") return make_draft("-", read_all(STDIN_FILENO, "-", limits));
    const Descriptor file(open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (file.fd < 0) throw Error(Errc::io, say(Msg::cannot_open, {path, strerror(errno)}));
    return make_draft(std::filesystem::path(path).filename().string(), read_all(file.fd, path, limits));
}

Draft make_draft(std::string name, Bytes bytes) {
    const Digest digest = sha256(bytes);
    return {std::move(name), std::move(bytes), digest};
}

}  // namespace review

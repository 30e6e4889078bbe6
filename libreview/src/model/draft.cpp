#include <review/draft.hpp>

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>

#include <review/error.hpp>

#include "base/mapped_file.hpp"
#include "base/messages/base.hpp"
#include "base/messages/model.hpp"
#include "base/outside.hpp"

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

// Of a file whose bytes are gone over several times a copy is quicker, and one that is read once is cheaper where it lies.
constexpr std::uint64_t never = UINT64_MAX, map_large = 8 << 20, map_to_read_once = 256 << 10;

void check_size(std::uint64_t size, const std::string& name, const Limits& limits) {
    if (size <= limits.file_bytes) return;
    throw Error(Errc::limit, say(Msg::limit_exceeded, {name, "file_bytes", std::to_string(limits.file_bytes)}));
}

SharedBytes read_all(int fd, const std::string& name, const Limits& limits, std::uint64_t mapped_from) {
    Bytes bytes;
    struct stat status {};
    if (fstat(fd, &status) == 0 && S_ISDIR(status.st_mode)) {
        throw Error(Errc::io, say(Msg::cannot_read, {name, strerror(EISDIR)}));
    }
    if (S_ISREG(status.st_mode)) {
        const auto size = static_cast<std::size_t>(status.st_size);
        check_size(size, name, limits);
        if (size >= mapped_from && lseek(fd, 0, SEEK_CUR) == 0) {
            if (auto mapped = map_file(fd, size)) return *std::move(mapped);
        }
        bytes.reserve(size + 1);
    }
    for (;;) {
        const auto size = bytes.size();
        check_size(size, name, limits);
        bytes.resize(bytes.capacity() > size ? bytes.capacity() : size + (1u << 16));
        const auto got = read(fd, bytes.data() + size, bytes.size() - size);
        bytes.resize(size + static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
        if (got == 0) return bytes;
        if (got < 0 && errno != EINTR) throw Error(Errc::io, say(Msg::cannot_read, {name, strerror(errno)}));
    }
}

SharedBytes read_path(const std::string& path, const Limits& limits, std::uint64_t mapped_from) {
    if (path == "-") return read_all(STDIN_FILENO, "-", limits, mapped_from);
    const Descriptor file(outside() ? outside()->named_file(path) : open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (file.fd < 0) throw Error(Errc::io, say(Msg::cannot_open, {path, strerror(errno)}));
    return read_all(file.fd, path, limits, mapped_from);
}

Draft read_draft(const std::string& path, const Limits& limits, std::uint64_t mapped_from) {
    return make_draft(path == "-" ? path : std::filesystem::path(path).filename().string(), read_path(path, limits, mapped_from));
}

}  // namespace

Draft load_draft(const std::string& path, const Limits& limits) { return read_draft(path, limits, never); }

SharedBytes load_bytes(const std::string& path, const Limits& limits) { return read_path(path, limits, never); }

SharedBytes map_bytes(const std::string& path, const Limits& limits) { return read_path(path, limits, map_to_read_once); }

Draft load_settings_file(const std::string& path, std::uint64_t most) try {
    Limits limits;
    limits.file_bytes = most;
    return load_draft(path, limits);
} catch (const Error& error) {
    if (error.code() == Errc::limit) throw Error(Errc::bad_config, error.what());
    throw;
}

Draft map_draft(const std::string& path, const Limits& limits) { return read_draft(path, limits, map_large); }

Draft make_draft(std::string name, SharedBytes bytes) {
    const Digest digest = sha256(bytes);
    return {std::move(name), std::move(bytes), digest};
}

void check_unchanged(const SharedBytes& bytes, const std::string& name) {
    if (was_changed(bytes)) throw Error(Errc::io, say(Msg::draft_changed, {name}));
}

void check_unchanged(const Draft& draft) { check_unchanged(draft.bytes, draft.name); }

}  // namespace review

// By bare system calls: Debian 12 has no library for it, and its header knows less than newer kernels.
#include "cage/landlock.hpp"

#include <sys/syscall.h>
#include <unistd.h>

#include <cstdint>

namespace review {
namespace {

// linux/landlock.h, all of its three fields: an older kernel takes the first ones alone.
struct Rules {
    std::uint64_t files = 0, network = 0, scopes = 0;
};

constexpr unsigned tell_version = 1;

#ifdef SYS_landlock_create_ruleset
long create(const void* rules, std::size_t size, unsigned flags) { return syscall(SYS_landlock_create_ruleset, rules, size, flags); }
bool restrict_self(int fd) { return syscall(SYS_landlock_restrict_self, fd, 0) == 0; }
#else
long create(const void*, std::size_t, unsigned) { return -1; }
bool restrict_self(int) { return false; }
#endif

// Rights that version 1, 2, 3 and 5 know.
std::uint64_t file_rights(int version) {
    const int bits = version >= 5 ? 16 : version >= 3 ? 15 : version >= 2 ? 14 : 13;
    return (std::uint64_t{1} << bits) - 1;
}

}  // namespace

int landlock_version() {
    static const auto version = create(nullptr, 0, tell_version);
    return version > 0 ? static_cast<int>(version) : 0;
}

bool forbid_files() {
    const int version = landlock_version();
    if (version == 0) return false;
    const Rules all{file_rights(version), version >= 4 ? std::uint64_t{3} : 0, version >= 6 ? std::uint64_t{3} : 0};
    const auto size = sizeof(std::uint64_t) * (version >= 6 ? 3u : version >= 4 ? 2u : 1u);
    const auto fd = static_cast<int>(create(&all, size, 0));
    if (fd < 0) return false;
    const bool done = restrict_self(fd);
    close(fd);
    return done;
}

}  // namespace review

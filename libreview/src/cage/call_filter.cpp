#include "cage/call_filter.hpp"

#include <seccomp.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <memory>

#include <review/error.hpp>

#include "base/messages/cage.hpp"
#include "cage/descriptor.hpp"

namespace review {
namespace {

// recvmsg and sendmsg have one socket to go to: the keeper's. A name that this machine has not is passed over.
constexpr const char* allowed[] = {
    "read", "write", "writev", "pread64", "lseek", "_llseek", "close", "dup", "fstat", "recvmsg", "sendmsg",
    "brk", "munmap", "mremap", "madvise", "futex", "clock_gettime", "gettimeofday", "time", "getrandom", "sched_yield",
    "getpid", "gettid", "rt_sigprocmask", "rt_sigreturn", "restart_syscall", "exit", "exit_group",
};

// Libraries ask these in passing, and live with a no.
constexpr const char* denied[] = {
    "newfstatat", "stat", "lstat", "statx", "access", "faccessat", "faccessat2", "readlink", "readlinkat", "getcwd", "ioctl",
    "fcntl", "prlimit64", "getrlimit", "sysinfo", "uname", "sched_getaffinity", "getuid", "geteuid", "getgid", "getegid", "sigaltstack",
};

constexpr std::uint64_t executable = 4, shared = 1;  // PROT_EXEC; MAP_SHARED, also as part of MAP_SHARED_VALIDATE

[[noreturn]] void fail(int error) { throw Error(Errc::unsupported, say(Msg::cage_does_not_close, {std::string("libseccomp: ") + strerror(error)})); }

void add(scmp_filter_ctx filter, std::uint32_t action, const char* name, std::initializer_list<scmp_arg_cmp> where = {}) {
    const int number = seccomp_syscall_resolve_name(name);
    if (number < 0) return;  // not a call of this machine
    const int failed = seccomp_rule_add_array(filter, action, number, static_cast<unsigned>(where.size()), where.begin());
    if (failed != 0) fail(-failed);
}

scmp_arg_cmp none_of(unsigned argument, std::uint64_t bits) { return {argument, SCMP_CMP_MASKED_EQ, bits, 0}; }

std::vector<sock_filter> made() {
    const std::unique_ptr<void, void (*)(scmp_filter_ctx)> filter(seccomp_init(SCMP_ACT_TRAP), seccomp_release);
    if (!filter) fail(ENOMEM);
    for (const auto* name : allowed) add(filter.get(), SCMP_ACT_ALLOW, name);
    for (const auto* name : denied) add(filter.get(), SCMP_ACT_ERRNO(EACCES), name);
    // Memory is never code, and never somebody else's. mmap2 is the name on 32-bit machines.
    for (const auto* name : {"mmap", "mmap2"}) add(filter.get(), SCMP_ACT_ALLOW, name, {none_of(2, executable), none_of(3, shared)});
    add(filter.get(), SCMP_ACT_ALLOW, "mprotect", {none_of(2, executable)});
    const Descriptor file(memfd_create("filter", MFD_CLOEXEC));
    if (!file.is_open()) fail(errno);
    if (const int failed = seccomp_export_bpf(filter.get(), file.get()); failed != 0) fail(-failed);
    std::vector<sock_filter> program(static_cast<std::size_t>(lseek(file.get(), 0, SEEK_END)) / sizeof(sock_filter));
    const auto size = static_cast<ssize_t>(program.size() * sizeof(sock_filter));
    if (pread(file.get(), program.data(), program.size() * sizeof(sock_filter), 0) != size) fail(EIO);
    return program;
}

}  // namespace

const std::vector<sock_filter>& call_filter() {
    static const auto program = made();
    return program;
}

std::string name_of_call(int number) {
    const std::unique_ptr<char, void (*)(void*)> name(seccomp_syscall_resolve_num_arch(SCMP_ARCH_NATIVE, number), std::free);
    return name ? name.get() : std::to_string(number);
}

}  // namespace review

#include "cage/close_cage.hpp"

#include <fcntl.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <iterator>
#include <string_view>

#include <review/error.hpp>
#include <review/limits.hpp>

#include "cage/call_filter.hpp"
#include "cage/landlock.hpp"

namespace review {
namespace {

LastCall* last_call = nullptr;

// The kernel asked us first (SECCOMP_RET_TRAP), so that the call has a name. Made again with SIGSYS blocked, it kills.
void on_forbidden(int, siginfo_t* info, void*) {
    last_call->number = info->si_syscall;
    syscall(info->si_syscall, -1, 0, 0, 0, 0, 0);
    _exit(127);
}

bool limit(__rlimit_resource_t what, std::uint64_t most) {
    rlimit now{};
    if (getrlimit(what, &now) != 0) return false;
    const auto allowed = std::min<rlim_t>(most, now.rlim_max);
    const rlimit both{allowed, allowed};
    return setrlimit(what, &both) == 0;
}

// Bytes of address space and of private memory that this process has already (proc(5), statm).
std::pair<std::uint64_t, std::uint64_t> memory_now() {
    unsigned long long pages = 0, data = 0;
    if (auto* const file = std::fopen("/proc/self/statm", "re")) {
        if (std::fscanf(file, "%llu %*u %*u %*u %*u %llu", &pages, &data) != 2) pages = data = 0;
        std::fclose(file);
    }
    const auto page = static_cast<std::uint64_t>(sysconf(_SC_PAGESIZE));
    return {pages * page, data * page};
}

// Sanitizers reserve terabytes, and tell what they found on standard error.
#if defined(__SANITIZE_ADDRESS__)
constexpr bool instrumented = true;
#else
constexpr bool instrumented = false;
#endif

bool limit_memory(const CageLimits& limits) {
    if (instrumented) return true;
    const auto [space, data] = memory_now();
    // Drafts and spools are mapped: address space, but no memory of our own.
    return limit(RLIMIT_DATA, data + limits.memory_bytes) && limit(RLIMIT_AS, space + limits.memory_bytes + 4 * Limits{}.file_bytes);
}

bool limit_all(const CageLimits& limits) {
    return limit(RLIMIT_CORE, 0) && limit(RLIMIT_NOFILE, 24) && limit(RLIMIT_FSIZE, limits.written_bytes) &&
           limit(RLIMIT_CPU, limits.worker_seconds) && limit_memory(limits);
}

// Nothing of the keeper's stays open, not even its terminal.
bool let_go_of_files(unsigned first_other) {
    const int nothing = open("/dev/null", O_RDWR | O_CLOEXEC);
    if (nothing < 0) return false;
    for (const int fd : {0, 1, 2}) {
        if (!(instrumented && fd == 2) && dup2(nothing, fd) < 0) return false;
    }
    return close_range(first_other, ~0u, 0) == 0;
}

void default_signals() {
    for (const int number : {SIGBUS, SIGSEGV, SIGILL, SIGFPE, SIGABRT}) {
        if (!instrumented) signal(number, SIG_DFL);
    }
    struct sigaction action {};
    action.sa_sigaction = on_forbidden;
    action.sa_flags = SA_SIGINFO;
    sigaction(SIGSYS, &action, nullptr);
}

// Passphrases, tokens of CI: whoever takes over a worker could write them into what it rewrites.
void forget_environment() {
    constexpr std::string_view kept[] = {"TZ=", "LC_", "LANG", "OMP_"};
    char** to = environ;
    for (char** at = environ; at && *at; ++at) {
        const std::string_view variable = *at;
        const bool keep = std::any_of(std::begin(kept), std::end(kept), [&](std::string_view begin) { return variable.starts_with(begin); });
        if (keep) *to++ = *at;
        else explicit_bzero(*at, variable.size());
    }
    if (to) *to = nullptr;
}

// mktime() looks at the file of the zone again each time, unless the zone has a name.
void know_the_zone() {
    setenv("TZ", ":/etc/localtime", 0);
    tzset();
}

std::string failed_step(const char* step) { return std::string(step) + ": " + strerror(errno); }

}  // namespace

void prepare_cage() try {
    landlock_version();
    call_filter();
} catch (const Error&) {
    // A worker fails at it, too, and says so.
}

std::string close_cage(const CageLimits& limits, unsigned first_other, LastCall& last) try {
    last_call = &last;
    know_the_zone();
    forget_environment();
    const auto& filter = call_filter();
    default_signals();
    if (!let_go_of_files(first_other)) return failed_step("close_range");
    if (prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0) return failed_step("PR_SET_DUMPABLE");
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return failed_step("PR_SET_NO_NEW_PRIVS");
    if (!limit_all(limits)) return failed_step("setrlimit");
    forbid_files();
    const sock_fprog program{static_cast<unsigned short>(filter.size()), const_cast<sock_filter*>(filter.data())};
    if (prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program, 0, 0) != 0) return failed_step("seccomp");
    return {};
} catch (const Error& error) {
    return error.what();
}

std::string why_no_cage() {
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0) return strerror(errno);
    const pid_t child = fork();
    if (child == 0) {
        static LastCall last;
        dup2(ends[1], 3);
        const auto why = close_cage({}, 4, last);
        if (write(3, why.data(), why.size()) < 0) _exit(2);
        _exit(0);
    }
    const int error = errno;
    close(ends[1]);
    char text[512] = {};
    const auto got = child < 0 ? 0 : read(ends[0], text, sizeof text);
    close(ends[0]);
    int status = 0;
    if (child < 0) return strerror(error);
    waitpid(child, &status, 0);
    if (got > 0) return std::string(text, static_cast<std::size_t>(got));
    return WIFEXITED(status) && WEXITSTATUS(status) == 0 ? "" : "the process that tried died";
}

}  // namespace review

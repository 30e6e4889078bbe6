#include "base/child_process.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <string_view>
#include <thread>

#include <review/error.hpp>

#include "base/messages/base.hpp"

namespace review {
namespace {

[[noreturn]] void not_started(const std::string& program, int error) {
    throw Error(Errc::io, say(Msg::child_not_started, {program, strerror(error)}));
}

struct Prepared {
    const char* program;
    std::vector<char*> arguments, environment;
    int input, output, report;
    Hear hear;
    ChildLimits limits;
    pid_t parent;
};

void limit(__rlimit_resource_t what, rlim_t most) {
    const rlimit both{most, most};
    setrlimit(what, &both);
}

void close_the_rest_on_exec() {
    if (close_range(3, ~0u, CLOSE_RANGE_CLOEXEC) == 0) return;
    rlimit most{};
    getrlimit(RLIMIT_NOFILE, &most);
    for (int fd = 3; fd < static_cast<int>(std::min<rlim_t>(most.rlim_cur, 1 << 20)); ++fd) fcntl(fd, F_SETFD, FD_CLOEXEC);
}

// Between fork and exec: system calls only, for other threads may hold any lock.
[[noreturn]] void become(const Prepared& child) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != child.parent) _exit(127);
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    const int nothing = open("/dev/null", O_RDWR | O_CLOEXEC);
    // Above 2 first, so that none is overwritten before it is used.
    const int report = fcntl(child.report, F_DUPFD_CLOEXEC, 3);
    const int output = fcntl(child.output, F_DUPFD_CLOEXEC, 3);
    const int input = fcntl(child.input < 0 ? nothing : child.input, F_DUPFD_CLOEXEC, 3);
    const int unheard = fcntl(nothing, F_DUPFD_CLOEXEC, 3);
    dup2(input, 0);
    dup2(child.hear == Hear::errors ? unheard : output, 1);
    if (child.hear != Hear::output_showing_errors) dup2(child.hear == Hear::errors ? output : unheard, 2);
    close_the_rest_on_exec();
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_AS, child.limits.memory_bytes);
    limit(RLIMIT_CPU, child.limits.seconds + 1);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, nullptr);
    signal(SIGPIPE, SIG_DFL);
    execve(child.program, child.arguments.data(), child.environment.data());
    const int error = errno;
    [[maybe_unused]] const auto told = write(report, &error, sizeof error);
    _exit(127);
}

struct Pipe {
    Pipe() {
        if (pipe2(ends, O_CLOEXEC) != 0) throw Error(Errc::io, say(Msg::child_not_started, {"pipe", strerror(errno)}));
    }
    ~Pipe() {
        for (const int end : ends) {
            if (end >= 0) close(end);
        }
    }
    void close_writer() {
        close(ends[1]);
        ends[1] = -1;
    }
    int ends[2];
};

bool can_run(const std::string& path) { return !path.empty() && path.front() == '/' && access(path.c_str(), X_OK) == 0; }

}  // namespace

ChildInput::ChildInput(ByteView bytes) : fd_(memfd_create("review", MFD_CLOEXEC)) {
    while (fd_ >= 0 && !bytes.empty()) {
        const auto written = write(fd_, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) break;
        bytes = bytes.subspan(static_cast<std::size_t>(written));
    }
    if (fd_ >= 0 && bytes.empty()) return;
    const int error = errno;
    if (fd_ >= 0) close(fd_);
    throw Error(Errc::io, say(Msg::cannot_write, {"memfd", strerror(error)}));
}

ChildInput::~ChildInput() { close(fd_); }

ChildProcess::ChildProcess(const std::string& program, const std::vector<std::string>& arguments, const ChildInput* input,
                           const ChildLimits& limits, Hear hear, const std::vector<std::string>& environment)
    : name_(program), limits_(limits), end_(std::chrono::steady_clock::now() + std::chrono::seconds(limits.seconds)) {
    Pipe output, report;
    const char* folders = std::getenv("PATH");
    std::string path = std::string("PATH=") + (folders ? folders : "/usr/bin:/bin"), locale = "LC_ALL=C";
    Prepared child{program.c_str(), {const_cast<char*>(program.c_str())}, {path.data(), locale.data()},
                   input ? input->descriptor() : -1, output.ends[1], report.ends[1], hear, limits, getpid()};
    for (const auto& argument : arguments) child.arguments.push_back(const_cast<char*>(argument.c_str()));
    child.arguments.push_back(nullptr);
    for (const auto& variable : environment) child.environment.push_back(const_cast<char*>(variable.c_str()));
    child.environment.push_back(nullptr);
    pid_ = fork();
    if (pid_ < 0) not_started(program, errno);
    if (pid_ == 0) become(child);
    output.close_writer();
    report.close_writer();
    // Empty once exec has closed the other end.
    int error = 0;
    ssize_t got = 0;
    do {
        got = ::read(report.ends[0], &error, sizeof error);
    } while (got < 0 && errno == EINTR);
    if (got == sizeof error) {
        waitpid(pid_, nullptr, 0);
        not_started(program, error);
    }
    std::swap(output_, output.ends[0]);
}

ChildProcess::~ChildProcess() {
    if (output_ >= 0) close(output_);
    if (pid_ < 0) return;
    kill(pid_, SIGKILL);
    while (waitpid(pid_, nullptr, 0) < 0 && errno == EINTR) {
    }
}

void ChildProcess::late() const {
    throw Error(Errc::limit, say(Msg::child_late, {name_, std::to_string(limits_.seconds)}));
}

void ChildProcess::wait_for_output() const {
    for (;;) {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end_ - std::chrono::steady_clock::now()).count();
        if (left <= 0) late();
        pollfd ready{output_, POLLIN, 0};
        if (poll(&ready, 1, static_cast<int>(std::min<long>(left, 60'000))) > 0) return;
    }
}

std::size_t ChildProcess::read(std::uint8_t* to, std::size_t room) {
    std::size_t have = 0;
    while (have < room) {
        wait_for_output();
        const auto got = ::read(output_, to + have, room - have);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) break;
        have += static_cast<std::size_t>(got);
    }
    return have;
}

bool ChildProcess::ended_well() {
    for (;;) {
        int status = 0;
        const auto got = waitpid(pid_, &status, WNOHANG);
        if (got == pid_) {
            pid_ = -1;
            return WIFEXITED(status) && WEXITSTATUS(status) == 0;
        }
        if (got < 0 && errno != EINTR) return false;
        if (std::chrono::steady_clock::now() > end_) late();
        std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }
}

std::optional<std::string> find_program(const std::string& name, const char* variable) {
    if (const char* named = std::getenv(variable); named && *named) {
        if (can_run(named)) return std::string(named);
        return std::nullopt;
    }
    const char* path = std::getenv("PATH");
    std::string_view folders = path ? path : "";
    while (!folders.empty()) {
        const auto folder = folders.substr(0, folders.find(':'));
        folders.remove_prefix(std::min(folders.size(), folder.size() + 1));
        const auto candidate = std::string(folder) + "/" + name;
        if (can_run(candidate)) return candidate;
    }
    return std::nullopt;
}

}  // namespace review

#include "base/child_talk.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstdlib>

#include <review/error.hpp>

#include "base/messages/base.hpp"

namespace review {
namespace {

using Clock = std::chrono::steady_clock;

constexpr rlim_t most_memory_of_talker = rlim_t{4} << 30;

struct Talker {
    const char* program;
    std::vector<char*> arguments;
    std::array<char*, 3> environment;
    int ours, theirs, opened;
};

// Between fork and exec: system calls only, for other threads may hold any lock.
[[noreturn]] void start_talking(const Talker& child) {
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    setsid();  // no terminal, and a group of its own: what it starts ends with it
    const int nothing = open("/dev/null", O_WRONLY | O_CLOEXEC);
    dup2(child.theirs, 0);
    dup2(child.theirs, 1);
    dup2(nothing, 2);
    if (close_range(3, ~0u, CLOSE_RANGE_CLOEXEC) != 0) {
        for (int fd = 3; fd < 4096; ++fd) fcntl(fd, F_SETFD, FD_CLOEXEC);
    }
    const rlimit no_core{0, 0}, memory{most_memory_of_talker, most_memory_of_talker};
    setrlimit(RLIMIT_CORE, &no_core);
    setrlimit(RLIMIT_AS, &memory);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, nullptr);
    signal(SIGPIPE, SIG_DFL);
    if (child.opened >= 0) execveat(child.opened, "", child.arguments.data(), child.environment.data(), AT_EMPTY_PATH);
    else execve(child.program, child.arguments.data(), child.environment.data());
    _exit(127);
}

int milliseconds_until(Clock::time_point end) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end - Clock::now()).count();
    return static_cast<int>(std::clamp<long>(left, 0, 60'000));
}

}  // namespace

ChildTalk::ChildTalk(const std::vector<std::string>& words, int program) {
    const auto failed = [&](int error) { return Error(Errc::io, say(Msg::child_not_started, {words.front(), strerror(error)})); };
    if (program < 0 && access(words.front().c_str(), X_OK) != 0) throw failed(errno);
    // A socket, not a pipe: who writes to a child that is gone gets an error and no signal.
    int ends[2];
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) throw failed(errno);
    const char* folders = std::getenv("PATH");
    std::string path = std::string("PATH=") + (folders ? folders : "/usr/bin:/bin"), locale = "LC_ALL=C";
    Talker child{words.front().c_str(), {}, {path.data(), locale.data(), nullptr}, ends[0], ends[1], program};
    for (const auto& word : words) child.arguments.push_back(const_cast<char*>(word.c_str()));
    child.arguments.push_back(nullptr);
    pid_ = fork();
    if (pid_ == 0) start_talking(child);
    const int error = errno;
    close(ends[1]);
    if (pid_ < 0) {
        close(ends[0]);
        throw failed(error);
    }
    to_ = from_ = ends[0];
    fcntl(from_, F_SETFL, O_NONBLOCK);
}

ChildTalk::~ChildTalk() {
    close(from_);
    kill(-pid_, SIGKILL);
    kill(pid_, SIGKILL);  // where it has not come to its group yet
    while (waitpid(pid_, nullptr, 0) < 0 && errno == EINTR) {
    }
}

ChildTalk::End ChildTalk::ask(std::string_view line, std::string& answer, std::size_t most, std::uint32_t seconds) {
    const auto end = Clock::now() + std::chrono::seconds(seconds);
    std::string question(line);
    question += '\n';
    std::string_view left = question;
    if (!rest_.empty()) return End::too_long;  // it said more than it was asked for
    for (;;) {
        // A child may answer before it has read all: neither side waits for the other.
        pollfd ready{from_, static_cast<short>(left.empty() ? POLLIN : POLLIN | POLLOUT), 0};
        const int wait = milliseconds_until(end);
        if (wait == 0) return End::late;
        if (poll(&ready, 1, wait) < 0 && errno != EINTR) return End::closed;
        if ((ready.revents & POLLOUT) != 0) {
            const auto sent = send(to_, left.data(), left.size(), MSG_NOSIGNAL);
            if (sent > 0) left.remove_prefix(static_cast<std::size_t>(sent));
            else if (sent < 0 && errno != EAGAIN && errno != EINTR) return End::closed;
        }
        if ((ready.revents & (POLLIN | POLLHUP | POLLERR)) == 0) continue;
        std::array<char, 65536> buffer;
        const auto got = recv(from_, buffer.data(), buffer.size(), 0);
        if (got == 0) return End::closed;
        if (got < 0 && errno != EAGAIN && errno != EINTR) return End::closed;
        if (got < 0) continue;
        rest_.append(buffer.data(), static_cast<std::size_t>(got));
        const auto at = rest_.find('\n', rest_.size() - static_cast<std::size_t>(got));
        if (at == rest_.npos ? rest_.size() > most : at > most) return End::too_long;
        if (at == rest_.npos) continue;
        if (!left.empty()) return End::closed;  // it answered what it had not read
        answer.assign(rest_, 0, at);
        rest_.erase(0, at + 1);
        return rest_.empty() ? End::line : End::too_long;
    }
}

}  // namespace review

#include "cage/worker.hpp"

#include <fcntl.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <cstring>
#include <new>
#include <string_view>

#include "base/messages/cage.hpp"
#include "base/messages/wire.hpp"
#include "base/spool.hpp"
#include "cage/call_filter.hpp"
#include "cage/inside.hpp"

namespace review {
namespace {

// Starting a worker costs some milliseconds. Who took one over by a document lies about those it reads after it: they are few.
constexpr std::size_t most_documents = 16;
constexpr auto long_enough = std::chrono::milliseconds(40);
constexpr std::size_t most_answer = std::size_t{512} << 20;

[[noreturn]] void no_process() { throw Error(Errc::io, say(Msg::cage_no_process, {strerror(errno)})); }

CageAnswer failed(Errc code, std::string why) {
    CageAnswer answer;
    answer.error = ToldError{code, std::move(why), {}};
    return answer;
}

std::string mebibytes(std::uint64_t bytes) { return std::to_string(bytes >> 20); }

// A worker is asked for letters and digits only: the name of a file below one folder.
bool is_plain_name(std::string_view name) {
    return !name.empty() && name.size() < 64 && name.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-") == name.npos;
}

}  // namespace

Worker::Worker(const Cage::Read& read, const CageOptions& options) : options_(options), start_(std::chrono::steady_clock::now()) {
    int ends[2];
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0) no_process();
    socket_ = Descriptor(ends[0]);
    const Descriptor theirs(ends[1]);
    answers_ = Descriptor(memfd_create("answers", MFD_CLOEXEC));
    void* const page = mmap(nullptr, sizeof(LastCall), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (!answers_.is_open() || page == MAP_FAILED) no_process();
    last_ = new (page) LastCall;
    const pid_t keeper = getpid();
    pid_ = fork();
    if (pid_ < 0) no_process();
    if (pid_ > 0) return;
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != keeper) _exit(0);
    // Above those they go to, so that none is overwritten before it is used.
    const int socket = fcntl(theirs.get(), F_DUPFD, first_other), answers = fcntl(answers_.get(), F_DUPFD, first_other);
    if (dup2(socket, keepers_socket) < 0 || dup2(answers, answers_file) < 0) _exit(1);
    live_in_cage(read, options_.limits, *last_);
}

Worker::~Worker() {
    if (pid_ > 0) {
        kill(pid_, SIGKILL);
        while (waitpid(pid_, nullptr, 0) < 0 && errno == EINTR) {
        }
    }
    if (last_) munmap(last_, sizeof(LastCall));
}

void Worker::give(std::size_t number, CageTask&& task) {
    number_ = number;
    busy_ = true;
    ++read_;
    end_ = std::chrono::steady_clock::now() + std::chrono::seconds(options_.limits.seconds);
    send_letter(socket_.get(), task.text, task.file.get());  // that it is dead is seen when it is heard
}

bool Worker::is_worn() const {
    return worn_ || read_ >= most_documents || std::chrono::steady_clock::now() - start_ > long_enough;
}

std::optional<CageAnswer> Worker::attend() {
    if (std::chrono::steady_clock::now() >= end_) return end_of(true);
    auto letter = receive_letter(socket_.get(), true);
    if (letter.text.empty()) return end_of(false);
    if (letter.text[0] == letter::question) {
        reply(letter.text.substr(1));
        return std::nullopt;
    }
    busy_ = false;
    auto answer = answer_of(std::move(letter));
    if (answer.error) worn_ = true;
    return answer;
}

void Worker::reply(const std::string& question) {
    constexpr std::string_view cmap = letter::cmap;
    int file = -1;
    if (question == letter::file) {
        file = open_nameless_file();
    } else if (question.starts_with(cmap) && is_plain_name(question.substr(cmap.size()))) {
        file = options_.files.predefined_cmap(question.substr(cmap.size()));
    }
    const Descriptor given(file);
    send_letter(socket_.get(), given.is_open() ? "here" : "none", given.get());
}

CageAnswer Worker::answer_of(Letter&& letter) {
    const auto rest = std::string_view(letter.text).substr(1);
    switch (letter.text[0]) {
        case letter::memory: return failed(Errc::limit, say(Msg::cage_memory, {mebibytes(options_.limits.memory_bytes)}));
        case letter::not_closed: throw Error(Errc::bad_config, say(Msg::cage_does_not_close, {std::string(rest)}));
        case letter::answer:
        case letter::error: break;
        default: return failed(Errc::malformed, say(Msg::cage_fault, {std::string(rest)}));
    }
    std::size_t size = 0;
    if (std::from_chars(rest.data(), rest.data() + rest.size(), size).ec != std::errc{} || size > most_answer) {
        return failed(Errc::limit, say(Msg::cage_too_long, {mebibytes(most_answer)}));
    }
    CageAnswer answer;
    answer.bytes.resize(size);  // a copy: nothing changes while it is looked at
    for (std::size_t at = 0; at < size;) {
        const auto got = pread(answers_.get(), answer.bytes.data() + at, size - at, static_cast<off_t>(at));
        if (got <= 0) return failed(Errc::malformed, say(Msg::wire_malformed));
        at += static_cast<std::size_t>(got);
    }
    answer.file = std::move(letter.file);
    try {
        if (letter.text[0] == letter::error) answer.error = from_wire<ToldError>(answer.bytes);
    } catch (const Error& error) {
        return failed(error.code(), error.what());
    }
    return answer;
}

CageAnswer Worker::end_of(bool late) {
    busy_ = false;
    worn_ = true;
    if (late) kill(pid_, SIGKILL);
    int status = 0;
    while (waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
    }
    pid_ = -1;
    if (late) return failed(Errc::limit, say(Msg::cage_late, {std::to_string(options_.limits.seconds)}));
    if (const int call = last_->number; call >= 0) {
        const auto name = name_of_call(call);
        return failed(Errc::malformed, name == "tgkill" ? say(Msg::cage_aborted) : say(Msg::cage_forbidden, {name}));
    }
    if (!WIFSIGNALED(status)) return failed(Errc::malformed, say(Msg::cage_exit, {std::to_string(WEXITSTATUS(status))}));
    const int number = WTERMSIG(status);
    if (number == SIGXCPU) return failed(Errc::limit, say(Msg::cage_late, {std::to_string(options_.limits.worker_seconds)}));
    return failed(Errc::malformed, say(Msg::cage_signal, {std::to_string(number), strsignal(number)}));
}

}  // namespace review

#include "cage/worker.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <new>
#include <string_view>

#include "base/foreign_code.hpp"
#include "base/messages/cage.hpp"
#include "base/messages/wire.hpp"
#include "base/spool.hpp"
#include "cage/call_filter.hpp"
#include "cage/inside.hpp"

namespace review {
namespace {

// Starting a worker costs some milliseconds. Who took one over by a document lies about those it reads after it: they are few, and
// not read for long.
constexpr auto long_enough = std::chrono::milliseconds(40);  // of work, not of waiting for some
constexpr std::size_t most_drawings = 2;  // at a time: the draft and the output
constexpr std::size_t most_answer = std::size_t{512} << 20;

[[noreturn]] void no_process() { throw Error(Errc::io, say(Msg::cage_no_process, {strerror(errno)})); }

CageAnswer failed(Errc code, std::string why) {
    CageAnswer answer;
    answer.error = ToldError{code, std::move(why), {}};
    return answer;
}

// The heap puts small blocks that were freed in order when it is next asked for a large one. In a worker it would have to copy each of
// their pages for that.
void settle_heap() {
    constexpr std::size_t large = 128 << 10;
    void* volatile block = std::malloc(large);
    std::free(block);
}

std::string mebibytes(std::uint64_t bytes) { return std::to_string(bytes >> 20); }

// The time its processors worked for a child; where that is not told, more than any.
std::chrono::nanoseconds work_of(pid_t child) {
    clockid_t clock = 0;
    timespec worked{};
    if (clock_getcpuclockid(child, &clock) != 0 || clock_gettime(clock, &worked) != 0) return std::chrono::nanoseconds::max();
    return std::chrono::seconds(worked.tv_sec) + std::chrono::nanoseconds(worked.tv_nsec);
}

// A worker is asked for letters and digits only: the name of a file below one folder.
bool is_plain_name(std::string_view name) {
    return !name.empty() && name.size() < 64 && name.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-") == name.npos;
}

}  // namespace

Worker::Worker(const Cage::Read& read, const CageOptions& options) : options_(options) {
    int ends[2];
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0) no_process();
    socket_ = Descriptor(ends[0]);
    const Descriptor theirs(ends[1]);
    answers_ = Descriptor(memfd_create("answers", MFD_CLOEXEC));
    void* const page = mmap(nullptr, sizeof(LastCall), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (!answers_.is_open() || page == MAP_FAILED) no_process();
    last_ = new (page) LastCall;
    prepare_cage();
    settle_heap();
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
    return worn_ || read_ >= Cage::most_documents || work_of(pid_) > long_enough;
}

std::optional<CageAnswer> Worker::attend() {
    if (std::chrono::steady_clock::now() >= end_) return end_of(true);
    auto letter = receive_letter(socket_.get(), true);
    if (letter.text.empty()) return end_of(false);
    if (letter.text[0] == letter::question) {
        reply(letter.text.substr(1), std::move(letter.file));
        return std::nullopt;
    }
    busy_ = false;
    drawings_.clear();
    auto answer = answer_of(std::move(letter));
    if (answer.error) worn_ = true;
    return answer;
}

void Worker::reply(const std::string& question, Descriptor&& file) {
    const std::string_view words = question;
    const auto behind = [&](const char* begin) { return words.starts_with(begin) ? words.substr(std::string_view(begin).size()) : std::string_view(); };
    if (const auto order = behind(letter::draw); !order.empty()) return draw(order, std::move(file));
    if (const auto number = behind(letter::drawn); !number.empty()) {
        send_letter(socket_.get(), drawn(number) ? letter::here : letter::none);
        return;
    }
    int given = -1;
    if (const auto which = behind(letter::detect); !which.empty()) given = detect(which, file);
    const auto cmap = std::string(behind(letter::cmap)), named = std::string(behind(letter::named));
    const auto& all = options_.files.named;
    if (words == letter::file) given = open_nameless_file();
    else if (words == letter::memory_file) given = memfd_create("worker", MFD_CLOEXEC);
    else if (is_plain_name(cmap)) given = options_.files.predefined_cmap(cmap);
    else if (std::find(all.begin(), all.end(), named) != all.end()) given = open(named.c_str(), O_RDONLY | O_CLOEXEC);
    const Descriptor held(given);
    send_letter(socket_.get(), held.is_open() ? letter::here : letter::none, held.get());
}

int Worker::detect(std::string_view which, const Descriptor& text) const {
    std::uint32_t number = 0;
    const auto [end, error] = std::from_chars(which.data(), which.data() + which.size(), number);
    if (error != std::errc{} || end != which.data() + which.size() || !options_.files.detect || !text.is_open()) return -1;
    const auto asked = read_whole(text.get());
    const auto said = options_.files.detect(number, as_text(asked));
    const int file = memfd_create("said", MFD_CLOEXEC);
    if (file >= 0 && !write_whole(file, said)) return close(file), -1;
    return file;
}

void Worker::draw(std::string_view order, Descriptor&& pdf) {
    const auto wanted = drawing_order(order);
    const auto number = std::to_string(++drawings_begun_);
    if (wanted && pdf.is_open() && options_.files.draw) {
        // Whoever did not wait for the end of those before does not want them.
        while (drawings_.size() >= most_drawings) drawings_.erase(drawings_.begin());
        lseek(pdf.get(), 0, SEEK_SET);
        try {
            const auto& drawing = drawings_[number] = options_.files.draw(dup(pdf.get()), *wanted);
            send_letter(socket_.get(), number, drawing->output());
            return;
        } catch (const Error&) {
            drawings_.erase(number);
        }
    }
    send_letter(socket_.get(), letter::none);
}

bool Worker::drawn(std::string_view number) try {
    const auto found = drawings_.find(number);
    if (found == drawings_.end()) return false;
    const auto drawing = std::move(found->second);
    drawings_.erase(found);
    // Who waits for more is not waited for.
    pollfd pages{drawing->output(), 0, 0};
    return poll(&pages, 1, 1000) == 1 && (pages.revents & POLLHUP) != 0 && drawing->ended_well();
} catch (const Error&) {
    return false;  // too late
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
    drawings_.clear();
    if (late) kill(pid_, SIGKILL);
    int status = 0;
    while (waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
    }
    pid_ = -1;
    return why_dead(status, late);
}

CageAnswer Worker::why_dead(int status, bool late) const {
    const auto foreign = name_of_foreign_code(last_->foreign);
    const auto told = [&](Errc code, std::string why) { return failed(code, foreign.empty() ? std::move(why) : say(Msg::cage_at_work, {foreign, why})); };
    if (late) return told(Errc::limit, say(Msg::cage_late, {std::to_string(options_.limits.seconds)}));
    if (const int call = last_->number; call >= 0) {
        const auto name = name_of_call(call);
        if (name == "tgkill") return told(Errc::malformed, say(Msg::cage_aborted));
        return failed(Errc::malformed, foreign.empty() ? say(Msg::cage_forbidden, {name}) : say(Msg::cage_plugin_forbidden, {foreign, name}));
    }
    if (!WIFSIGNALED(status)) return told(Errc::malformed, say(Msg::cage_exit, {std::to_string(WEXITSTATUS(status))}));
    const int number = WTERMSIG(status);
    if (number == SIGXCPU) return told(Errc::limit, say(Msg::cage_late, {std::to_string(options_.limits.worker_seconds)}));
    return told(Errc::malformed, say(Msg::cage_signal, {std::to_string(number), strsignal(number)}));
}

}  // namespace review

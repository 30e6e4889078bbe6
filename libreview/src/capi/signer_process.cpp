#include "capi/signer_process.hpp"

#include <signal.h>
#include <stdio_ext.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <mutex>

#include "base/messages/base.hpp"
#include "base/messages/plugins.hpp"
#include "capi/signer_letters.hpp"
#include "sign/signer_seconds.hpp"

namespace review::capi {
namespace {

using Load = std::function<std::shared_ptr<const ForeignSigner>()>;

constexpr std::size_t most_told = std::size_t{2} << 20;  // sixteen certificates
constexpr std::size_t most_asked = std::size_t{1} << 40;

Bytes bytes_of_text(std::string_view text) { return {text.begin(), text.end()}; }
std::string text_of_bytes(const Bytes& bytes) { return {bytes.begin(), bytes.end()}; }

// Locks on files live as long as any copy of their descriptor, and workers as long as somebody could still write to them.
void close_all_but(int one, int other) {
    const auto [low, high] = std::minmax(one, other);
    const auto close_from = [](int first, unsigned last) {
        if (static_cast<unsigned>(first) > last || close_range(static_cast<unsigned>(first), last, 0) == 0) return;
        rlimit most{};
        getrlimit(RLIMIT_NOFILE, &most);
        for (int fd = first; fd <= static_cast<int>(std::min<rlim_t>(most.rlim_cur, std::min(last, 1u << 20))); ++fd) close(fd);
    };
    close_from(3, static_cast<unsigned>(low) - 1);
    close_from(low + 1, static_cast<unsigned>(high) - 1);
    close_from(high + 1, ~0u);
}

template <typename Work>
SignerSaid said_by(Work work) {
    SignerSaid said;
    try {
        said.values = work();
    } catch (const Error& error) {
        said.fault = error.code() == Errc::bad_config ? 2 : 1;
        said.why = bytes_of_text(error.what());
    }
    return said;
}

std::vector<Bytes> ask_loaded(const ForeignSigner& signer, const SignerAsked& asked) {
    const std::string key = text_of_bytes(asked.key);
    if (asked.certificates) return signer.certificates(key, asked.secret);
    return {signer.sign({key, asked.secret, text_of_bytes(asked.scheme), asked.certificate, asked.message, asked.digest})};
}

// The other process. It never returns to what its copy was doing.
[[noreturn]] void serve(int socket, const Load& load) try {
    std::shared_ptr<const ForeignSigner> signer;
    const auto tell = [&](const SignerSaid& said) {
        if (send_to_signer(socket, to_wire(said), {}) != Passage::whole) _exit(0);
    };
    tell(said_by([&] {
        signer = load();
        return std::vector<Bytes>{bytes_of_text(signer->identity().name)};
    }));
    Bytes letter;
    while (signer && hear_from_signer(socket, letter, most_asked, {}) == Passage::whole) {
        const auto asked = from_wire<SignerAsked>(letter);
        wipe_letter(letter);
        tell(said_by([&] { return ask_loaded(*signer, asked); }));
    }
    _exit(0);
} catch (...) {
    _exit(1);
}

class SignerProcess final : public ForeignSigner {
public:
    SignerProcess(const PluginWord& named, int needed, const Load& load) : name_(named.path), seconds_(signer_seconds()) {
        start(needed, load);
        try {
            const auto told = answer();
            if (told.size() != 1) gone();
            name_ = text_of_bytes(told.front());
        } catch (...) {
            end();
            close(socket_);
            throw;
        }
        identity_ = {"signer", name_, named.digest};
    }
    ~SignerProcess() override {
        end();
        close(socket_);
    }
    SignerProcess(const SignerProcess&) = delete;
    SignerProcess& operator=(const SignerProcess&) = delete;

    PluginIdentity identity() const override { return identity_; }

    std::vector<Bytes> certificates(const std::string& key, const Sensitive& secret) const override {
        SignerAsked asked;
        asked.certificates = true;
        asked.key = bytes_of_text(key);
        asked.secret = secret.copy();
        return answer_to(asked);
    }

    Bytes sign(const SignerQuestion& what) const override {
        const auto bytes = [](ByteView view) { return Bytes(view.begin(), view.end()); };
        const SignerAsked asked{false, bytes_of_text(what.key), what.secret.copy(), bytes_of_text(what.scheme), bytes(what.certificate), bytes(what.message), bytes(what.digest)};
        auto told = answer_to(asked);
        if (told.size() != 1) gone();
        return std::move(told.front());
    }

private:
    void start(int needed, const Load& load) {
        int ends[2];
        if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) throw Error(Errc::io, say(Msg::child_not_started, {name_, strerror(errno)}));
        const pid_t parent = getpid();
        pid_ = fork();
        if (pid_ == 0) {
            prctl(PR_SET_PDEATHSIG, SIGKILL);
            if (getppid() != parent) _exit(0);
            const rlimit none{0, 0};
            setrlimit(RLIMIT_CORE, &none);
            // What goes to standard output is ours, and so is what waits to go there.
            __fpurge(stdout);
            dup2(2, 1);
            close_all_but(ends[1], needed);
            serve(ends[1], load);
        }
        const int error = errno;
        close(ends[1]);
        socket_ = ends[0];
        if (pid_ > 0) return;
        close(socket_);
        throw Error(Errc::io, say(Msg::child_not_started, {name_, strerror(error)}));
    }

    Deadline from_now() const { return std::chrono::steady_clock::now() + std::chrono::seconds(seconds_); }

    std::vector<Bytes> answer_to(const SignerAsked& asked) const {
        const std::lock_guard lock(one_at_a_time_);
        if (send_to_signer(socket_, to_wire(asked), from_now()) == Passage::late) late();
        return answer();  // that it is gone is seen when it is heard
    }

    std::vector<Bytes> answer() const {
        Bytes letter;
        switch (hear_from_signer(socket_, letter, most_told, from_now())) {
            case Passage::late: late();
            case Passage::closed: gone();
            case Passage::whole: break;
        }
        SignerSaid said;
        try {
            said = from_wire<SignerSaid>(letter);
        } catch (const Error&) {
            gone();
        }
        if (said.fault != 0) throw Error(said.fault == 2 ? Errc::bad_config : Errc::bad_key, text_of_bytes(said.why));
        return std::move(said.values);
    }

    [[noreturn]] void late() const {
        end();
        throw Error(Errc::bad_key, say(Msg::plugin_signer_late, {name_, std::to_string(seconds_)}));
    }

    // It closed its end, or said what no copy of this program says.
    [[noreturn]] void gone() const {
        const int status = end();
        const bool by_signal = WIFSIGNALED(status);
        throw Error(Errc::bad_key, say(by_signal ? Msg::plugin_signer_crashed : Msg::plugin_signer_ended,
                                       {name_, std::to_string(by_signal ? WTERMSIG(status) : WEXITSTATUS(status))}));
    }

    // How it ended, whoever ended it: one that closed its socket may be about to crash.
    int end() const {
        if (pid_ <= 0) return status_;
        for (int tries = 0; tries < 20; ++tries) {
            if (waitpid(pid_, &status_, WNOHANG) != 0) return pid_ = 0, status_;
            shutdown(socket_, SHUT_RDWR);
            usleep(tries < 5 ? 1000 : 10000);
        }
        kill(pid_, SIGKILL);
        while (waitpid(pid_, &status_, 0) < 0 && errno == EINTR) {
        }
        pid_ = 0;
        return status_;
    }

    std::string name_;
    PluginIdentity identity_;
    std::uint32_t seconds_;
    int socket_ = -1;
    mutable pid_t pid_ = -1;
    mutable int status_ = 0;
    mutable std::mutex one_at_a_time_;
};

}  // namespace

std::shared_ptr<const ForeignSigner> signer_in_process(const PluginWord& named, int needed, const Load& load) {
    return std::make_shared<SignerProcess>(named, needed, load);
}

}  // namespace review::capi

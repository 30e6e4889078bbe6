#include "cli/passphrase.hpp"

#include <fcntl.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>

#include <review/draft.hpp>
#include <review/error.hpp>

#include "base/messages/cli.hpp"

namespace cli {
namespace {

using namespace review;

constexpr std::size_t longest = 1024;

// To the end of the line or of the file.
Sensitive read_line(int fd) {
    std::string line;
    line.reserve(longest);  // so that growing leaves no copy behind
    char byte = 0;
    while (line.size() < longest) {
        const auto got = read(fd, &byte, 1);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0 || byte == '\n') break;
        line += byte;
    }
    if (!line.empty() && line.back() == '\r') line.pop_back();
    Sensitive passphrase{line};
    explicit_bzero(line.data(), line.capacity());
    return passphrase;
}

// Echo off for as long as this stands.
class Silence {
public:
    explicit Silence(int fd) : fd_(fd) {
        tcgetattr(fd_, &before_);
        termios quiet = before_;
        quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        tcsetattr(fd_, TCSAFLUSH, &quiet);
    }
    Silence(const Silence&) = delete;
    Silence& operator=(const Silence&) = delete;
    ~Silence() { tcsetattr(fd_, TCSAFLUSH, &before_); }

private:
    int fd_;
    termios before_{};
};

int open_terminal() { return open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY); }

// Takes the terminal and closes it.
Sensitive ask(int terminal, const std::string& key, const std::string& question) {
    const bool asked = write(terminal, question.data(), question.size()) >= 0;
    Sensitive passphrase;
    if (asked) {
        const Silence silence(terminal);
        passphrase = read_line(terminal);
    }
    const bool ended = write(terminal, "\n", 1) == 1;
    close(terminal);
    if (!asked || !ended) throw Error(Errc::bad_key, say(Msg::cli_need_passphrase, {key}));
    return passphrase;
}

// Only the token knows whether it wants a PIN.
Sensitive ask_pin(const std::string& uri) {
    if (uri.find("pin-source=") != std::string::npos || uri.find("pin-value=") != std::string::npos) return {};
    const int terminal = open_terminal();
    return terminal < 0 ? Sensitive() : ask(terminal, uri, say(Msg::cli_ask_pin, {uri.substr(0, uri.find('?'))}));
}

bool is_encrypted(const std::string& path) {
    const Draft key = load_draft(path);
    const auto text = as_text(key.bytes);
    // PKCS #8 says so in its label, the traditional form in a Proc-Type header; PKCS #12 is DER and always is.
    return text.starts_with('\x30') || text.find("ENCRYPTED") != std::string_view::npos;
}

}  // namespace

Sensitive passphrase_for(const std::string& key, const PassphraseOptions& options) {
    const bool program = key.starts_with("command:");
    if (program && (!options.environment.empty() || options.fd >= 0)) throw Error(Errc::bad_config, say(Msg::cli_program_asks, {key}));
    if (!options.environment.empty()) {
        const char* value = std::getenv(options.environment.c_str());
        if (!value) throw Error(Errc::bad_key, say(Msg::cli_no_variable, {options.environment}));
        return Sensitive(value);
    }
    if (options.fd >= 0) return read_line(options.fd);
    if (program || key.starts_with("plugin:")) return {};  // asks for itself
    if (key.starts_with("pkcs11:")) return ask_pin(key);
    if (!is_encrypted(key)) return {};
    const int terminal = open_terminal();
    if (terminal < 0) throw Error(Errc::bad_key, say(Msg::cli_need_passphrase, {key}));
    return ask(terminal, key, say(Msg::cli_ask_passphrase, {key}));
}

}  // namespace cli

#include "cli/outputs.hpp"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <optional>

#include <review/error.hpp>

#include "base/messages/base.hpp"
#include "base/messages/cli.hpp"

namespace cli {

using namespace review;

namespace {

// Of what is open already: "-", /dev/stdout, and a file that the shell sent standard output to. A new file in its place would part the two.
std::optional<int> open_already(const std::string& path) {
    if (path == "-") return STDOUT_FILENO;
    struct stat status {};
    if (stat(path.c_str(), &status) != 0) return {};
    // Not so that of standard error: what is said behind it would stand in it.
    struct stat open {};
    if (fstat(STDOUT_FILENO, &open) == 0 && open.st_dev == status.st_dev && open.st_ino == status.st_ino && S_ISREG(open.st_mode)) return STDOUT_FILENO;
    std::error_code hidden;
    const auto folder = std::filesystem::canonical(std::filesystem::path(path).parent_path(), hidden);
    if (hidden || folder != "/proc/" + std::to_string(getpid()) + "/fd") return {};
    return std::atoi(std::filesystem::path(path).filename().c_str());
}

bool is_stream(const std::string& path) {
    struct stat status {};
    if (open_already(path)) return true;
    return stat(path.c_str(), &status) == 0 && !S_ISREG(status.st_mode) && !S_ISDIR(status.st_mode);
}

void write_all(int fd, const std::string& path, ByteView bytes) {
    while (!bytes.empty()) {
        const auto written = ::write(fd, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) throw Error(Errc::io, say(Msg::cli_cannot_stream, {path, strerror(errno)}));
        bytes = bytes.subspan(static_cast<std::size_t>(written));
    }
}

void write_stream(const std::string& path, ByteView bytes) {
    if (const auto fd = open_already(path)) return write_all(*fd, path, bytes);
    const int fd = open(path.c_str(), O_WRONLY | O_CLOEXEC);
    if (fd < 0) throw Error(Errc::io, say(Msg::cannot_open, {path, strerror(errno)}));
    try {
        write_all(fd, path, bytes);
    } catch (...) {
        close(fd);
        throw;
    }
    close(fd);
}

}  // namespace

void Outputs::add(const std::string& path, ByteView bytes, FileMode mode) {
    if (is_stream(path)) {
        streams_.push_back({path, std::string(as_text(bytes))});
        return;
    }
    auto file = std::make_unique<AtomicFile>(path, mode);
    file->write(bytes);
    files_.emplace_back(path, std::move(file));
}

void Outputs::add(const std::string& path, std::string&& text, FileMode mode) {
    if (is_stream(path)) streams_.push_back({path, std::move(text)});
    else add(path, as_bytes(text), mode);
}

void Outputs::commit() {
    try {
        for (const auto& stream : streams_) write_stream(stream.path, as_bytes(stream.bytes));
        for (const auto& [path, file] : files_) file->commit_for_now();
    } catch (...) {
        for (const auto& [path, file] : files_) file->take_back();
        throw;
    }
}

void write_output(const std::string& path, std::string_view text, FileMode mode) {
    Outputs outputs;
    outputs.add(path, as_bytes(text), mode);
    outputs.commit();
}

void require_private_output(const std::string& path) {
    struct stat status {};
    const auto fd = open_already(path);
    if (!fd || fstat(*fd, &status) != 0 || !S_ISREG(status.st_mode)) return;
    if ((status.st_mode & 0077) != 0) throw Error(Errc::bad_config, say(Msg::cli_not_private));
}

bool colour_wanted(const std::string& path) {
    const char* no_colour = std::getenv("NO_COLOR");
    const char* terminal = std::getenv("TERM");
    if (no_colour && *no_colour) return false;
    return path == "-" && isatty(STDOUT_FILENO) && terminal && std::string_view(terminal) != "dumb";
}

}  // namespace cli

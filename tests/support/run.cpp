#include "support/run.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace support {
namespace {

void child(const std::vector<std::string>& words, const std::vector<std::string>& environment, int in, int out,
           int err) {
    dup2(in, 0);
    dup2(out, 1);
    dup2(err, 2);
    for (const auto& pair : environment) putenv(const_cast<char*>(pair.c_str()));
    std::vector<char*> argv;
    for (const auto& word : words) argv.push_back(const_cast<char*>(word.c_str()));
    argv.push_back(nullptr);
    execvp(argv[0], argv.data());
    _exit(127);
}

struct Pipe {
    int ends[2];
    Pipe() {
        if (pipe2(ends, O_CLOEXEC) != 0) throw std::runtime_error("pipe");
    }
};

}  // namespace

Ran run(const std::vector<std::string>& words, const std::string& input, int seconds,
        const std::vector<std::string>& environment) {
    signal(SIGPIPE, SIG_IGN);
    Pipe in, out, err;
    const pid_t pid = fork();
    if (pid < 0) throw std::runtime_error("fork");
    if (pid == 0) child(words, environment, in.ends[0], out.ends[1], err.ends[1]);
    close(in.ends[0]);
    close(out.ends[1]);
    close(err.ends[1]);
    fcntl(in.ends[1], F_SETFL, O_NONBLOCK);
    Ran ran;
    std::size_t sent = 0;
    if (input.empty()) close(in.ends[1]);
    pollfd polls[3] = {{out.ends[0], POLLIN, 0}, {err.ends[0], POLLIN, 0}, {input.empty() ? -1 : in.ends[1], POLLOUT, 0}};
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(seconds);
    bool killed = false;
    while (polls[0].fd >= 0 || polls[1].fd >= 0) {
        if (!killed && std::chrono::steady_clock::now() > deadline) {
            kill(pid, SIGKILL);
            killed = true;
        }
        poll(polls, 3, 200);
        for (int i = 0; i < 2; ++i) {
            if (polls[i].fd < 0 || !(polls[i].revents & (POLLIN | POLLHUP))) continue;
            char buffer[65536];
            const auto got = read(polls[i].fd, buffer, sizeof buffer);
            if (got > 0) (i == 0 ? ran.out : ran.err).append(buffer, static_cast<std::size_t>(got));
            else {
                close(polls[i].fd);
                polls[i].fd = -1;
            }
        }
        if (polls[2].fd >= 0 && polls[2].revents) {
            const auto wrote = write(polls[2].fd, input.data() + sent, input.size() - sent);
            if (wrote > 0) sent += static_cast<std::size_t>(wrote);
            if (wrote <= 0 || sent == input.size()) {
                close(polls[2].fd);
                polls[2].fd = -1;
            }
        }
    }
    if (polls[2].fd >= 0) close(polls[2].fd);
    int status = 0;
    waitpid(pid, &status, 0);
    ran.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    return ran;
}

bool have_program(const std::string& name) {
    std::istringstream path(getenv("PATH") ? getenv("PATH") : "");
    for (std::string folder; std::getline(path, folder, ':');) {
        if (access((folder + "/" + name).c_str(), X_OK) == 0) return true;
    }
    return false;
}

std::string read_file(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) throw std::runtime_error("cannot open " + path);
    return {std::istreambuf_iterator<char>(file), {}};
}

void write_file(const std::string& path, const std::string& content) {
    std::ofstream file(path, std::ios::binary);
    file << content;
    if (!file.flush()) throw std::runtime_error("cannot write " + path);
}

TempFolder::TempFolder() : path_(std::filesystem::temp_directory_path() / "review-test-XXXXXX") {
    if (!mkdtemp(path_.data())) throw std::runtime_error("mkdtemp");
}

TempFolder::~TempFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

std::vector<std::string> TempFolder::files() const {
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(path_)) names.push_back(entry.path().filename());
    std::sort(names.begin(), names.end());
    return names;
}

}  // namespace support

#include "support/time_stamp_server.hpp"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <stdexcept>

namespace support {

TimeStampServer::TimeStampServer(const std::string& folder, const std::string& certificate) {
    int in[2], out[2];
    if (pipe2(in, O_CLOEXEC) != 0 || pipe2(out, O_CLOEXEC) != 0) throw std::runtime_error("pipe");
    pid_ = fork();
    if (pid_ < 0) throw std::runtime_error("fork");
    if (pid_ == 0) {
        dup2(in[0], 0);
        dup2(out[1], 1);
        execl("/usr/bin/python3", "python3", "-B", REVIEW_SOURCE "/tests/support/time_stamp_server.py", folder.c_str(),
              certificate.empty() ? nullptr : certificate.c_str(), nullptr);
        _exit(127);
    }
    close(in[0]);
    close(out[1]);
    input_ = in[1];
    std::string port;
    for (char c = 0; read(out[0], &c, 1) == 1 && c != '\n';) port += c;
    close(out[0]);
    if (port.empty()) throw std::runtime_error("time_stamp_server.py did not start");
    address_ = (certificate.empty() ? "http://127.0.0.1:" : "https://localhost:") + port;
}

TimeStampServer::~TimeStampServer() {
    close(input_);  // it ends with its input
    waitpid(pid_, nullptr, 0);
}

}  // namespace support

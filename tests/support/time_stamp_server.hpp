#pragma once

#include <sys/types.h>

#include <string>

namespace support {

// time_stamp_server.py on a free port of this machine, from the files of a folder; it ends with the object.
class TimeStampServer {
public:
    // With the name of a certificate in the folder: over TLS by that, as localhost.
    explicit TimeStampServer(const std::string& folder, const std::string& certificate = {});
    TimeStampServer(const TimeStampServer&) = delete;
    TimeStampServer& operator=(const TimeStampServer&) = delete;
    ~TimeStampServer();
    std::string operator/(const std::string& path) const { return address_ + "/" + path; }  // http://127.0.0.1:4711/tsa

private:
    pid_t pid_ = -1;
    int input_ = -1;
    std::string address_;
};

}  // namespace support

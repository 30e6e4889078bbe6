#pragma once

#include <string>
#include <vector>

namespace support {

struct Ran {
    int status = -1;  // exit status; 128 + signal where a signal ended it
    std::string out;
    std::string err;
};

// Runs a program without a shell. Waits at most `seconds`, then kills it (status 137).
Ran run(const std::vector<std::string>& words, const std::string& input = {}, int seconds = 120,
        const std::vector<std::string>& environment = {});

bool have_program(const std::string& name);

std::string read_file(const std::string& path);
void write_file(const std::string& path, const std::string& content);

// A folder of its own that goes away with the object.
class TempFolder {
public:
    TempFolder();
    TempFolder(const TempFolder&) = delete;
    TempFolder& operator=(const TempFolder&) = delete;
    ~TempFolder();
    std::string path() const { return path_; }
    std::string operator/(const std::string& name) const { return path_ + "/" + name; }
    std::vector<std::string> files() const;  // names, sorted, hidden ones too

private:
    std::string path_;
};

}  // namespace support

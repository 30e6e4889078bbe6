#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <review/bytes.hpp>

namespace review {

// What another program may cost. Past `seconds` reading from it throws Errc::limit; past the others the
// program is told no by the kernel, and ends badly.
struct ChildLimits {
    std::uint64_t memory_bytes = std::uint64_t{4} << 30;  // of address space
    std::uint32_t seconds = 120;                          // wall clock and processor, from its start
};

// Bytes a child reads: a file without a name that only its holders can open. Nothing touches the disk.
class ChildInput {
public:
    explicit ChildInput(ByteView bytes);  // throws Errc::io
    explicit ChildInput(int file) : fd_(file) {}  // an open one, closed with this
    ~ChildInput();
    ChildInput(const ChildInput&) = delete;
    ChildInput& operator=(const ChildInput&) = delete;
    int descriptor() const { return fd_; }
    // The argument under which the child opens it again, from its first byte.
    static constexpr const char* path = "/dev/stdin";

private:
    int fd_ = -1;
};

// Which of the child's two streams read() gets; the other goes nowhere, or errors to where ours go.
enum class Hear { output, errors, output_showing_errors };

// Another program at work: no shell, no descriptor of ours, no environment but PATH, the locale "C" and what it is given
// ("NAME=value"), no core file. It dies with this object, and with the thread that made it.
class ChildProcess {
public:
    // `program` is a path. Throws Errc::io where it cannot be started.
    ChildProcess(const std::string& program, const std::vector<std::string>& arguments, const ChildInput* input,
                 const ChildLimits& limits = {}, Hear hear = Hear::output, const std::vector<std::string>& environment = {});
    ~ChildProcess();
    ChildProcess(const ChildProcess&) = delete;
    ChildProcess& operator=(const ChildProcess&) = delete;

    // Waits for up to `room` bytes; fewer than that are the last ones.
    std::size_t read(std::uint8_t* to, std::size_t room);
    int output() const { return output_; }  // for somebody else to read
    // Waits for its end. True where it ended of itself and with status 0.
    bool ended_well();

private:
    void wait_for_output() const;
    [[noreturn]] void late() const;

    std::string name_;
    ChildLimits limits_;
    std::chrono::steady_clock::time_point end_;
    int pid_ = -1, output_ = -1;
};

// The program that `variable` of the environment names, otherwise the first of that name on PATH; an
// absolute path. Folders of PATH that are not absolute are passed over.
std::optional<std::string> find_program(const std::string& name, const char* variable);

}  // namespace review

#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace review {

// Another program that is asked a line and answers a line, as often as one likes. Like ChildProcess: no shell, no descriptor of ours,
// no environment but PATH and the locale "C", no new privileges, no core file, no terminal, and it ends with this object,
// as does what it started, save what left its group. What it says
// on standard error goes nowhere: it would quote what it was asked.
class ChildTalk {
public:
    // `words`: an absolute path and its arguments. `program`: the opened file to start, whatever the path names by now; -1: by the path,
    // as a script has to be, for its interpreter opens it by name. Throws Errc::io where it cannot be started.
    explicit ChildTalk(const std::vector<std::string>& words, int program = -1);
    ~ChildTalk();
    ChildTalk(const ChildTalk&) = delete;
    ChildTalk& operator=(const ChildTalk&) = delete;

    enum class End { line, closed, late, too_long };
    // Writes `line` and its end, and reads one line of at most `most` bytes into `answer`, without its end. Anything but End::line is the end of the talk.
    End ask(std::string_view line, std::string& answer, std::size_t most, std::uint32_t seconds);

private:
    int pid_ = -1, to_ = -1, from_ = -1;
    std::string rest_;  // of what was read, behind the last line
};

}  // namespace review

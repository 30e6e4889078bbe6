#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <review/bytes.hpp>

#include "base/child_process.hpp"
#include "base/outside.hpp"
#include "cage/close_cage.hpp"
#include "cage/descriptor.hpp"
#include "model/wire/error.hpp"

namespace review {

// What comes back of one task. `file` is the worker's, where it made one.
struct CageAnswer {
    Bytes bytes;
    Descriptor file;
    std::optional<ToldError> error;  // why there is none: what reading threw, or of what the worker died
};

// Something to read: words, and a file that is open.
struct CageTask {
    std::string text;  // not empty, at most longest_letter
    Descriptor file;
    bool anew = false;  // by a worker that is started now, as those after it: something was read into memory
};

// What a worker may ask for (base/outside.hpp), answered in the keeper's process. Names are checked there: they are hostile.
struct CageFiles {
    std::function<int(const std::string& name)> predefined_cmap = [](const std::string&) { return -1; };
    std::vector<std::string> named;  // paths that a person gave
    std::function<Bytes(std::uint32_t which, std::string_view text)> detect;
    // A program at work on an open PDF, which it closes. None: it draws nothing for anybody.
    std::function<std::unique_ptr<ChildProcess>(int pdf, const DrawingOrder& order)> draw;
};

struct CageOptions {
    CageLimits limits;
    unsigned workers = 1;
    CageFiles files = {};
};

// Processes that read and can do nothing else (docs/cage.md). Everything `read` needs is in memory when the Cage is made: it
// runs in copies of this process. A worker reads several small documents, and is replaced after some, after a long one and
// after any that failed: starting one costs as much as reading a small document.
//
// For programs with one thread. Throws Errc::bad_config where a cage cannot be closed.
class Cage {
public:
    using Read = std::function<CageAnswer(CageTask&& task)>;
    static constexpr std::size_t most_documents = 16;  // of one worker
    Cage(Read read, CageOptions options);
    ~Cage();  // kills what still runs
    Cage(const Cage&) = delete;
    Cage& operator=(const Cage&) = delete;

    // Starts the workers now, for a task that comes later: they know nothing that comes into memory in between.
    void start();

    // Tasks 0 to `count` - 1: each is asked for when a worker is free, and its answer is taken when it comes, in any order.
    // What these two throw ends all.
    void read_all(std::size_t count, const std::function<std::optional<CageTask>(std::size_t)>& task,
                  const std::function<void(std::size_t, CageAnswer&&)>& take);

    // One task alone. Throws the error of the answer.
    CageAnswer read(CageTask&& task);

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace review

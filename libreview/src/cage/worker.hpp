#pragma once

#include <sys/types.h>

#include <chrono>
#include <cstddef>

#include "cage/cage.hpp"

namespace review {

// One process in the cage, as its keeper holds it.
class Worker {
public:
    Worker(const Cage::Read& read, const CageOptions& options);  // throws Errc::io
    ~Worker();                                                   // kills it
    Worker(const Worker&) = delete;
    Worker& operator=(const Worker&) = delete;

    void give(std::size_t number, CageTask&& task);
    bool is_busy() const { return busy_; }
    std::size_t task() const { return number_; }
    int socket() const { return socket_.get(); }
    std::chrono::steady_clock::time_point deadline() const { return end_; }

    // To be called when the socket has something, or past the deadline. An answer, unless it was a question.
    std::optional<CageAnswer> attend();
    bool is_worn() const;  // gets nothing more

private:
    CageAnswer answer_of(Letter&& letter);
    void reply(const std::string& question);
    CageAnswer end_of(bool late);

    const CageOptions& options_;
    pid_t pid_ = -1;
    Descriptor socket_, answers_;
    LastCall* last_ = nullptr;
    std::chrono::steady_clock::time_point start_, end_;
    std::size_t number_ = 0, read_ = 0;
    bool busy_ = false, worn_ = false;
};

}  // namespace review

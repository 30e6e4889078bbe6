#pragma once

#include <sys/types.h>

#include <chrono>
#include <cstddef>
#include <map>
#include <memory>
#include <string>

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
    void wear_out() { worn_ = true; }

private:
    CageAnswer answer_of(Letter&& letter);
    void reply(const std::string& question, Descriptor&& file);
    int detect(std::string_view which, const Descriptor& text) const;
    void draw(std::string_view order, Descriptor&& pdf);
    bool drawn(std::string_view number);
    CageAnswer end_of(bool late);
    CageAnswer why_dead(int status, bool late) const;

    const CageOptions& options_;
    pid_t pid_ = -1;
    Descriptor socket_, answers_;
    LastCall* last_ = nullptr;
    std::map<std::string, std::unique_ptr<ChildProcess>, std::less<>> drawings_;  // of this document, by number
    std::size_t drawings_begun_ = 0;
    std::chrono::steady_clock::time_point end_;
    std::size_t number_ = 0, read_ = 0;
    bool busy_ = false, worn_ = false;
};

}  // namespace review

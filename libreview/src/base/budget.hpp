#pragma once

#include <chrono>
#include <cstdint>
#include <string>

#include <review/limits.hpp>

namespace review {

// What reading one document has cost so far. Starts when it is made; one thread.
class Budget {
public:
    Budget(std::string document, const Limits& limits);

    // Throws Errc::limit past `seconds`. Asks the clock: once in some thousand steps is often enough.
    void check_time() const;
    // Throws Errc::limit past `document_bytes`, or past `seconds`.
    void add_inflated(std::uint64_t bytes);
    // Time that was spent on what has a limit of its own.
    void leave_out(std::chrono::steady_clock::duration spent) { end_ += spent; }

private:
    std::string document_;
    std::uint64_t most_bytes_, bytes_ = 0;
    std::uint32_t seconds_;
    std::chrono::steady_clock::time_point end_;
};

}  // namespace review

#pragma once

#include <functional>
#include <vector>

#include <review/scanner.hpp>

namespace review {

// Parts on their way to a scanner: short ones wait for each other, so that those in which nothing can be found are told from
// the others in one go. Keeps their order. One thread.
class Sieve {
public:
    using Take = std::function<void(Part&& part, bool may_hold)>;

    Sieve(const Scanner* scanner, Take take) : scanner_(scanner), take_(std::move(take)) {}  // no scanner: nothing can be found
    void part(Part&& part);
    void flush();  // to be called after the last part

private:
    static void keep(Part& place, Part& part);

    const Scanner* scanner_;
    Take take_;
    std::vector<Part> waiting_;  // the first `count_`; the memory of the others is used again
    std::size_t count_ = 0;
    std::size_t bytes_ = 0;  // of their texts
};

}  // namespace review

#pragma once

#include <functional>
#include <vector>

#include <review/scanner.hpp>

namespace review {

// What a sieve told of the first parts of a document, in their order: for another reading of the same document with the same scanner. The
// memory it takes does not grow with the document.
class SieveNotes {
public:
    void add(bool may_hold) {
        if (may_hold_.size() < most) may_hold_.push_back(may_hold);
    }
    std::size_t size() const { return may_hold_.size(); }
    bool operator[](std::size_t part) const { return may_hold_[part]; }

private:
    static constexpr std::size_t most = std::size_t{1} << 22;  // half a MiB
    std::vector<bool> may_hold_;
};

// Parts on their way to a scanner: short ones wait for each other, so that those in which nothing can be found are told from
// the others in one go. Keeps their order. One thread.
class Sieve {
public:
    using Take = std::function<void(Part&& part, bool may_hold)>;

    Sieve(const Scanner* scanner, Take take) : scanner_(scanner), take_(std::move(take)) {}  // no scanner: nothing can be found
    void note(SieveNotes* to) { notes_ = to; }             // what it tells of each part
    void believe(const SieveNotes* known) { known_ = known; }  // and looks at none of them again
    void part(Part&& part);
    void flush();  // to be called after the last part

private:
    static void keep(Part& place, Part& part);
    void tell(Part&& part, bool may_hold);

    const Scanner* scanner_;
    Take take_;
    std::vector<Part> waiting_;  // the first `count_`; the memory of the others is used again
    std::size_t count_ = 0;
    std::size_t bytes_ = 0;  // of their texts
    SieveNotes* notes_ = nullptr;
    const SieveNotes* known_ = nullptr;
    std::size_t told_ = 0;   // parts that were known
};

}  // namespace review

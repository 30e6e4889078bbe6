#include "scan/sieve.hpp"

namespace review {
namespace {

// A page of text has something that a rule looks at more often than not: looked at twice, it would be read twice.
constexpr std::size_t is_short = 1 << 10, together = 64 << 10, most = 1024;

}  // namespace

void Sieve::part(Part&& part) {
    if (part.text.size() > is_short) {
        flush();
        take_(std::move(part), scanner_ != nullptr);
        return;
    }
    bytes_ += part.text.size();
    waiting_.push_back(std::move(part));
    if (bytes_ >= together || waiting_.size() >= most) flush();
}

void Sieve::flush() {
    if (waiting_.empty()) return;
    const bool alone = waiting_.size() == 1 || scanner_ == nullptr;
    const auto may_hold = alone ? std::vector<bool>(waiting_.size(), scanner_ != nullptr) : scanner_->may_find(waiting_);
    for (std::size_t i = 0; i < waiting_.size(); ++i) take_(std::move(waiting_[i]), may_hold[i]);
    waiting_.clear();
    bytes_ = 0;
}

}  // namespace review

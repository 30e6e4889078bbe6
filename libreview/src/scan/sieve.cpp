#include "scan/sieve.hpp"

#include <span>

namespace review {
namespace {

// A page of text has something that a rule looks at more often than not: looked at twice, it would be read twice.
constexpr std::size_t is_short = 1 << 10, together = 64 << 10, most = 1024, kept_bytes = 1 << 10;

}  // namespace

void Sieve::tell(Part&& part, bool may_hold) {
    if (notes_ != nullptr) notes_->add(may_hold);
    take_(std::move(part), may_hold);
}

void Sieve::part(Part&& part) {
    if (known_ != nullptr && told_ < known_->size()) return tell(std::move(part), (*known_)[told_++]);
    if (part.text.size() > is_short) {
        flush();
        tell(std::move(part), scanner_ != nullptr);
        return;
    }
    bytes_ += part.text.size();
    if (count_ == waiting_.size()) waiting_.emplace_back();
    keep(waiting_[count_++], part);
    if (bytes_ >= together || count_ >= most) flush();
}

// The part whose place it takes leaves its memory to whoever makes the next one; strings do so by themselves.
void Sieve::keep(Part& place, Part& part) {
    auto runs = std::move(place.source);
    place = std::move(part);
    runs.clear();
    part.source = std::move(runs);
}

void Sieve::flush() {
    if (count_ == 0) return;
    const bool alone = count_ == 1 || scanner_ == nullptr;
    const std::span<const Part> waiting(waiting_.data(), count_);
    const auto may_hold = alone ? std::vector<bool>(count_, scanner_ != nullptr) : scanner_->may_find(waiting);
    for (std::size_t i = 0; i < count_; ++i) {
        tell(std::move(waiting_[i]), may_hold[i]);
        if (waiting_[i].text.capacity() > kept_bytes) waiting_[i] = {};
    }
    count_ = 0;
    bytes_ = 0;
}

}  // namespace review

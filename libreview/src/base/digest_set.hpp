#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace review {

// A set of pieces of digests, which are spread evenly by themselves: one table without nodes.
class DigestSet {
public:
    // True where it was not there.
    bool insert(std::uint64_t digest) {
        if (digest == none) return std::exchange(has_none_, true) == false;
        if (2 * (count_ + 1) > slots_.size()) grow();
        auto& slot = slot_of(digest);
        if (slot == digest) return false;
        slot = digest;
        ++count_;
        return true;
    }

private:
    static constexpr std::uint64_t none = 0;
    static constexpr std::size_t first_size = 64;

    std::uint64_t& slot_of(std::uint64_t digest) {
        auto at = static_cast<std::size_t>(digest) & (slots_.size() - 1);
        while (slots_[at] != none && slots_[at] != digest) at = (at + 1) & (slots_.size() - 1);
        return slots_[at];
    }
    void grow() {
        const auto old = std::exchange(slots_, std::vector<std::uint64_t>(slots_.empty() ? first_size : 2 * slots_.size()));
        for (const auto digest : old) {
            if (digest != none) slot_of(digest) = digest;
        }
    }

    std::vector<std::uint64_t> slots_;  // a power of two of them, half at least empty
    std::size_t count_ = 0;
    bool has_none_ = false;
};

}  // namespace review

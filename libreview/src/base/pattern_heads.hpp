#pragma once

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

namespace review {

// How byte strings may begin, as a set of their first bytes that now and then holds others: where none of them begins is told by
// one look-up. ASCII letters of either case are one.
class PatternHeads {
public:
    static constexpr std::size_t longest = 4;

    explicit PatternHeads(const std::vector<std::string>& patterns) {
        std::size_t count = 0;
        for (const auto& pattern : patterns) {
            if (pattern.empty()) continue;
            length_ = std::min(count++ == 0 ? longest : length_, pattern.size());
        }
        for (std::size_t i = 0; i < length_; ++i) mask_ |= std::uint32_t{0xFF} << (8 * i);
        unsigned bits = 10;
        while (bits < 18 && (std::size_t{1} << bits) < 32 * count) ++bits;  // at most what the first cache holds
        shift_ = 32 - bits;
        words_.assign((std::size_t{1} << bits) / 64, 0);
        for (const auto& pattern : patterns) {
            if (pattern.empty()) continue;
            char head[longest] = {};
            std::copy_n(pattern.begin(), length_, head);
            const auto place = place_of(head);
            words_[place / 64] |= std::uint64_t{1} << place % 64;
        }
        std::size_t set = 0;
        for (const auto word : words_) set += static_cast<std::size_t>(__builtin_popcountll(word));
        tells_ = length_ > 1 && 8 * set < 64 * words_.size();
    }

    // Whether it is worth asking.
    bool tells() const { return tells_; }
    // Of every head: no string is shorter.
    std::size_t length() const { return length_; }

    // The first place from `at` on where one may begin; the text's size: there is none.
    std::size_t next(std::string_view text, std::size_t at) const {
        for (; at + longest <= text.size(); ++at) {
            const auto place = place_of(text.data() + at);
            if ((words_[place / 64] >> place % 64 & 1) != 0) return at;
        }
        return at + length_ <= text.size() ? at : text.size();
    }

private:
    std::uint32_t place_of(const char* head) const {
        std::uint32_t four;
        std::memcpy(&four, head, sizeof four);
        return ((four | 0x20202020) & mask_) * 0x9E3779B1u >> shift_;
    }

    std::size_t length_ = 0;
    std::uint32_t mask_ = 0;
    unsigned shift_ = 0;
    bool tells_ = false;
    std::vector<std::uint64_t> words_;
};

}  // namespace review

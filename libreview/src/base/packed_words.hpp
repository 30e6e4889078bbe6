#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace review {

// A table of words without a pointer in it. Of a table of string_view each start of the program writes two addresses a word, to pages
// that no two processes share then.
template <std::size_t words, std::size_t bytes>
class PackedWords {
public:
    constexpr explicit PackedWords(const std::array<std::string_view, words>& all) {
        std::size_t end = 0;
        for (std::size_t i = 0; i < words; ++i) {
            for (const char c : all[i]) text_[end++] = c;
            ends_[i + 1] = static_cast<std::uint32_t>(end);
        }
    }
    static constexpr std::size_t size() { return words; }
    constexpr std::string_view operator[](std::size_t i) const { return {text_.data() + ends_[i], ends_[i + 1] - ends_[i]}; }

    // Where they ascend: the first that is not less by its first `most` bytes.
    constexpr std::size_t lower_bound(std::string_view word, std::size_t most = std::string_view::npos) const {
        std::size_t begin = 0, end = words;
        while (begin < end) {
            const auto middle = begin + (end - begin) / 2;
            if ((*this)[middle].substr(0, most) < word) begin = middle + 1;
            else end = middle;
        }
        return begin;
    }
    constexpr bool contains(std::string_view word) const {
        const auto at = lower_bound(word);
        return at < words && (*this)[at] == word;
    }

private:
    std::array<char, bytes> text_{};
    std::array<std::uint32_t, words + 1> ends_{};
};

// packed_words([] { return std::to_array<std::string_view>({"a", "b"}); })
template <typename Words>
consteval auto packed_words(Words) {
    constexpr auto all = Words()();
    constexpr auto bytes = [&] {
        std::size_t sum = 0;
        for (const auto word : all) sum += word.size();
        return sum;
    }();
    return PackedWords<all.size(), bytes>(all);
}

}  // namespace review

#include <catch2/catch.hpp>

#include <algorithm>
#include <cctype>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "base/multi_search.hpp"

using review::MultiSearch;

namespace {

using Hits = std::vector<std::pair<std::size_t, std::size_t>>;  // end, pattern

Hits found(const MultiSearch& search, const std::string& text) {
    Hits hits;
    search.search(text, [&](std::size_t pattern, std::size_t end) {
        hits.emplace_back(end, pattern);
        return true;
    });
    CHECK(std::is_sorted(hits.begin(), hits.end(), [](const auto& a, const auto& b) { return a.first < b.first; }));
    std::sort(hits.begin(), hits.end());
    return hits;
}

std::string lower(std::string text) {
    for (auto& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return text;
}

Hits one_by_one(const std::vector<std::string>& patterns, const std::string& text) {
    Hits hits;
    for (std::size_t i = 0; i < patterns.size(); ++i) {
        for (std::size_t at = text.find(patterns[i]); !patterns[i].empty() && at != text.npos; at = text.find(patterns[i], at + 1)) {
            hits.emplace_back(at + patterns[i].size(), i);
        }
    }
    std::sort(hits.begin(), hits.end());
    return hits;
}

std::string random_text(std::mt19937& random, std::size_t length, const std::string& letters) {
    std::string text;
    while (text.size() < length) text += letters[random() % letters.size()];
    return text;
}

}  // namespace

TEST_CASE("every pattern is found wherever it ends, also inside another and next to itself") {
    const std::vector<std::string> patterns{"he", "she", "his", "hers", "", "he", "\xE4\xB8\xAD", std::string("\0\xFF", 2)};
    const std::string text = "ushers hehe \xE4\xB8\xAD\xE4\xB8\xAD " + std::string("\0\0\xFF", 3);
    CHECK(found(MultiSearch(patterns, MultiSearch::Case::exact), text) == one_by_one(patterns, text));
    CHECK(found(MultiSearch({}, MultiSearch::Case::exact), text).empty());
    CHECK(found(MultiSearch({""}, MultiSearch::Case::exact), text).empty());
}

TEST_CASE("few letters and many patterns agree with a search for each") {
    std::mt19937 random(7);
    for (int round = 0; round < 200; ++round) {
        std::vector<std::string> patterns;
        for (std::size_t i = random() % 40; i-- > 0;) patterns.push_back(random_text(random, random() % 6, "abC"));
        const auto text = random_text(random, 300, "abcABC.");
        CHECK(found(MultiSearch(patterns, MultiSearch::Case::exact), text) == one_by_one(patterns, text));
        auto small = patterns;
        for (auto& pattern : small) pattern = lower(pattern);
        CHECK(found(MultiSearch(patterns, MultiSearch::Case::fold_ascii), text) == one_by_one(small, lower(text)));
    }
}

TEST_CASE("deep nodes that have no row of their own agree too, with every byte in use") {
    std::mt19937 random(11);
    std::string all;
    for (int byte = 0; byte < 256; ++byte) all += static_cast<char>(byte);
    std::vector<std::string> patterns;
    for (int i = 0; i < 400; ++i) patterns.push_back(random_text(random, 40, i % 2 == 0 ? all : "ab"));  // 16,000 nodes; a row has 257 cells
    std::string text = random_text(random, 2000, "ab");
    for (int i = 0; i < 400; i += 3) text += patterns[static_cast<std::size_t>(i)].substr(0, 39) + patterns[static_cast<std::size_t>(i)];
    const auto hits = found(MultiSearch(patterns, MultiSearch::Case::exact), text);
    CHECK(hits == one_by_one(patterns, text));
    CHECK(hits.size() >= 134);
}

TEST_CASE("where few places look like a beginning nothing is passed over, up to the last byte of the text") {
    std::mt19937 random(13);
    const std::string letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789@`[{";
    for (int round = 0; round < 200; ++round) {
        const std::size_t shortest = 2 + random() % 4;
        std::vector<std::string> patterns;
        for (std::size_t i = 1 + random() % 30; i-- > 0;) patterns.push_back(random_text(random, shortest + random() % 5, letters));
        std::string text;
        for (int pieces = 0; pieces < 60; ++pieces) {
            const auto& pattern = patterns[random() % patterns.size()];
            text += random() % 2 == 0 ? pattern : pattern.substr(0, random() % pattern.size()) + random_text(random, random() % 6, letters);
        }
        CHECK(found(MultiSearch(patterns, MultiSearch::Case::exact), text) == one_by_one(patterns, text));
        auto small = patterns;
        for (auto& pattern : small) pattern = lower(pattern);
        CHECK(found(MultiSearch(patterns, MultiSearch::Case::fold_ascii), text) == one_by_one(small, lower(text)));
    }
}

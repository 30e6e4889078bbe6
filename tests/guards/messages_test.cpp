#include <catch2/catch.hpp>

#include <algorithm>
#include <set>
#include <string>

namespace {

struct Row {
    std::string name, en, zh;
};

const Row rows[] = {
#define REVIEW_MESSAGE(name, en, zh) {#name, en, zh},
#include "base/messages/all.inc"
#undef REVIEW_MESSAGE
};

// "{0}", "{1}": which arguments a sentence uses.
std::set<std::string> arguments(const std::string& sentence) {
    std::set<std::string> used;
    for (std::size_t at = 0; (at = sentence.find('{', at)) != std::string::npos;) {
        if (sentence.compare(at, 2, "{{") == 0) {
            at += 2;
            continue;
        }
        const auto end = sentence.find('}', at);
        used.insert(sentence.substr(at, end - at));
        at = end;
    }
    return used;
}

bool has_han(const std::string& text) {
    // UTF-8 of U+3000 to U+9FFF begins with e3 to e9.
    return std::any_of(text.begin(), text.end(), [](unsigned char byte) { return byte >= 0xe3 && byte <= 0xe9; });
}

}  // namespace

TEST_CASE("every sentence is there in both languages and uses the same arguments") {
    for (const auto& row : rows) {
        INFO(row.name);
        CHECK_FALSE(row.en.empty());
        CHECK_FALSE(row.zh.empty());
        CHECK(arguments(row.en) == arguments(row.zh));
        // A row of arguments and punctuation alone needs no word.
        const bool words = std::any_of(row.en.begin(), row.en.end(), [](unsigned char c) { return c >= 'a' && c <= 'z'; });
        if (words) CHECK(has_han(row.zh));
    }
}

#include <catch2/catch.hpp>

#include <random>

#include "base/utf8_scan.hpp"

using namespace review;

namespace {

// Text of all lengths of characters, and now and then a byte that is wrong.
std::string some_text(std::mt19937& random, bool damaged) {
    const std::vector<std::string> letters{"a", "0", " ", "\n", "é", "中", "文", "\xe0\xa4\x85", "\xed\x9f\xbf", "😀", "。"};
    std::string text;
    for (auto i = random() % 400; i > 0; --i) text += letters[random() % letters.size()];
    if (damaged && !text.empty()) text[random() % text.size()] = static_cast<char>(random());
    return text;
}

// RFC 3629, 4, rule by rule.
std::size_t first_bad(const std::string& text) {
    const auto at = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u; };
    const auto tail = [&](std::size_t i, unsigned low = 0x80, unsigned high = 0xbf) { return at(i) >= low && at(i) <= high; };
    for (std::size_t i = 0; i < text.size();) {
        const unsigned lead = at(i);
        if (lead < 0x80) i += 1;
        else if (lead >= 0xc2 && lead <= 0xdf && tail(i + 1)) i += 2;
        else if (lead == 0xe0 && tail(i + 1, 0xa0) && tail(i + 2)) i += 3;
        else if (lead == 0xed && tail(i + 1, 0x80, 0x9f) && tail(i + 2)) i += 3;
        else if (lead >= 0xe1 && lead <= 0xef && lead != 0xed && tail(i + 1) && tail(i + 2)) i += 3;
        else if (lead == 0xf0 && tail(i + 1, 0x90) && tail(i + 2) && tail(i + 3)) i += 4;
        else if (lead >= 0xf1 && lead <= 0xf3 && tail(i + 1) && tail(i + 2) && tail(i + 3)) i += 4;
        else if (lead == 0xf4 && tail(i + 1, 0x80, 0x8f) && tail(i + 2) && tail(i + 3)) i += 4;
        else return i;
    }
    return std::string::npos;
}

}  // namespace

TEST_CASE("the first byte that is no UTF-8 is found wherever it stands") {
    std::mt19937 random(1);
    for (int i = 0; i < 20000; ++i) {
        const auto text = some_text(random, i % 2 == 0);
        const auto found = first_not_utf8(as_bytes(text));
        REQUIRE(found.value_or(std::string::npos) == first_bad(text));
    }
    for (const auto* bad : {"中\xe0\x80\x80", "文\xed\xa0\x80中", "中文\xf5\x80\x80\x80", "中文中\xe4\xb8", "\xc0\x80"}) {
        INFO(bad);
        CHECK(first_not_utf8(as_bytes(bad)).value_or(std::string::npos) == first_bad(bad));
    }
}

TEST_CASE("characters are counted by the bytes that continue none") {
    std::mt19937 random(2);
    for (int i = 0; i < 2000; ++i) {
        const auto text = some_text(random, false);
        std::size_t count = 0;
        for (const char c : text) count += (static_cast<unsigned char>(c) & 0xc0) != 0x80;
        REQUIRE(count_characters(text) == count);
    }
    CHECK(count_characters(std::string(100'000, 'a')) == 100'000);
}

TEST_CASE("a control character is found among any text, and those of texts are none") {
    std::string text(10'000, 'x');
    text += "\t\n\v\f\r\x1a\x1b中";
    CHECK_FALSE(has_binary_control(as_bytes(text)));
    for (const char bad : {'\x00', '\x08', '\x0e', '\x19', '\x1c', '\x7f'}) {
        for (const std::size_t at : {std::size_t{0}, std::size_t{4095}, std::size_t{4096}, text.size() - 1}) {
            auto spoilt = text;
            spoilt[at] = bad;
            CHECK(has_binary_control(as_bytes(spoilt)));
        }
    }
}

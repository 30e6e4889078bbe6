#include <catch2/catch.hpp>

#include <algorithm>
#include <random>

#include <review/scanner.hpp>

#include "scan/sieve.hpp"

using namespace review;

namespace {

Part part_of(std::string text) {
    Part part;
    part.text = std::move(text);
    return part;
}

// Examples of all built-in rules, as they are and torn apart, among parts with nothing in them.
std::vector<Part> short_parts() {
    std::vector<Part> parts;
    std::mt19937 random(20261127);
    for (const auto& pack : built_in_packs()) {
        for (const auto& rule : pack.rules) {
            for (const auto* examples : {&rule.positive, &rule.negative, &rule.near_miss}) {
                for (const auto& example : *examples) {
                    parts.push_back(part_of(example.text));
                    parts.push_back(part_of("第" + std::to_string(parts.size() % 97) + "条"));
                    auto at = random() % (example.text.size() + 1);
                    while (at > 0 && at < example.text.size() && (static_cast<unsigned char>(example.text[at]) & 0xc0) == 0x80) --at;
                    parts.push_back(part_of(example.text.substr(0, at)));
                    parts.push_back(part_of(example.text.substr(at)));
                }
            }
        }
    }
    return parts;
}

// A part that is said to hold nothing holds nothing. How many were said to.
std::size_t passed_over(const Scanner& scanner, const std::vector<Part>& parts, std::size_t together) {
    std::size_t count = 0;
    for (std::size_t from = 0; from < parts.size(); from += together) {
        const auto some = std::span(parts).subspan(from, std::min(together, parts.size() - from));
        const auto may = scanner.may_find(some);
        REQUIRE(may.size() == some.size());
        for (std::size_t i = 0; i < some.size(); ++i) {
            if (may[i]) continue;
            ++count;
            INFO(some[i].text);
            CHECK(scanner.scan(some[i]).empty());
        }
    }
    return count;
}

}  // namespace

TEST_CASE("parts that are said to hold nothing hold nothing, however many are looked at together") {
    const auto scanner = Scanner::compile(built_in_packs());
    const auto parts = short_parts();
    for (const std::size_t together : {2u, 50u, 1000u}) CHECK(passed_over(scanner, parts, together) > parts.size() / 4);
}

TEST_CASE("the two halves of a number in two parts are not taken for one, and both ends of a line count") {
    const auto scanner = Scanner::compile({terms_pack({}, {"^[ab]{3}$", "x.z"})});
    const std::vector<Part> parts{part_of("aba"), part_of("x"), part_of("z"), part_of("xyz"), part_of("cabac"), part_of("c\nbab\nc")};
    CHECK(scanner.may_find(parts) == std::vector<bool>{true, false, false, true, false, true});
}

TEST_CASE("marks of identifiers cover nothing: they call for no closer look") {
    const auto scanner = Scanner::compile(built_in_packs());
    const std::vector<Part> parts{part_of("sec_1"), part_of("420302********0015"), part_of("p_2__3"), part_of("138____1234"), part_of("#a--7"), part_of("6222##0009")};
    CHECK(scanner.may_find(parts) == std::vector<bool>{false, true, false, true, false, true});
}

TEST_CASE("where terms were asked for, or an expression asks for the ends of the text, each part is looked at") {
    const std::vector<Part> parts{part_of("张"), part_of("y")};
    CHECK(Scanner::compile({terms_pack({"张三"}, {})}).may_find(parts) == std::vector<bool>{true, true});
    CHECK(Scanner::compile({terms_pack({}, {"\\Ay\\z"})}).may_find(parts) == std::vector<bool>{true, true});
    CHECK(Scanner::compile({terms_pack({}, {"(?-m)^y"})}).may_find(parts) == std::vector<bool>{true, true});
    CHECK(Scanner::compile({terms_pack({}, {"(?i-m:y$)"})}).may_find(parts) == std::vector<bool>{true, true});
    CHECK(Scanner::compile({terms_pack({}, {"(?i)Y$"})}).may_find(parts) == std::vector<bool>{false, true});
}

TEST_CASE("a carriage return at the end of a part ends a line among others as it does alone") {
    const std::vector<Part> parts{part_of("nothing"), part_of("Chiffre 7731\r"), part_of("x")};
    CHECK(Scanner::compile({terms_pack({}, {"[0-9]{4}\\s$"})}).may_find(parts) == std::vector<bool>{false, true, false});
}

TEST_CASE("what is looked for without its blanks is found in parts that have none") {
    const std::string yaml =
        "pack: house\nversion: \"1\"\ntitle: {en: House, zh: 本单位}\nrules:\n  - id: word\n    title: {en: Word, zh: 词}\n    source: test\n"
        "    category: trade\n    severity: high\n    views: [base, joined]\n    terms: ['商 密']\n    positive: [\"商 密\"]\n    negative: [\"商\"]\n";
    const auto scanner = Scanner::compile({parse_pack("house.yaml", as_bytes(yaml))});
    const std::vector<Part> parts{part_of("甲商密乙"), part_of("甲乙"), part_of("商 密")};
    CHECK(scanner.may_find(parts) == std::vector<bool>{true, false, true});
    CHECK(scanner.scan(parts[0]).size() == 1);
}

TEST_CASE("a sieve believes what was noted of the first parts, in order, and looks at the others itself") {
    const auto scanner = Scanner::compile(built_in_packs());
    const auto read = [&](int parts, SieveNotes* notes, const SieveNotes* known) {
        std::vector<bool> told;
        Sieve sieve(&scanner, [&](Part&& part, bool may_hold) {
            CHECK(part.number == told.size());
            told.push_back(may_hold);
        });
        sieve.note(notes);
        sieve.believe(known);
        for (int i = 0; i < parts; ++i) {
            auto part = part_of(i % 100 == 0 ? std::string(10'000, 'a') : i % 50 == 1 ? "手机：13800138000" : "第三条");
            part.number = static_cast<std::uint32_t>(i);
            sieve.part(std::move(part));
        }
        sieve.flush();
        return told;
    };
    SieveNotes notes, others;
    const auto first = read(1500, &notes, nullptr);
    REQUIRE(notes.size() == 1500);
    CHECK(std::count(first.begin(), first.end(), true) == 45);
    CHECK(read(1500, nullptr, &notes) == first);
    const auto more = read(2500, nullptr, nullptr);
    CHECK(read(2500, nullptr, &notes) == more);
    for (int i = 0; i < 1500; ++i) others.add(i == 7);
    auto told = read(1600, nullptr, &others);
    CHECK(told[7]);
    CHECK(std::count(told.begin(), told.end(), true) == 1 + 3);
}

TEST_CASE("a sieve hands on every part, in order") {
    const auto scanner = Scanner::compile(built_in_packs());
    std::vector<std::uint32_t> numbers;
    std::size_t held = 0;
    Sieve sieve(&scanner, [&](Part&& part, bool may_hold) {
        numbers.push_back(part.number);
        held += may_hold;
    });
    for (std::uint32_t i = 0; i < 5000; ++i) {
        auto part = part_of(i % 1000 == 0 ? std::string(10'000, 'a') : i % 500 == 1 ? "手机：13800138000" : "第三条");
        part.number = i;
        sieve.part(std::move(part));
    }
    sieve.flush();
    REQUIRE(numbers.size() == 5000);
    for (std::uint32_t i = 0; i < 5000; ++i) CHECK(numbers[i] == i);
    CHECK(held == 15);
}

#include <catch2/catch.hpp>

#include <fstream>
#include <iterator>
#include <random>

#include <review/pattern_pack.hpp>

#include "scan/hyperscan.hpp"
#include "text/views.hpp"
#include "unit/scan/reference_matcher.hpp"

using namespace review;

namespace {

std::string base_of(const std::string& text) { return in_view(ViewKind::base, text); }

// What rules speak of, one example a line, in every view; and the same torn apart and put together again.
std::vector<std::string> texts(const PatternPack& pack) {
    std::string all;
    for (const auto& rule : pack.rules) {
        for (const auto* examples : {&rule.positive, &rule.negative, &rule.near_miss}) {
            for (const auto& example : *examples) all += example.text + "\n";
        }
    }
    std::vector<std::string> out{base_of(all), in_view(ViewKind::joined, all), in_view(ViewKind::digits, all)};
    std::mt19937 random(20261127);
    const auto base = out[0];
    for (int i = 0; i < 20; ++i) {
        std::string mixed;
        for (int piece = 0; piece < 40; ++piece) {
            auto from = random() % base.size();
            while (from > 0 && (static_cast<unsigned char>(base[from]) & 0xC0) == 0x80) --from;
            auto to = std::min(base.size(), from + 1 + random() % 24);
            while (to < base.size() && (static_cast<unsigned char>(base[to]) & 0xC0) == 0x80) ++to;
            mixed += base.substr(from, to - from);
        }
        out.push_back(mixed);
    }
    return out;
}

std::set<std::uint32_t> ends_by_engine(const PatternDatabase& database, const std::string& text) {
    std::set<std::uint32_t> ends;
    for (const auto& hit : database.scan(text)) ends.insert(hit.end);
    return ends;
}

}  // namespace

TEST_CASE("the engine ends matches of every built-in expression where a slow matcher of somebody else's does") {
    std::size_t expressions = 0, places = 0;
    for (const auto& pack : built_in_packs()) {
        const auto all = texts(pack);
        for (const auto& rule : pack.rules) {
            for (const auto& pattern : rule.match) {
                INFO(pack.name << "/" << rule.id << ": " << pattern.text);
                const bool characters = rule.verify.empty();
                const support::ReferenceMatcher reference(pattern.text, characters);
                const PatternDatabase database({{pattern.text, characters ? Reading::characters_with_starts : Reading::bytes}});
                ++expressions;
                for (const auto& text : all) {
                    const auto wanted = reference.ends(text);
                    places += wanted.size();
                    // With starts, overlapping ends come as one place: the last of them.
                    const auto is = ends_by_engine(database, text);
                    if (!characters) REQUIRE(is == wanted);
                    else REQUIRE(std::includes(wanted.begin(), wanted.end(), is.begin(), is.end()));
                    REQUIRE(is.empty() == wanted.empty());
                }
            }
        }
    }
    CHECK(expressions > 10);
    CHECK(places > 100);
}

TEST_CASE("expressions of a user's kind end where the slow matcher ends them, over bytes and over characters") {
    const std::vector<std::string> expressions{"张.{1,3}丰",    "[a-c]+x?",      "^第[0-9]+条",     "(?:甲|乙){2,4}丙?丁", "a.b",      "[^\\n]{3}$",
                                               "(?:ab|abc)c?d", "[\\x{4e00}-\\x{9fff}]{2,5}(?:路|街)", "\\d{3}-?\\d{4}", "x*y"};
    std::mt19937 random(7);
    const std::vector<std::string> letters{"张", "三", "丰", "a", "b", "c", "x", "y", "甲", "乙", "丙", "丁", "第", "条", "路", "1", "23", "-", "\n", "d"};
    for (const auto& expression : expressions) {
        const support::ReferenceMatcher reference(expression, true);
        const PatternDatabase database({{expression, Reading::characters}}), starts({{expression, Reading::characters_with_starts}});
        for (int i = 0; i < 200; ++i) {
            std::string text;
            for (int k = 0; k < 60; ++k) text += letters[random() % letters.size()];
            INFO(expression << " in " << text);
            const auto wanted = reference.ends(text);
            REQUIRE(database.scan(text).empty() == wanted.empty());
            for (const auto& hit : starts.scan(text)) REQUIRE(wanted.contains(hit.end));
        }
    }
}

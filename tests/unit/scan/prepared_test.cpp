#include <catch2/catch.hpp>

#include <filesystem>

#include <review/draft.hpp>

#include <review/scanner.hpp>

#include "base/config_tree.hpp"
#include "base/prepared.hpp"
#include "scan/matchers.hpp"
#include "text/fold.hpp"

using namespace review;

TEST_CASE("what is computed when the library is built is what would be computed now") {
    const auto tables = prepared(fold_tables_key());
    REQUIRE_FALSE(tables.empty());
    const auto now = fold_tables();
    CHECK(std::equal(tables.begin(), tables.end(), now.begin(), now.end()));

    const auto packs = built_in_packs();
    std::size_t databases = 0;
    Matchers(packs).each_database([&](const PatternDatabase& database) {
        CHECK_FALSE(prepared(database.key()).empty());
        ++databases;
    });
    CHECK(databases > 3);
}

TEST_CASE("built-in packs and policies are trees that were made of their files when the library was built") {
    std::size_t files = 0;
    for (const auto& file : std::filesystem::recursive_directory_iterator(REVIEW_SOURCE "/patterns")) {
        if (file.path().extension() != ".yaml") continue;
        INFO(file.path());
        const auto yaml = load_draft(file.path().string()).bytes;
        const auto made = prepared(config_tree_key(yaml));
        CHECK_FALSE(made.empty());
        CHECK(config_tree_bytes(parse_config(yaml)) == Bytes(made.begin(), made.end()));
        Bytes other(yaml.begin(), yaml.end());
        other.push_back('\n');  // parsed now, not when the library was built
        CHECK(prepared(config_tree_key(other)).empty());
        CHECK(config_tree_bytes(parse_config(other)) == Bytes(made.begin(), made.end()));
        ++files;
    }
    CHECK(files > 5);
}

TEST_CASE("a few aliases that stand for more than any memory holds are an error") {
    std::string bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n";
    for (int i = 1; i < 12; ++i) {
        const auto before = "*a" + std::to_string(i - 1);
        bomb += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [" + before;
        for (int k = 0; k < 9; ++k) bomb += ", " + before;
        bomb += "]\n";
    }
    CHECK_THROWS_AS(parse_config(as_bytes(bomb)), ConfigSyntax);
}

TEST_CASE("a database that was not prepared is compiled, and finds the same") {
    auto packs = built_in_packs();
    const auto prepared_ones = Scanner::compile(packs);
    packs.front().rules.front().match.push_back({"a pattern nobody prepared", 1});
    const auto compiled = Scanner::compile(packs);
    Part part;
    part.text = "机密★10年 身份证号 11010519491231002X 电话 13912345678";
    const auto one = prepared_ones.scan(part), other = compiled.scan(part);
    REQUIRE_FALSE(one.empty());
    REQUIRE(one.size() == other.size());
    for (std::size_t i = 0; i < one.size(); ++i) {
        CHECK(one[i].where.span == other[i].where.span);
        CHECK(one[i].rule == other[i].rule);
    }
}

TEST_CASE("a key that nothing was prepared for gives nothing") { CHECK(prepared("no such key").empty()); }

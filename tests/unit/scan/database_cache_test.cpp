#include <catch2/catch.hpp>

#include <sys/stat.h>

#include <filesystem>

#include <review/pattern_pack.hpp>
#include <review/scanner.hpp>

#include "scan/database_cache.hpp"
#include "support/run.hpp"

using namespace review;

namespace {

const std::string yaml =
    "pack: house\nversion: \"1\"\ntitle: {en: House, zh: 本单位}\nrules:\n  - id: word\n    title: {en: Word, zh: 词}\n    source: test\n"
    "    category: trade\n    severity: high\n    match: '甲[a-z]+乙'\n    positive: [\"甲ab乙\"]\n    negative: [\"甲乙\"]\n";

std::size_t hits(const Scanner& scanner) {
    Part part;
    part.text = "前甲abc乙后";
    return scanner.scan(part).size();
}

Scanner house(const std::string& cache) { return Scanner::compile({parse_pack("house.yaml", as_bytes(yaml))}, cache); }

std::vector<std::string> files_in(const std::string& folder) {
    std::vector<std::string> names;
    if (!std::filesystem::exists(folder)) return names;
    for (const auto& file : std::filesystem::directory_iterator(folder)) names.push_back(file.path());
    return names;
}

}  // namespace

TEST_CASE("databases of a pack in a file are kept for this user alone, and used again") {
    support::TempFolder folder;
    const auto cache = folder / "cache";
    CHECK(hits(house(cache)) == 1);
    const auto kept = files_in(cache);
    REQUIRE(kept.size() == 2);  // all rules in one, and one that knows where a match of the rule begins
    for (const auto& path : kept) CHECK((std::filesystem::status(path).permissions() & std::filesystem::perms::mask) == std::filesystem::perms(0600));
    CHECK((std::filesystem::status(cache).permissions() & std::filesystem::perms::mask) == std::filesystem::perms(0700));
    CHECK(hits(house(cache)) == 1);
    CHECK(files_in(cache).size() == 2);
}

TEST_CASE("a kept database that is damaged, cut short, or of another engine is made anew, never an error") {
    support::TempFolder folder;
    const auto cache = folder / "cache";
    (void)house(cache);
    for (const auto& path : files_in(cache)) {
        const auto whole = support::read_file(path);
        auto flipped = whole;
        flipped[whole.size() - 1] = static_cast<char>(flipped[whole.size() - 1] ^ 1);
        for (const auto& bad : {flipped, whole.substr(0, whole.size() / 2), std::string(), std::string("review database 0\n")}) {
            support::write_file(path, bad);
            CHECK(hits(house(cache)) == 1);
            CHECK(support::read_file(path) == whole);
        }
    }
}

TEST_CASE("a folder or a file that others may write is not believed") {
    support::TempFolder folder;
    const auto cache = folder / "cache";
    const DatabaseCache kept(cache);
    kept.keep("k", as_bytes("data"));
    const auto path = files_in(cache).at(0);
    CHECK(as_text(kept.find("k")) == "data");
    chmod(path.c_str(), 0666);
    CHECK(kept.find("k").empty());
    chmod(path.c_str(), 0600);
    chmod(cache.c_str(), 0777);
    CHECK(kept.find("k").empty());
    chmod(cache.c_str(), 0700);
    std::filesystem::rename(path, folder / "elsewhere");
    std::filesystem::create_symlink(folder / "elsewhere", path);
    CHECK(kept.find("k").empty());
}

TEST_CASE("nothing of what was asked for by --term or --regex is kept") {
    support::TempFolder folder;
    const auto cache = folder / "cache";
    (void)Scanner::compile({terms_pack({"张三丰"}, {"甲[a-z]+乙"})}, cache);
    CHECK(files_in(cache).empty());
}

TEST_CASE("the folder does not grow without end") {
    support::TempFolder folder;
    const DatabaseCache kept(folder / "cache");
    for (int i = 0; i < 100; ++i) kept.keep("key" + std::to_string(i), as_bytes("data"));
    CHECK(files_in(folder / "cache").size() <= 64);
    CHECK(as_text(kept.find("key99")) == "data");
}

TEST_CASE("without a folder, or where none can be made, packs are compiled each time") {
    CHECK(hits(house("")) == 1);
    CHECK(hits(house("/proc/no/such/folder")) == 1);
}

TEST_CASE("what the examples of a small pack are proved with is kept, too; of many rules it would drive out all else") {
    support::TempFolder folder;
    const auto cache = folder / "cache", file = folder / "house.yaml";
    support::write_file(file, yaml);
    CHECK(load_pack(file, {}, cache).rules.size() == 1);
    const auto kept = files_in(cache);
    REQUIRE_FALSE(kept.empty());
    std::filesystem::last_write_time(kept[0], std::filesystem::file_time_type{});
    CHECK(load_pack(file, {}, cache).rules.size() == 1);
    CHECK(std::filesystem::last_write_time(kept[0]) == std::filesystem::file_time_type{});  // not written again
    CHECK(files_in(cache).size() == kept.size());

    const auto rule = yaml.find("  - id:");
    std::string many = yaml.substr(0, rule);
    for (int i = 0; i < 13; ++i) many += "  - id: word-" + std::to_string(i) + yaml.substr(yaml.find('\n', rule));
    support::write_file(file, many);
    CHECK(load_pack(file, {}, folder / "other").rules.size() == 13);
    CHECK(files_in(folder / "other").empty());
}

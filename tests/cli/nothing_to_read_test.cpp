#include <catch2/catch.hpp>

#include <filesystem>

#include <nlohmann/json.hpp>

#include "cli/program.hpp"

using namespace cli_test;
using support::TempFolder;
using support::write_file;
namespace fs = std::filesystem;

namespace {

bool says(const std::string& text, const std::string& words) { return text.find(words) != std::string::npos; }

}  // namespace

TEST_CASE("a folder that was named and holds no file is status 2, also one with links alone") {
    const TempFolder folder;
    fs::create_directories(folder / "empty/inside");
    const auto empty = review({"scan", folder / "empty"});
    CHECK(empty.status == 2);
    CHECK(one_message(empty));
    CHECK(says(empty.err, "there is no file in the folder"));
    fs::create_symlink("/dev/null", folder / "empty/link.txt");
    CHECK(review({"scan", folder / "empty"}).status == 2);
}

TEST_CASE("a list without names, or a pattern that no file has, is status 0 and says that nothing was read") {
    const TempFolder folder;
    write_file(folder / "a.txt", "x\n");
    for (const std::vector<std::string>& words : {std::vector<std::string>{"scan", "--files-from", "-"}, {"scan", folder.path(), "--only", "*.pdf"}}) {
        const auto ran = review(words);
        INFO(ran.out << ran.err);
        CHECK(ran.status == 0);
        CHECK(says(ran.err, "there was nothing to read"));
        CHECK(says(ran.out, "There was nothing to read."));
        CHECK_FALSE(says(ran.out, "read whole"));
        auto page = words;
        page.insert(page.end(), {"--format", "html"});
        CHECK_FALSE(says(review(page).out, "read whole"));
    }
}

TEST_CASE("symbolic links in a folder are passed over and told: how many on standard error, and which in the report") {
    const TempFolder folder;
    fs::create_directories(folder / "drafts");
    write_file(folder / "drafts/a.txt", "x\n");
    write_file(folder / "b.txt", "身份证号：110101199003072316\n");
    fs::create_symlink("../b.txt", folder / "drafts/b.txt");
    fs::create_directory_symlink("..", folder / "drafts/up");
    const auto ran = review({"scan", folder / "drafts"});
    CHECK(ran.status == 0);
    CHECK(says(ran.err, "2 symbolic links in folders were passed over"));
    CHECK(says(ran.out, "Documents: 1."));
    CHECK(says(ran.out, "Passed over: 2 symbolic links"));
    CHECK(says(ran.out, "drafts/b.txt\n"));
    CHECK(says(ran.out, "drafts/up\n"));
    const auto json = nlohmann::json::parse(review({"scan", folder / "drafts", "--format", "json"}).out);
    CHECK(json["links"] == nlohmann::json{folder / "drafts/b.txt", folder / "drafts/up"});
    // A link that was named is what it leads to.
    CHECK(review({"scan", folder / "drafts/b.txt"}).status == 1);
}

TEST_CASE("an empty file in an archive is not read, as one that stands alone is not") {
    const TempFolder folder;
    write_file(folder / "a.pdf", "");
    write_file(folder / "b.txt", "x\n");
    REQUIRE(support::run({"sh", "-c", "cd " + folder.path() + " && zip -q e.zip a.pdf b.txt"}).status == 0);
    CHECK(review({"scan", folder / "a.pdf"}).status == 3);
    const auto ran = review({"scan", folder / "e.zip"});
    CHECK(ran.status == 3);
    CHECK(says(ran.out, "member 1 is empty"));
    CHECK(review({"redact", folder / "e.zip", "-o", folder / "out.zip", "--all"}).status == 3);
}

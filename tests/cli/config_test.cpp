#include <catch2/catch.hpp>

#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>

#include <nlohmann/json.hpp>

#include "cli/program.hpp"

using namespace cli_test;
using support::TempFolder;
using support::write_file;

namespace {

struct Office {
    Office() {
        std::filesystem::create_directories(folder / "drafts/deep");
        write_file(folder / "drafts/deep/a.txt", "张三手机：13900000001\n");
    }
    std::string draft() const { return folder / "drafts/deep/a.txt"; }
    TempFolder folder;
};

bool has(const std::string& text, const std::string& word) { return text.find(word) != std::string::npos; }

}  // namespace

TEST_CASE("the nearest configuration over the draft counts, and a report says what it set") {
    const Office office;
    CHECK(review({"scan", office.draft()}).status == 1);
    write_file(office.folder / ".review.yaml", "channel: board\n");
    write_file(office.folder / "drafts/.review.yaml", "fail-on: critical\npolicy: strict\n");
    const auto text = review({"scan", office.draft()});
    INFO(text.out << text.err);
    CHECK(text.status == 0);
    CHECK(has(text.out, "Policy strict, channel internet."));
    CHECK(has(text.out, "Configuration: fail-on: critical (" + office.folder / "drafts/.review.yaml" + ":1)"));
    const auto json = review({"scan", office.draft(), "--format", "json"});
    CHECK(nlohmann::json::parse(json.out)["configuration"][0]["value"] == "critical");
    CHECK(has(json.err, "fail-on: critical"));
}

TEST_CASE("the command line goes before a configuration, and --no-config leaves it out") {
    const Office office;
    write_file(office.folder / ".review.yaml", "fail-on: critical\n");
    const auto ran = review({"scan", office.draft(), "--fail-on", "low"});
    CHECK(ran.status == 1);
    CHECK_FALSE(has(ran.out, "Configuration"));
    CHECK(review({"scan", office.draft(), "--no-config"}).status == 1);
    write_file(office.folder / "own.yaml", "fail-on: low\n");
    CHECK(review({"scan", office.draft(), "--config", office.folder / "own.yaml"}).status == 1);
    CHECK(review({"scan", office.draft(), "--config", office.folder / "none.yaml"}).status == 2);
    CHECK(shell("REVIEW_CONFIG='" + office.folder / "own.yaml" + "' \"$REVIEW\" scan '" + office.draft() + "'").status == 1);
    CHECK(shell("REVIEW_CONFIG='" + office.folder / "none.yaml" + "' \"$REVIEW\" scan '" + office.draft() + "'").status == 2);
}

TEST_CASE("config show tells where each value comes from, over all levels") {
    const Office office;
    write_file(office.folder / ".review.yaml", "policy: strict\n");
    std::filesystem::create_directories(office.folder / "user/review");
    write_file(office.folder / "user/review/config.yaml", "policy: default\nchannel: board\n");
    const auto ran = shell("XDG_CONFIG_HOME='" + office.folder / "user" + "' \"$REVIEW\" config show --origin '" + office.draft() + "'");
    INFO(ran.out << ran.err);
    CHECK(ran.status == 0);
    CHECK(ran.out == "policy: strict  # " + office.folder / ".review.yaml" + ":1\nchannel: board  # " + office.folder / "user/review/config.yaml" +
                         ":2\nfail-on: low  # built in\n");
    const auto plain = shell("cd '" + office.folder.path() + "' && \"$REVIEW\" config show");
    CHECK(plain.out == "policy: strict\nchannel: internet\nfail-on: low\n");
}

TEST_CASE("a configuration that says what nobody knows stops everything, with its line") {
    const Office office;
    write_file(office.folder / ".review.yaml", "policy: strict\nfailon: critical\n");
    for (const std::vector<std::string>& words : {std::vector<std::string>{"scan", office.draft()}, {"redact", office.draft(), "-o", office.folder / "out", "--all"},
                                                  {"config", "show", office.draft()}}) {
        const auto ran = review(words);
        INFO(ran.out << ran.err);
        CHECK(ran.status == 2);
        CHECK(one_message(ran));
        CHECK(has(ran.err, ".review.yaml:2: "));
    }
}

TEST_CASE("packs and suppressions of a configuration work, also for redaction, which says so") {
    const Office office;
    write_file(office.folder / "own.yaml", "pack: own\nversion: \"1\"\ntitle: {en: Own, zh: 自有}\nrules:\n  - {id: plan, title: {en: A plan, zh: 计划}, source: us, "
                                           "category: trade, severity: high, terms: [夜莺计划], positive: [夜莺计划], negative: [计划]}\n");
    write_file(office.folder / "drafts/deep/a.txt", "夜莺计划五月开始\n");
    REQUIRE(review({"packs", "check", office.folder / "own.yaml"}).status == 0);
    CHECK(review({"scan", office.draft()}).status == 0);
    write_file(office.folder / ".review.yaml", "packs: [own.yaml]\n");
    CHECK(review({"scan", office.draft()}).status == 1);
    const auto ran = review({"redact", office.draft(), "-o", office.folder / "out.txt", "--all"});
    INFO(ran.err);
    CHECK(ran.status == 0);
    CHECK_FALSE(has(support::read_file(office.folder / "out.txt"), "夜莺"));
    CHECK(has(ran.err, "packs: " + office.folder / "own.yaml"));
}

TEST_CASE("drafts under two configurations are not scanned by one of them") {
    const Office office;
    write_file(office.folder / "b.txt", "通知\n");
    write_file(office.folder / "drafts/.review.yaml", "fail-on: critical\n");
    for (const std::vector<std::string>& words : {std::vector<std::string>{"scan", office.draft(), office.folder / "b.txt"}, {"scan", office.folder.path(), "--only", "*.txt"}}) {
        const auto ran = review(words);
        INFO(ran.out << ran.err);
        CHECK(ran.status == 2);
        CHECK(has(ran.err, "two configurations"));
    }
    CHECK(review({"scan", office.draft(), office.folder / "b.txt", "--no-config"}).status == 1);
}

TEST_CASE("a configuration of somebody else over the draft is not followed") {
    if (geteuid() != 0) return;  // only root can give a file away
    const Office office;
    write_file(office.folder / ".review.yaml", "fail-on: critical\n");
    REQUIRE(chown((office.folder / ".review.yaml").c_str(), 12345, 12345) == 0);
    const auto ran = review({"scan", office.draft()});
    CHECK(ran.status == 2);
    CHECK(has(ran.err, "belongs to somebody else"));
    CHECK(review({"scan", office.draft(), "--config", office.folder / ".review.yaml"}).status == 0);
}

TEST_CASE("a link to our own configuration that somebody else made over the draft is not followed, and ours names files beside the file") {
    if (geteuid() != 0) return;  // only root can give a link away
    const Office office;
    std::filesystem::create_directories(office.folder / "own");
    write_file(office.folder / "own/.review.yaml", "policy: office.yaml\n");
    std::filesystem::create_symlink("own/.review.yaml", office.folder / ".review.yaml");
    REQUIRE(lchown((office.folder / ".review.yaml").c_str(), 12345, 12345) == 0);
    const auto foreign = review({"scan", office.draft()});
    CHECK(foreign.status == 2);
    CHECK(has(foreign.err, "belongs to somebody else"));
    // Ours: the policy is that beside the file, not the one beside the link.
    write_file(office.folder / "office.yaml", "this is no policy\n");
    REQUIRE(lchown((office.folder / ".review.yaml").c_str(), 0, 0) == 0);
    const auto ours = review({"scan", office.draft()});
    CHECK(ours.status == 2);
    CHECK(has(ours.err, office.folder / "own/office.yaml"));
}

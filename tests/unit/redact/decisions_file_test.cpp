#include <catch2/catch.hpp>

#include <review/decisions_file.hpp>
#include <review/error.hpp>

#include "support/run.hpp"

using namespace review;

namespace {

const Draft draft = make_draft("draft.pdf", Bytes{'x'});

std::vector<Finding> findings() {
    std::vector<Finding> list(2);
    list[0].id = "f-1";
    list[0].rule = "cn-identity/resident-id";
    list[0].where.label = "page 3";
    list[0].preview = "4203************15";
    list[0].excerpt = Sensitive("420381198001010015");
    list[1].id = "f-2";
    return list;
}

EarlierDecisions earlier_of(const std::string& yaml) {
    const support::TempFolder folder;
    support::write_file(folder / "d.yaml", yaml);
    return load_earlier_decisions(folder / "d.yaml", built_in_bases());
}

Decisions reread(const std::string& yaml) { return earlier_of(yaml).decisions; }

std::string written(const std::vector<Finding>& list, const std::vector<BlindSpot>& spots = {}) {
    return update_decisions(draft, list, spots).yaml;
}

std::string with(std::string text, const std::string& from, const std::string& to) {
    const auto at = text.find(from);
    REQUIRE(at != std::string::npos);
    return text.replace(at, from.size(), to);
}

const auto head = "draft: \"" + draft.digest.hex() + "\"\n";
const auto newer = "version: 2\n" + head;

std::string one(const std::string& words) { return "decisions: [{finding: f-1, " + words + "}]\n"; }

}  // namespace

TEST_CASE("a digest of zeros, which names no file, is refused with what to do") {
    CHECK_THROWS_WITH(reread("version: 2\ndraft: \"" + std::string(64, '0') + "\"\n"), Catch::Contains("d.yaml:2: draft is all zeros, which names no file: begin the file with `review decide`"));
}

TEST_CASE("a decisions file shows the masked preview and never the value") {
    const auto yaml = written(findings());
    CHECK(yaml.find("4203************15") != std::string::npos);
    CHECK(yaml.find("420381198001010015") == std::string::npos);
}

TEST_CASE("a decisions file says what has to be published before somebody decides to cut it") {
    auto list = findings();
    list[0].evidence = {"segment", "must-publish:办公电话"};
    CHECK(written(list).find("4203************15 | must-publish:办公电话\n") != std::string::npos);
}

TEST_CASE("a decisions file is read back as it was written, and a rerun keeps what was decided") {
    BlindSpot seen, open;
    seen.label = "page 5";
    open.label = "page 7";
    auto yaml = written(findings(), {seen, open});
    CHECK(reread(yaml).draft == draft.digest);
    yaml = with(yaml, "decision: undecided\n    basis: \"\"\n    note: \"\"\n    by: \"\"",
                "decision: keep\n    basis: \"条例20(2)\"\n    note: \"a\\\\b\"\n    by: \"王\"");
    yaml = with(yaml, "accepted_blind_spots: []", "accepted_blind_spots:\n  - \"page 5\"");
    const auto update = update_decisions(draft, findings(), {seen, open}, {}, earlier_of(yaml));
    const auto later = reread(update.yaml);
    CHECK(update.stayed == 2);
    CHECK(update.told.empty());
    CHECK(later.decisions[0].disposition == Disposition::keep);
    CHECK(later.decisions[0].basis == "条例20(2)");
    CHECK(later.decisions[0].note == "a\\b");
    CHECK(later.decisions[1].disposition == Disposition::undecided);
    CHECK(later.accepted_blind_spots == std::vector<std::string>{"page 5"});
    CHECK(update.yaml.find("# - \"page 7\"") != std::string::npos);
}

TEST_CASE("a label cannot smuggle a line into the file") {
    auto list = findings();
    list[0].where.label = "x\nredact_all: true";
    CHECK(!reread(written(list)).redact_all);
}

TEST_CASE("an unknown key, an unknown word and a keep without basis are refused") {
    CHECK_THROWS_WITH(reread(head + "redact_al: true\n"), Catch::Contains("unknown key"));
    CHECK_THROWS_WITH(reread(head + one("decision: drop")), Catch::Contains("drop"));
    CHECK_THROWS_WITH(reread(head + one("decision: keep")), Catch::Contains("basis"));
    for (const char* nothing : {"' '", "','", "'，'", "'、 ;'", "\"\\t\"", "'　'", "'；　'"}) {
        INFO(nothing);
        CHECK_THROWS_WITH(reread(newer + one("decision: keep, basis: " + std::string(nothing))), Catch::Contains("kept without a basis"));
    }
    CHECK_THROWS_WITH(reread("draft: \"12\"\n"), Catch::Contains("64"));
    CHECK_THROWS_WITH(reread("version: 3\n" + head), Catch::Contains("d.yaml:1"));
    CHECK_THROWS_WITH(reread(newer + one("decision: redact, value: 13800000000")), Catch::Contains("d.yaml:3"));
}

TEST_CASE("a basis begins with a key of the catalogue, and the nearest keys are named with the line") {
    CHECK(reread(newer + one("decision: keep, basis: 条例15 第三方同意")).decisions[0].basis == "条例15 第三方同意");
    CHECK_THROWS_WITH(reread(newer + "decisions:\n  - finding: f-1\n    decision: keep\n    basis: PIPL29\n"),
                      Catch::Contains("d.yaml:6: the basis \"PIPL29\" begins with no key of the catalogue; nearest: PIPL2"));
}

TEST_CASE("a file from before the catalogue stays valid: what it rests on is a remark, and it stays of its form") {
    const auto old = head + "decisions:\n  - finding: f-1\n    decision: keep\n    basis: the mayor agreed\n";
    const auto read = reread(old);
    CHECK(read.decisions[0].basis == "the mayor agreed");
    REQUIRE(read.remarks.size() == 1);
    CHECK(read.remarks[0].find("d.yaml:5: the basis \"the mayor agreed\"") != std::string::npos);
    const auto update = update_decisions(draft, findings(), {}, {}, earlier_of(old));
    CHECK(update.yaml.find("version:") == std::string::npos);
    CHECK(reread(update.yaml).decisions[0].basis == "the mayor agreed");
    const auto mended = update_decisions(draft, findings(), {}, {}, earlier_of(with(old, "the mayor agreed", "条例15 the mayor agreed")));
    CHECK(mended.yaml.find("version: 2\n") != std::string::npos);
}

TEST_CASE("what waits for an answer from outside has a day, and only what was reported can be extended") {
    const auto read = reread(newer + one("decision: undetermined, since: 2026-11-02, extended: true"));
    CHECK(read.decisions[0].since == "2026-11-02");
    CHECK(read.decisions[0].extended);
    CHECK_THROWS_WITH(reread(newer + one("decision: consult")), Catch::Contains("f-1: consult needs since"));
    CHECK_THROWS_WITH(reread(newer + one("decision: consult, since: 2026-02-30")), Catch::Contains("no day"));
    CHECK_THROWS_WITH(reread(newer + one("decision: consult, since: 2026-02-03, extended: true")), Catch::Contains("extended"));
    CHECK(reread(newer + one("decision: keep, basis: 条例15, since: 2026-02-03")).decisions[0].since == "2026-02-03");  // answered
}

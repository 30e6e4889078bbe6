#include <catch2/catch.hpp>

#include <review/error.hpp>
#include <review/plan.hpp>

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

Decisions reread(const std::string& yaml) {
    const support::TempFolder folder;
    support::write_file(folder / "d.yaml", yaml);
    return load_decisions(folder / "d.yaml");
}

}  // namespace

TEST_CASE("a decisions file shows the masked preview and never the value") {
    const auto yaml = decisions_yaml(draft, findings(), {}, {});
    CHECK(yaml.find("4203************15") != std::string::npos);
    CHECK(yaml.find("420381198001010015") == std::string::npos);
}

TEST_CASE("a decisions file says what has to be published before somebody decides to cut it") {
    auto list = findings();
    list[0].evidence = {"segment", "must-publish:办公电话"};
    CHECK(decisions_yaml(draft, list, {}, {}).find("4203************15 | must-publish:办公电话\n") != std::string::npos);
}

TEST_CASE("a decisions file is read back as it was written, and a rerun keeps what was decided") {
    auto earlier = reread(decisions_yaml(draft, findings(), {}, {}));
    CHECK(earlier.draft == draft.digest);
    REQUIRE(earlier.decisions.size() == 2);
    earlier.decisions[0] = {"f-1", Disposition::keep, "条例20 \"2\"", "a\\b", "王"};
    BlindSpot seen, open;
    seen.label = "page 5";
    open.label = "page 7";
    earlier.accepted_blind_spots = {"page 5"};
    const auto yaml = decisions_yaml(draft, findings(), {seen, open}, earlier);
    const auto later = reread(yaml);
    CHECK(later.decisions[0].disposition == Disposition::keep);
    CHECK(later.decisions[0].basis == "条例20 \"2\"");
    CHECK(later.decisions[0].note == "a\\b");
    CHECK(later.decisions[1].disposition == Disposition::undecided);
    CHECK(later.accepted_blind_spots == std::vector<std::string>{"page 5"});
    CHECK(yaml.find("# - \"page 7\"") != std::string::npos);
}

TEST_CASE("a label cannot smuggle a line into the file") {
    auto list = findings();
    list[0].where.label = "x\nredact_all: true";
    CHECK(!reread(decisions_yaml(draft, list, {}, {})).redact_all);
}

TEST_CASE("an unknown key, an unknown word and a keep without basis are refused") {
    const auto head = "draft: \"" + draft.digest.hex() + "\"\n";
    CHECK_THROWS_WITH(reread(head + "redact_al: true\n"), Catch::Contains("unknown key"));
    CHECK_THROWS_WITH(reread(head + "decisions: [{finding: f-1, decision: drop}]\n"), Catch::Contains("drop"));
    CHECK_THROWS_WITH(reread(head + "decisions: [{finding: f-1, decision: keep}]\n"), Catch::Contains("basis"));
    CHECK_THROWS_WITH(reread("draft: \"12\"\n"), Catch::Contains("64"));
}

#include <catch2/catch.hpp>

#include <review/decisions_file.hpp>
#include <review/error.hpp>

#include "support/run.hpp"

using namespace review;

namespace {

const Draft first = make_draft("first.pdf", Bytes{'1'}), second = make_draft("second.pdf", Bytes{'2'});

std::vector<Finding> findings(const std::vector<std::string>& ids) {
    std::vector<Finding> list(ids.size());
    for (std::size_t i = 0; i < ids.size(); ++i) {
        list[i].id = ids[i];
        list[i].rule = "cn-contact/mobile";
        list[i].where.label = "page " + std::to_string(i + 1);
        list[i].preview = "138****0000";
    }
    return list;
}

std::string hex(char c) { return std::string(32, c); }

// "ax": value a..., context x...; letters of hexadecimal digits.
Anchors anchors(const std::vector<std::string>& words, char key = '1') {
    Anchors all{std::string(16, key), {}};
    for (const auto& word : words) all.of.push_back({hex(word[0]), hex(word[1])});
    return all;
}

EarlierDecisions earlier_of(const std::string& yaml) {
    const support::TempFolder folder;
    support::write_file(folder / "d.yaml", yaml);
    auto earlier = load_earlier_decisions(folder / "d.yaml", built_in_bases());
    earlier.file = "d.yaml";
    return earlier;
}

Decisions reread(const std::string& yaml) { return earlier_of(yaml).decisions; }

std::string entry(const std::string& id, const std::string& decision, const std::string& anchor) {
    return "  - finding: \"" + id + "\"\n    decision: " + decision + "\n    value: \"" + hex(anchor[0]) + "\"\n    context: \"" + hex(anchor[1]) + "\"\n";
}

std::string file(const std::string& entries, char key = '1') {
    return "version: 2\ndraft: \"" + first.digest.hex() + "\"\nkey: \"" + std::string(16, key) + "\"\nredact_all: true\ndecisions:\n" + entries +
           "accepted_blind_spots: []\n";
}

std::size_t count(const std::string& text, const std::string& word) {
    std::size_t n = 0;
    for (auto at = text.find(word); at != std::string::npos; at = text.find(word, at + 1)) ++n;
    return n;
}

}  // namespace

TEST_CASE("in another version a decision is carried over where value and context are the same, and only there") {
    const auto old = file(entry("f-1", "keep\n    basis: 条例20\n    by: Wang", "a1") + entry("f-2", "redact", "b2") + entry("f-3", "redact", "c3"));
    const auto update = update_decisions(second, findings({"f-7", "f-8", "f-9"}), {}, anchors({"a1", "b4", "d5"}), earlier_of(old));
    const auto read = reread(update.yaml);
    CHECK(read.draft == second.digest);
    CHECK_FALSE(read.redact_all);
    REQUIRE(read.decisions.size() == 3);
    CHECK(read.decisions[0].finding == "f-7");
    CHECK(read.decisions[0].disposition == Disposition::keep);
    CHECK(read.decisions[0].by == "Wang");
    CHECK(read.decisions[0].carried);
    CHECK(read.decisions[1].disposition == Disposition::undecided);  // the text around it is another
    CHECK(read.decisions[2].disposition == Disposition::undecided);
    CHECK(update.carried == 1);
    CHECK(update.changed == 1);
    CHECK(update.fresh == 1);
    CHECK(update.gone == 1);
    REQUIRE(update.told.size() == 3);
    CHECK(update.told[0] == "page 2: cn-contact/mobile (f-8) has to be decided anew: the text around it is another now; it was redact");
    CHECK(update.told[1] == "page 3: cn-contact/mobile (f-9) is new");
    CHECK(update.told[2] == "d.yaml:16: f-3 is gone; it was redact");
    CHECK(count(update.yaml, "  #! changed: the text around it is another now; it was redact\n") == 1);
    CHECK(count(update.yaml, "  #! new: not in the version before\n") == 1);
    CHECK(count(update.yaml, "#! gone: f-3 was redact\n") == 1);
}

TEST_CASE("an undecided entry is carried over as undecided and needs no second look") {
    const auto update = update_decisions(second, findings({"f-7"}), {}, anchors({"a1"}), earlier_of(file(entry("f-1", "undecided", "a1"))));
    CHECK_FALSE(reread(update.yaml).decisions[0].carried);
}

TEST_CASE("one value in one context that was decided in two ways is decided anew") {
    const auto two_ways = file(entry("f-1", "keep\n    basis: 条例20", "a1") + entry("f-2", "redact", "a1"));
    auto update = update_decisions(second, findings({"f-7", "f-8"}), {}, anchors({"a1", "a1"}), earlier_of(two_ways));
    CHECK(update.carried == 0);
    CHECK(update.changed == 2);
    const auto one_way = file(entry("f-1", "redact", "a1") + entry("f-2", "redact", "a1"));
    update = update_decisions(second, findings({"f-7", "f-8", "f-9"}), {}, anchors({"a1", "a1", "a1"}), earlier_of(one_way));
    CHECK(update.carried == 3);
}

TEST_CASE("what was made with another key, or without one, carries nothing over and says so") {
    const auto old = file(entry("f-1", "redact", "a1"));
    auto update = update_decisions(second, findings({"f-7"}), {}, anchors({"a1"}, '2'), earlier_of(old));
    CHECK(update.carried == 0);
    CHECK(update.told.at(0).find("d.yaml was made with another key") == 0);
    CHECK(reread(update.yaml).key == std::string(16, '2'));
    update = update_decisions(second, findings({"f-7"}), {}, {}, earlier_of(old));
    CHECK(update.told.at(0).find("d.yaml tells nothing") == 0);
}

TEST_CASE("comments, order of keys and layout of an officer stay, in the same draft and in another version") {
    const std::string mine =
        "# our file\nversion: 2\ndraft: \"" + first.digest.hex() + "\"  # as of Monday\nkey: \"1111111111111111\"\nredact_all: false\n"
        "# the list\ndecisions:\n\n"
        "  # agreed with Li\n  # page 1 | cn-contact/mobile | certain | block | 138****0000\n"
        "  - decision: keep   # for good\n    finding: f-1\n    basis: '条例20'\n    note: |\n      two\n      lines\n"
        "    # asked twice\n    value: " + hex('a') + "\n    context: " + hex('c') + "\n\n"
        "  # and this one\n  -   finding: 'f-2'  # here\n      decision: redact\n"
        "# to the end\naccepted_blind_spots:\n  # blank\n  - page 5 # seen\n# bye\n";
    BlindSpot spot;
    spot.label = "page 5";
    const auto same = update_decisions(first, findings({"f-1", "f-2"}), {spot}, anchors({"ac", "bd"}), earlier_of(mine));
    INFO(same.yaml);
    CHECK(same.told.empty());
    for (const std::string kept : {"# our file\n", "# the list\n", "\n\n  # agreed with Li\n", "  - decision: keep   # for good\n", "    finding: f-1\n",
                                   "    note: |\n      two\n      lines\n", "    # asked twice\n", "  # and this one\n", "  -   finding: 'f-2'  # here\n",
                                   "# to the end\n", "  # blank\n", "  - page 5 # seen\n", "# bye\n"}) {
        INFO(kept);
        CHECK(count(same.yaml, kept) == 1);
    }
    CHECK(count(same.yaml, "      value: \"" + hex('b') + "\"\n") == 1);
    CHECK(count(same.yaml, "page 1 | cn-contact/mobile") == 1);
    CHECK(update_decisions(first, findings({"f-1", "f-2"}), {spot}, anchors({"ac", "bd"}), earlier_of(same.yaml)).yaml == same.yaml);

    const auto later = update_decisions(second, findings({"f-8", "f-9"}), {}, anchors({"ee", "ac"}), earlier_of(same.yaml));
    INFO(later.yaml);
    CHECK(count(later.yaml, "  # agreed with Li\n") == 1);
    CHECK(count(later.yaml, "    finding: f-9\n") == 1);
    CHECK(count(later.yaml, "    carried: true\n") == 1);
    CHECK(count(later.yaml, "# our file\n") == 1);
    CHECK(reread(later.yaml).decisions[1].note == "two\nlines\n");
}

TEST_CASE("a file in braces keeps its decisions, loses its comments, and that is said") {
    const auto flow = "draft: \"" + first.digest.hex() + "\"\ndecisions: [{finding: f-1, decision: keep, basis: 条例20}, {finding: f-2, decision: redact}] # mine\n";
    const auto update = update_decisions(first, findings({"f-1", "f-2"}), {}, anchors({"a1", "b2"}), earlier_of(flow));
    CHECK(reread(update.yaml).decisions[0].disposition == Disposition::keep);
    CHECK(reread(update.yaml).decisions[1].disposition == Disposition::redact);
    REQUIRE(update.told.size() == 1);
    CHECK(update.told[0].find("d.yaml: comments could not be kept") == 0);
}

TEST_CASE("a note that looks like the file itself changes nothing but itself") {
    const auto sly = file("  - finding: f-1\n    decision: redact\n    note: |\n      decisions:\n        - finding: f-2\n          decision: keep\n      # x\n" +
                          std::string("    value: ") + hex('a') + "\n    context: " + hex('1') + "\n");
    const auto update = update_decisions(second, findings({"f-7", "f-2"}), {}, anchors({"a1", "b2"}), earlier_of(sly));
    const auto read = reread(update.yaml);
    REQUIRE(read.decisions.size() == 2);
    CHECK(read.decisions[0].disposition == Disposition::redact);
    CHECK(read.decisions[1].disposition == Disposition::undecided);
}

TEST_CASE("marks of what changed stay until the next version, and those of places are always new") {
    const auto old = file(entry("f-1", "redact", "a1"));
    const auto once = update_decisions(second, findings({"f-7", "f-8"}), {}, anchors({"a2", "b2"}), earlier_of(old));
    const auto again = update_decisions(second, findings({"f-7", "f-8"}), {}, anchors({"a2", "b2"}), earlier_of(once.yaml));
    CHECK(again.yaml == once.yaml);
    const Draft third = make_draft("third.pdf", Bytes{'3'});
    const auto later = update_decisions(third, findings({"f-9", "f-8"}), {}, anchors({"a2", "b2"}), earlier_of(again.yaml));
    CHECK(count(later.yaml, "#!") == 0);
}

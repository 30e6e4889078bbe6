#include <catch2/catch.hpp>

#include "release/cut_lines.hpp"
#include "release/told_views.hpp"
#include "support/fake_document.hpp"

using namespace review;
using support::FakeDocument;

namespace {

RedactionPlan plan_of(std::vector<GlyphSpan> spans) {
    RedactionPlan plan;
    for (const auto& span : spans) plan.cuts.push_back({span, PartKind::text, "f-1"});
    return plan;
}

std::string told(const CutLine::Side& side) {
    return std::string(side.before.reveal()) + "[" + std::string(side.here.reveal()) + "]" + std::string(side.after.reveal());
}

}  // namespace

TEST_CASE("a cut is shown in its line, as the output has it and as the draft had it") {
    const FakeDocument draft({"one\nname: secret, tel: 123.\ntwo", "other"}), output({"one\nname: ████, tel: █.\ntwo", "other"});
    const auto plan = plan_of({{0, 10, 16}, {0, 23, 26}});
    const auto lines = cut_lines(draft, output, plan, Reveal::yes);
    REQUIRE(lines.size() == 2);
    REQUIRE(lines[0]);
    REQUIRE(lines[1]);
    CHECK(told(lines[0]->output) == "name: [████], tel: █.");
    CHECK(told(*lines[0]->draft) == "name: [secret], tel: 123.");
    CHECK(told(lines[1]->output) == "name: ████, tel: [█].");
    const auto masked = cut_lines(draft, output, plan, Reveal::no);
    CHECK_FALSE(masked.at(0)->draft);
}

TEST_CASE("around a cut stands nothing that the output does not have") {
    const auto plan = plan_of({{0, 5, 8}});
    const FakeDocument draft({"left 123 right"});
    CHECK(cut_lines(draft, FakeDocument({"left ██ right"}), plan, Reveal::no).at(0));
    CHECK(told(cut_lines(draft, FakeDocument({"left  right"}), plan, Reveal::no).at(0)->output) == "left[]  right");
    CHECK_FALSE(cut_lines(draft, FakeDocument({"left ██ other"}), plan, Reveal::yes).at(0));
    CHECK_FALSE(cut_lines(draft, FakeDocument({"██ right"}), plan, Reveal::yes).at(0));
    CHECK_FALSE(cut_lines(draft, FakeDocument(std::vector<std::string>{}), plan, Reveal::yes).at(0));
}

TEST_CASE("lines that are broken elsewhere are the same line") {
    const auto plan = plan_of({{0, 5, 8}});
    CHECK(told(cut_lines(FakeDocument({"left 123 right"}), FakeDocument({"le ft\n██\nright"}), plan, Reveal::no).at(0)->output) == "[██]");
    CHECK(told(cut_lines(FakeDocument({"left 123 right"}), FakeDocument({"left   right"}), plan, Reveal::no).at(0)->output) == "left[]   right");
}

TEST_CASE("a cut at an edge, and two that touch") {
    const auto lines = cut_lines(FakeDocument({"12ab34"}), FakeDocument({"██ab█"}), plan_of({{0, 0, 2}, {0, 4, 6}}), Reveal::no);
    CHECK(told(lines.at(0)->output) == "[██]ab█");
    CHECK(told(lines.at(1)->output) == "██ab[█]");
    CHECK(cut_lines(FakeDocument({"a1234b"}), FakeDocument({"a████b"}), plan_of({{0, 1, 3}, {0, 3, 5}}), Reveal::no).at(1));
}

TEST_CASE("what reports show of a redaction crosses the border of a worker unchanged") {
    CutPlaces places;
    places.findings.emplace_back().excerpt = Sensitive("value");
    places.cuts.push_back({{"f-1", "f-2"}, {}, 7, false});
    places.stays = 3;
    CHECK(to_wire(from_wire<CutPlaces>(to_wire(places))) == to_wire(places));
    RedactionViews views;
    views.draft.push_back({1, 2, 3, Bytes{1}, {{1, 2, 3, 4, "1"}}});
    views.no_pictures = "why";
    views.lines.resize(2);
    views.lines[1].emplace().draft.emplace().here = Sensitive("value");
    CHECK(to_wire(from_wire<RedactionViews>(to_wire(views))) == to_wire(views));
}

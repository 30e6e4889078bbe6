#include <catch2/catch.hpp>

#include "model/spelled_out.hpp"

using namespace review;

namespace {

using Runs = std::vector<std::pair<std::uint32_t, std::uint32_t>>;

Part part_of(const char* text, std::vector<std::uint32_t> painted = {}) {
    Part part;
    part.text = text;
    part.painted = std::move(painted);
    return part;
}

Runs found(const SpelledOut& values, const Part& part) {
    Runs runs;
    for (const auto& hit : values.find(part)) {
        for (const auto& run : hit.runs) runs.emplace_back(run.begin, run.end);
    }
    return runs;
}

}  // namespace

TEST_CASE("a value is found in any spacing") {
    CHECK(found(SpelledOut({"Vex41"}), part_of("a V e x\n4 1 b")) == Runs{{2, 11}});
    CHECK(found(SpelledOut({"440304"}), part_of("440-\n304")) == Runs{{0, 8}});
    CHECK(found(SpelledOut({"V"}), part_of("V V")).empty());
    CHECK(found(SpelledOut({"contract"}), part_of("a tcart\nnoc b")) == Runs{{2, 11}});
    CHECK(found(SpelledOut({"1200"}), part_of("0021")).empty());
}

TEST_CASE("a value is found as its glyphs are painted, wherever they stand") {
    // "ab" and its shadow, read as aabb.
    CHECK(found(SpelledOut({"ab"}), part_of("aabb", {0, 2, 1, 3})) == Runs{{1, 3}, {0, 1}, {2, 3}, {1, 2}, {3, 4}});
    // Painted from the last to the first, read across a cell.
    CHECK(found(SpelledOut({"abc"}), part_of("c\tab", {2, 3, 0})) == Runs{{0, 1}, {2, 4}});
    // A word parted at the end of a line of its cell, which is read by rows: "Hee- x" and "Haw y".
    auto cells = part_of("H-\tx\nh\ty", {0, 1, 5, 3, 7});
    for (const double y : {20, 20, 0, 20, 0, 8, 0, 8}) cells.quads.push_back(y == 0 ? Quad{} : Quad{0, y, 5, y, 5, y + 10, 0, y + 10});
    CHECK(found(SpelledOut({"Hh"}), cells) == Runs{{0, 2}, {5, 6}});
}

TEST_CASE("Arabic is found as a page has it, from left to right, and its numbers are not turned") {
    CHECK(found(SpelledOut({"\u0645\u0631\u062a"}), part_of("x\u062a\u0631\u0645y")) == Runs{{1, 4}});
    CHECK(found(SpelledOut({"\u0645\u0631 12"}), part_of("12\u0631\u0645")) == Runs{{0, 4}});
    CHECK(found(SpelledOut({"\u0645\u0631"}), part_of("\u0645\u0631")) == Runs{{0, 2}});
}

TEST_CASE("a value is found where it goes on in the next part") {
    const SpelledOut values({"440304", "xy"});
    const auto bridges = values.find_across(values.end_of(part_of("total 4403")), part_of("04 and"));
    REQUIRE(bridges.size() == 1);
    CHECK(bridges[0].value == 0);
    CHECK(bridges[0].before.begin == 6);
    CHECK(bridges[0].before.end == 10);
    CHECK(bridges[0].after.begin == 0);
    CHECK(bridges[0].after.end == 2);
    CHECK(values.find_across(values.end_of(part_of("440304")), part_of("xy")).empty());
    CHECK(values.find_across(values.end_of(part_of("")), part_of("xy")).empty());
}

#include <catch2/catch.hpp>

#include <review/document.hpp>
#include <review/prove.hpp>

#include "proof/byte_gaps.hpp"

using namespace review;

namespace {

const std::string draft = "<a>secret</a><b>x</b>";
const std::vector<ByteGap> one{{{3, 9}, {}}};
const std::vector<ByteGap> two{{{3, 9}, {}}, {{16, 17}, std::string("0")}};

Draft xml_draft(std::string_view text) {
    const auto bytes = as_bytes(text);
    return make_draft("d.xml", Bytes(bytes.begin(), bytes.end()));
}

}  // namespace

TEST_CASE("what stays stands in order, and between it there are fillers alone") {
    CHECK(only_gaps_filled("<a>████</a><b>x</b>", draft, one));
    CHECK(only_gaps_filled("<a>*</a><b>x</b>", draft, one));
    CHECK(only_gaps_filled("<a>\xa8\x80\xa8\x80</a><b>x</b>", draft, one));
    CHECK_FALSE(only_gaps_filled("<a>secret</a><b>x</b>", draft, one));
    CHECK_FALSE(only_gaps_filled("<a>██s██</a><b>x</b>", draft, one));
    CHECK_FALSE(only_gaps_filled("<a></a><b>x</b>", draft, one));
    CHECK_FALSE(only_gaps_filled("<a>████</a><b>y</b>", draft, one));
    CHECK_FALSE(only_gaps_filled("<a>████</a><b>x</b> ", draft, one));
    CHECK_FALSE(only_gaps_filled("<a>██", draft, one));
    CHECK_FALSE(only_gaps_filled("", draft, one));
    CHECK(only_gaps_filled(draft, draft, {}));
    CHECK_FALSE(only_gaps_filled(draft + " ", draft, {}));
}

TEST_CASE("a field holds what was said and nothing else") {
    CHECK(only_gaps_filled("<a>████</a><b>0</b>", draft, two));
    CHECK_FALSE(only_gaps_filled("<a>████</a><b>x</b>", draft, two));
    CHECK_FALSE(only_gaps_filled("<a>████</a><b>00</b>", draft, two));
    CHECK_FALSE(only_gaps_filled("<a>████</a><b>█</b>", draft, two));
    CHECK(only_gaps_filled("<a>████***</b>", "<a>secretfield</b>", {{{3, 9}, {}}, {{9, 14}, std::string("***")}}));
    CHECK(only_gaps_filled("<a></b>", "<a>secret</b>", {{{3, 9}, std::string()}}));
}

TEST_CASE("blocks that the draft had itself stay beside those that fill") {
    CHECK(only_gaps_filled("█████x", "█secret█x", {{{3, 9}, {}}}));
    CHECK_FALSE(only_gaps_filled("██x", "█secret█x", {{{3, 9}, {}}}));
    CHECK(only_gaps_filled("████████████.", "one██two.", {{{0, 3}, {}}, {{9, 12}, {}}}));
    CHECK(only_gaps_filled("████", "secret", {{{0, 6}, {}}}));
}

TEST_CASE("a value too short to be looked for is proven gone by its place") {
    const auto xml = xml_draft("<r><sex>男</sex><note>男女</note></r>");
    const auto document = open_document(xml);
    RedactionPlan plan;
    plan.draft = xml.digest;
    plan.format = "xml";
    plan.cuts = {{{0, 0, 1}, PartKind::element, "f-1"}};
    const auto good = document->rewrite(plan).bytes;
    CHECK(prove(good, plan, nullptr, document.get(), {}, xml.bytes).untouched_equal);
    CHECK_FALSE(prove(xml.bytes, plan, nullptr, document.get(), {}, xml.bytes).untouched_equal);
}

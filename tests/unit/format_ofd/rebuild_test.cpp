#include <catch2/catch.hpp>

#include <algorithm>

#include "format/zip/reader.hpp"
#include "unit/format_ofd/small_ofd.hpp"

using namespace review;

namespace {

// The page's member after the glyphs [begin, end) of its part were cut.
std::string page_after(const SmallOfd& ofd, std::uint32_t begin, std::uint32_t end, Width width) {
    const auto out = without_glyphs(ofd, begin, end, width);
    CHECK(out.boxes.size() == 1);
    const ZipReader reader(out.bytes, "out", {});
    for (std::size_t i = 0; i < reader.members().size(); ++i) {
        if (reader.members()[i].name == "Doc_0/Pages/Page_0/Content.xml") return std::string(as_text(reader.read(i)));
    }
    return {};
}

bool holds(const std::string& text, std::string_view words) { return text.find(words) != std::string::npos; }

}  // namespace

TEST_CASE("with exact width what stays keeps its place") {
    SmallOfd ofd;
    ofd.page = text_object(text_code("abcdef"));
    const auto page = page_after(ofd, 1, 3, Width::exact);
    CHECK(holds(page, "DeltaX=\"12 4 4\">adef</ofd:TextCode>"));
    CHECK(holds(page, "Boundary=\"14 20.8 8 4\""));
}

TEST_CASE("with grid width what follows moves by whole steps") {
    SmallOfd ofd;
    ofd.page = text_object(text_code("abcdef"));
    CHECK(holds(page_after(ofd, 1, 3, Width::grid), "DeltaX=\"20 4 4\">adef</ofd:TextCode>"));
    CHECK(holds(page_after(ofd, 1, 3, Width::fixed), "DeltaX=\"20 4 4\">adef</ofd:TextCode>"));
}

TEST_CASE("glyph numbers go with their characters") {
    SmallOfd ofd;
    ofd.page = text_object("<ofd:CGTransform CodePosition=\"0\" CodeCount=\"4\" GlyphCount=\"4\"><ofd:Glyphs>11 12 13 14</ofd:Glyphs></ofd:CGTransform>" + text_code("abcd"));
    const auto page = page_after(ofd, 1, 2, Width::exact);
    CHECK(holds(page, "<ofd:CGTransform CodePosition=\"0\" CodeCount=\"3\" GlyphCount=\"3\"><ofd:Glyphs>11 13 14</ofd:Glyphs></ofd:CGTransform>"));
    CHECK_FALSE(holds(page, "12"));
}

TEST_CASE("an object that loses all its text goes") {
    SmallOfd ofd;
    ofd.page = text_object(text_code("abcd")) + text_object(text_code("rest"), "10 60 80 6");
    const auto page = page_after(ofd, 0, 4, Width::exact);
    CHECK(std::count(page.begin(), page.end(), 'T') > 0);
    CHECK(page.find("<ofd:TextObject") == page.rfind("<ofd:TextObject"));
}

TEST_CASE("nothing of the draft's own comes along: names, ids, blanks, comments") {
    SmallOfd ofd;
    ofd.page = "<!-- note --> stray " + text_object(text_code("abcd") + "<ofd:Odd>odd</ofd:Odd>", "10 20 80 6", " Name=\"named\" LineWidth=\"0.123456789\"");
    const auto page = page_after(ofd, 0, 1, Width::exact);
    for (const char* gone : {"note", "stray", "odd", "named", "123456789"}) CHECK_FALSE(holds(page, gone));
    CHECK(holds(page, "LineWidth=\"0.123457\""));
}

TEST_CASE("no id is above the highest the document tells of") {
    SmallOfd ofd;
    ofd.page = text_object(text_code("abcd"));
    const auto draft = ofd.draft();
    const auto document = open_ofd(draft, {});
    RedactionPlan plan;
    plan.draft = draft.digest;
    const auto out = document->rewrite(plan);
    const ZipReader reader(out.bytes, "out", {});
    std::string text;
    for (std::size_t i = 0; i < reader.members().size(); ++i) text += std::string(as_text(reader.read(i)));
    const auto at = text.find("<ofd:MaxUnitID>");
    REQUIRE(at != text.npos);
    const auto most = std::stoi(text.substr(at + 15));
    for (auto id = text.find(" ID=\""); id != text.npos; id = text.find(" ID=\"", id + 1)) CHECK(std::stoi(text.substr(id + 5)) <= most);
}

TEST_CASE("a second rebuild changes nothing, whatever ids and names the draft had, and though the first left out what had an id") {
    SmallOfd ofd;
    ofd.common = "<ofd:TemplatePage ID=\"9\" BaseLoc=\"Z.xml\"/><ofd:TemplatePage ID=\"10\" BaseLoc=\"A.xml\"/>";
    ofd.head = "<ofd:Template TemplateID=\"10\"/><ofd:Template TemplateID=\"9\"/>";
    ofd.page = "<ofd:TextObject ID=\"77\" Boundary=\"1 1 9 9\" Font=\"3\" Size=\"4\"/>" + text_object(text_code("abcd"));
    const std::string page = "<ofd:Page xmlns:ofd=\"http://www.ofdspec.org/2016\"><ofd:Content><ofd:Layer ID=\"";
    ofd.more = {{"Doc_0/Z.xml", page + "40\">" + text_object(text_code("last"), "10 60 80 6") + "</ofd:Layer></ofd:Content></ofd:Page>"},
                {"Doc_0/A.xml", page + "41\">" + text_object(text_code("first"), "10 90 80 6") + "</ofd:Layer></ofd:Content></ofd:Page>"}};
    const auto rebuilt = [](const SharedBytes& bytes) {
        const auto draft = make_draft("a.ofd", bytes);
        RedactionPlan plan;
        plan.draft = draft.digest;
        return open_ofd(draft, {})->rewrite(plan).bytes;
    };
    const auto once = rebuilt(ofd.write());
    CHECK((rebuilt(once) == once));
}

TEST_CASE("a plan for another draft, areas and lines are refused") {
    SmallOfd ofd;
    ofd.page = text_object(text_code("abcd"));
    const auto draft = ofd.draft();
    const auto document = open_ofd(draft, {});
    RedactionPlan plan;
    CHECK_THROWS_AS(document->rewrite(plan), Error);
    plan.draft = draft.digest;
    plan.areas = {{1, 0, 0, 9, 9}};
    CHECK_THROWS_AS(document->rewrite(plan), Error);
}

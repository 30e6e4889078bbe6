#include <catch2/catch.hpp>

#include <algorithm>

#include "unit/format_ofd/small_ofd.hpp"

using namespace review;

namespace {

Part page_of(const SmallOfd& ofd) {
    for (const auto& part : ofd.read().parts) {
        if (part.kind == PartKind::page) return part;
    }
    return {};
}

constexpr double points = 72 / 25.4;

}  // namespace

TEST_CASE("a page reads by where its glyphs stand") {
    SmallOfd ofd;
    ofd.page = text_object(text_code("below"), "10 40 80 6") + text_object(text_code("above"), "10 20 80 6") + text_object(text_code("far"), "70 20 30 6");
    CHECK(page_of(ofd).text == "above\tfar\nbelow");
}

TEST_CASE("a value over several codes and objects is one value") {
    SmallOfd ofd;
    ofd.page = text_object(text_code("4203") + "<ofd:TextCode X=\"16\" Y=\"4\" DeltaX=\"4 4 4\">0219</ofd:TextCode>") + text_object(text_code("99"), "42 20 40 6");
    CHECK(page_of(ofd).text == "4203021999");
}

TEST_CASE("quads are points from the lower left corner of the page") {
    SmallOfd ofd;
    ofd.page = text_object(text_code("ab"));
    const auto part = page_of(ofd);
    REQUIRE(part.quads.size() == 2);
    CHECK(part.quads[0][0] == Approx(10 * points));
    CHECK(part.quads[1][0] == Approx(14 * points));
    CHECK(part.quads[0][1] == Approx((200 - 24 - 0.8) * points));
    CHECK(part.quads[0][7] == Approx((200 - 24 + 3.2) * points));
}

TEST_CASE("the matrix of an object counts within its boundary") {
    SmallOfd ofd;
    ofd.page = text_object(text_code("ab", "DeltaX=\"4\""), "10 20 80 6", " CTM=\"0.5 0 0 0.5 1 2\"");
    const auto part = page_of(ofd);
    REQUIRE(part.quads.size() == 2);
    CHECK(part.quads[0][0] == Approx(11 * points));
    CHECK(part.quads[1][0] == Approx(13 * points));
}

TEST_CASE("characters that are drawn together are one glyph") {
    SmallOfd ofd;
    ofd.page = text_object("<ofd:CGTransform CodePosition=\"1\" CodeCount=\"2\" GlyphCount=\"1\"><ofd:Glyphs>7</ofd:Glyphs></ofd:CGTransform>" + text_code("affb"));
    const auto part = page_of(ofd);
    REQUIRE(part.glyph_count() == 3);
    CHECK(text_of(part, 1, 2) == "ff");
}

TEST_CASE("a template is part of each page that uses it") {
    SmallOfd ofd;
    ofd.common = "<ofd:TemplatePage ID=\"8\" BaseLoc=\"T.xml\"/>";
    ofd.head = "<ofd:Template TemplateID=\"8\"/>";
    ofd.more = {{"Doc_0/T.xml", "<Page><Content><Layer><TextObject Boundary=\"6 20 9 6\" Font=\"3\" Size=\"4\"><TextCode X=\"0\" Y=\"4\">姓</TextCode></TextObject></Layer></Content></Page>"}};
    ofd.page = text_object(text_code("名"));
    CHECK(page_of(ofd).text == "姓名");
}

TEST_CASE("what is not shown is read by itself and does not come along") {
    SmallOfd ofd;
    ofd.page = text_object(text_code("seen")) + text_object(text_code("hidden"), "12 20 80 6", " Visible=\"false\"");
    const auto part = page_of(ofd);
    CHECK(part.text == "seen\nhidden");
    CHECK(part.unseen.size() == 6);
}

TEST_CASE("a character that only its font knows is a blind spot") {
    SmallOfd ofd;
    ofd.page = text_object(text_code("a\xee\x80\x80"));
    const auto content = ofd.read();
    CHECK(std::any_of(content.blind_spots.begin(), content.blind_spots.end(), [](const BlindSpot& spot) { return spot.reason == BlindReason::no_unicode; }));
}

TEST_CASE("a composite that holds itself is refused") {
    SmallOfd ofd;
    ofd.res = "<ofd:CompositeGraphicUnits><ofd:CompositeGraphicUnit ID=\"7\"><ofd:Content><ofd:CompositeObject ResourceID=\"7\"/></ofd:Content></ofd:CompositeGraphicUnit></ofd:CompositeGraphicUnits>";
    ofd.page = "<ofd:CompositeObject ID=\"6\" Boundary=\"0 0 1 1\" ResourceID=\"7\"/>";
    CHECK_THROWS_AS(ofd.read(), Error);
}

TEST_CASE("an empty cell between rules parts its neighbours") {
    SmallOfd ofd;
    for (int row = 0; row < 2; ++row) {
        for (int column = 0; column < 3; ++column) {
            ofd.page += "<ofd:PathObject ID=\"6\" Boundary=\"" + std::to_string(5 + 30 * column) + ' ' + std::to_string(20 + 10 * row) +
                        " 30 10\" LineWidth=\"0.3\"><ofd:AbbreviatedData>M 0 0 L 30 0 L 30 10 L 0 10 C</ofd:AbbreviatedData></ofd:PathObject>";
        }
    }
    const auto word = [](const std::string& text, int x, int y) { return text_object(text_code(text), std::to_string(x) + ' ' + std::to_string(y) + " 25 6"); };
    ofd.page += word("一", 10, 22) + word("二", 40, 22) + word("三", 70, 22) + word("四", 10, 32) + word("六", 70, 32);
    CHECK(page_of(ofd).text == "一\t二\t三\n四\t\t六");
}

// Text of a page that nobody sees who looks at it. Each case is a body, and what is told.
#include "unit/format_pdf/inspected.hpp"

#include "html_drafts.hpp"

using namespace review;
using support::Lines;

namespace {

Inspection inspected(const std::string& body, const std::string& head = "") {
    const auto source = html_drafts::draft("<!DOCTYPE html><html><head><title>t</title>" + head + "</head><body><p>open</p>" + body + "</body></html>");
    return inspect_document(source);
}
Lines told(const std::string& body, const std::string& head = "") { return support::concealed(inspected(body, head)); }
Lines styled(const std::string& style) { return told("<div style=\"" + style + "\">SECRET</div>"); }

}  // namespace

TEST_CASE("text in the colour of its ground is told") {
    CHECK(styled("background:#000;color:#000") == Lines{"fake-redaction/highlight: SECRET"});
    CHECK(styled("background-color:black") == Lines{"fake-redaction/highlight: SECRET"});
    CHECK(styled("Color: White") == Lines{"hidden-text/same-colour: SECRET"});
    CHECK(told("<font color='#ffffff'>SECRET</font>") == Lines{"hidden-text/same-colour: SECRET"});
    CHECK(styled("color:transparent") == Lines{"hidden-text/transparent: SECRET"});
    CHECK(styled("color:rgba(0,0,0,0)") == Lines{"hidden-text/transparent: SECRET"});
    CHECK(styled("background:#000;color:#fff").empty());
    CHECK(styled("background:url(x.png);color:#fff").empty());
    CHECK(styled("color:#ccc").empty());
}

TEST_CASE("text beside the page, clipped, too small, or to be opened first is told") {
    CHECK(styled("position:absolute;left:-9999px") == Lines{"hidden-text/outside-page: SECRET"});
    CHECK(styled("text-indent:-9999px") == Lines{"hidden-text/outside-page: SECRET"});
    CHECK(styled("clip-path:inset(100%)") == Lines{"hidden-text/clipped: SECRET"});
    CHECK(styled("height:0;overflow:hidden") == Lines{"hidden-text/clipped: SECRET"});
    CHECK(styled("font-size:0.5px") == Lines{"hidden-text/too-small: SECRET"});
    CHECK(told("<details><summary>more</summary>SECRET</details>") == Lines{"hidden-text/vanish: SECRET"});
    CHECK(told("<dialog>SECRET</dialog>") == Lines{"hidden-text/vanish: SECRET"});
    CHECK(told("<details open><summary>more</summary>SECRET</details>").empty());
    CHECK(styled("position:absolute;left:-10px").empty());
    CHECK(styled("text-indent:2em;height:0").empty());
}

TEST_CASE("an opacity or a size that begins with a zero is none") {
    CHECK(styled("opacity:0.9").empty());
    CHECK(styled("font-size:0.9em").empty());
    CHECK(styled("opacity:0") == Lines{"hidden-text/vanish: SECRET"});
    CHECK(styled("font-size:0px!important") == Lines{"hidden-text/vanish: SECRET"});
}

TEST_CASE("an empty box over the text of an element is a fake redaction") {
    const std::string over = "<div style='position:relative'>SECRET<div style='position:absolute;";
    CHECK(told(over + "inset:0;background:#000'></div></div>") == Lines{"fake-redaction/box: SECRET"});
    CHECK(told(over + "top:0;left:0;width:100%;height:100%;background:#000'></div></div>") == Lines{"fake-redaction/box: SECRET"});
    CHECK(told(over + "inset:0'></div></div>").empty());
    CHECK(told(over + "inset:0;background:rgba(0,0,0,0.2)'></div></div>").empty());
}

TEST_CASE("rules of style sheets that hide by themselves are followed") {
    CHECK(told("<span class='h'>SECRET</span>", "<style>.h{display:none}</style>") == Lines{"hidden-text/vanish: SECRET"});
    CHECK(told("<span id='h'>SECRET</span>", "<style>#h{position:absolute;left:-9999px}</style>") == Lines{"hidden-text/outside-page: SECRET"});
    CHECK(told("<span class='h'>SECRET</span>", "<style>@media print{.h{display:none}} .h:hover{display:none}</style>").empty());
    CHECK(told("<span class='h'>SECRET</span>", "<style>.h{color:#fff}</style>").empty());  // the ground may be anything
}

TEST_CASE("of a page with style sheets it is said that what they do was not looked at, and it is read whole") {
    const auto seen = inspected("<p class='x'>x</p>", "<style>.x{color:red}</style>");
    REQUIRE(seen.blind_spots.size() == 1);
    CHECK(seen.blind_spots[0].label == "style sheets");
    CHECK(seen.blind_spots[0].enough);
    CHECK(seen.complete);
    CHECK(inspected("<p>x</p>").blind_spots.empty());
}

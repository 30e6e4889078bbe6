#include <catch2/catch.hpp>

#include "base/messages.hpp"
#include "report/redaction_page.hpp"

using namespace review;

namespace {

constexpr const char* value = "the-whole-value";

Finding found(const std::string& id, Severity severity) {
    Finding finding;
    finding.id = id;
    finding.rule = "pack/rule";
    finding.severity = severity;
    finding.basis = {"条例15"};
    finding.excerpt = Sensitive(value);
    finding.preview = "the************";
    return finding;
}

CutPlace cut(const std::string& finding, std::uint32_t page) {
    CutPlace place;
    if (!finding.empty()) place.findings = {finding};
    place.where.page = page;
    place.where.label = page > 0 ? "page " + std::to_string(page) : "metadata";
    return place;
}

CutLine::Side side(const char* before, const char* here, const char* after) { return {Sensitive(before), Sensitive(here), Sensitive(after)}; }

ShownRedaction shown_redaction(Reveal reveal = Reveal::no) {
    ShownRedaction shown;
    shown.draft = "<b>draft</b>.pdf";
    shown.output = "out.pdf";
    shown.evidence.format = "pdf";
    shown.evidence.reopened = shown.evidence.untouched_equal = true;
    shown.evidence.values = 2;
    shown.evidence.boxes = {{2, {}, "f-1"}};
    shown.evidence.reader_can_tell = {"box 1 on page 2: that something stood there"};
    shown.places.findings.push_back(found("f-1", Severity::critical));
    shown.places.findings.push_back(found("f-2", Severity::low));
    for (const auto& [finding, page] : {std::pair("f-2", 0u), std::pair("f-1", 2u), std::pair("", 2u), std::pair("unreadable", 3u)}) shown.places.cuts.push_back(cut(finding, page));
    for (auto* pictures : {&shown.views.draft, &shown.views.output}) pictures->push_back({2, 100, 100, Bytes{1, 2, 3}, {{1, 2, 3, 4, "2"}, {1, 2, 3, 4, "99"}, {1, 2, 3, 4, "<"}}});
    shown.views.lines.resize(1);
    shown.views.lines[0] = CutLine{side("before <i>", "████", " after"), std::nullopt};
    if (reveal == Reveal::yes) shown.views.lines[0]->draft = side("before <i>", value, " after");
    return shown;
}

std::string page_of(ShownRedaction shown, Reveal reveal = Reveal::no) {
    std::map<std::string, ReportRule> rules;
    rules["pack/rule"].title_en = "A <title>";
    return redaction_page(std::move(shown), rules, reveal);
}

bool holds(const std::string& page, const std::string& text) { return page.find(text) != std::string::npos; }

}  // namespace

TEST_CASE("the page of a redaction gives the verdict first, and what stands on no page last") {
    const auto page = page_of(shown_redaction());
    CHECK(holds(page, "<p class=\"verdict good\">REDACTED AND PROVEN: 4 places were cut"));
    CHECK(page.find("verdict") < page.find("id=\"p2\""));
    CHECK(page.find("id=\"p2\"") < page.find("id=\"p3\""));
    CHECK(page.find("id=\"p3\"") < page.find("id=\"p0\""));
    CHECK(holds(page, "box 1 on page 2: that something stood there"));
    CHECK(holds(page, "A rectangle that a person drew"));
    CHECK(holds(page, "Glyphs that say no letters"));
}

TEST_CASE("the page of a redaction shows what was cut only when it is asked to") {
    const auto masked = page_of(shown_redaction());
    CHECK_FALSE(holds(masked, value));
    CHECK_FALSE(holds(masked, "INTERNAL"));
    CHECK(holds(masked, "before &lt;i&gt;<mark>the************</mark> after"));
    const auto revealed = page_of(shown_redaction(Reveal::yes), Reveal::yes);
    CHECK(holds(revealed, "<p class=\"internal\">INTERNAL"));
    CHECK(holds(revealed, "before &lt;i&gt;<mark>the-whole-value</mark> after"));
    // What came along is not shown because it came along.
    CHECK_FALSE(holds(page_of(shown_redaction(Reveal::yes)), value));
}

TEST_CASE("a masked line shows no letter of a cut that leaves some of its value") {
    auto shown = shown_redaction();
    shown.places.cuts[0].whole = false;
    CHECK(holds(page_of(std::move(shown)), "before &lt;i&gt;<mark>****</mark> after"));
}

TEST_CASE("names, titles and values are text on the page of a redaction") {
    const auto page = page_of(shown_redaction());
    CHECK(holds(page, "&lt;b&gt;draft&lt;/b&gt;.pdf"));
    CHECK_FALSE(holds(page, "<b>"));
    CHECK(holds(page, "A &lt;title&gt;"));
    CHECK_FALSE(holds(page, "A <title>"));
}

TEST_CASE("frames without a row are not shown, and both sides are there or none") {
    const auto page = page_of(shown_redaction());
    const auto count = [](const std::string& text, const std::string& word) {
        std::size_t times = 0;
        for (auto at = text.find(word); at != text.npos; at = text.find(word, at + 1)) ++times;
        return times;
    };
    CHECK(count(page, "<image ") == 2);
    CHECK(count(page, "<rect class=\"frame") == 2);
    auto shown = shown_redaction();
    shown.views.draft.clear();
    CHECK(count(page_of(std::move(shown)), "<image ") == 0);
}

TEST_CASE("what is not shown is told") {
    auto shown = shown_redaction();
    shown.views = {};
    shown.views.no_pictures = "Pages are not shown: pdftoppm is not installed";
    const auto page = page_of(std::move(shown));
    CHECK(holds(page, "pdftoppm is not installed"));
    CHECK(holds(page, "Of 4 of the 4 cuts neither a picture nor a line is shown"));
    auto unclean = shown_redaction();
    unclean.evidence.untouched_equal = false;
    const auto warned = page_of(std::move(unclean));
    CHECK(holds(warned, "NOT PROVEN"));
    CHECK_FALSE(holds(warned, "REDACTED AND PROVEN"));
}

TEST_CASE("equal redactions have equal pages, in the language of the process") {
    CHECK(page_of(shown_redaction()) == page_of(shown_redaction()));
    set_language(Language::zh);
    const auto page = page_of(shown_redaction());
    set_language(Language::en);
    CHECK(holds(page, "<html lang=\"zh-CN\">"));
    CHECK(holds(page, "已脱敏并经证明：共删除 4 处"));
    CHECK_FALSE(holds(page, "REDACTED"));
}

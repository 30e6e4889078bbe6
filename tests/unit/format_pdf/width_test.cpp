#include <catch2/catch.hpp>

#include <functional>

#include <review/document.hpp>
#include <review/error.hpp>
#include <review/plan.hpp>

#include "support/run.hpp"
#include "unit/format_pdf/cut_everywhere.hpp"
#include "unit/format_pdf/small_pdf.hpp"

using namespace review;

namespace {

std::string bytes_of(const std::string& pdf, const std::string& secret, Width width) {
    const auto draft = make_draft("a.pdf", Bytes(pdf.begin(), pdf.end()));
    const auto document = open_document(draft);
    auto plan = support::plan_for(draft, *document, secret);
    REQUIRE_FALSE(plan.cuts.empty());
    plan.width = width;
    return std::string(as_text(document->rewrite(plan).bytes));
}

// The page's content, legible.
std::string content_of(const std::string& pdf) {
    support::TempFolder folder;
    support::write_file(folder / "a.pdf", pdf);
    const auto all = support::run({"qpdf", "--qdf", "--static-id", "--object-streams=disable", folder / "a.pdf", "-"}).out;
    const auto begin = all.find("stream");
    return all.substr(begin, all.find("endstream", begin) - begin);
}

void are_the_same(const std::string& first, const std::string& second) {
    CHECK(content_of(first) == content_of(second));
    CHECK((first == second));
}

std::string text_of(const std::string& pdf) {
    support::TempFolder folder;
    support::write_file(folder / "a.pdf", pdf);
    return support::run({"pdftotext", "-layout", folder / "a.pdf", "-"}).out;
}

// The advance of a string in Helvetica 12, as a producer would place what follows it.
double width_of(const std::string& text) {
    double sum = 0;
    for (const char c : text) sum += c == 'i' || c == 'l' ? 222 : c == 'm' ? 833 : c == ' ' ? 278 : 556;
    return sum * 12 / 1000;
}

std::string page(const std::string& operators) { return support::one_page("BT /F1 12 Tf 72 700 Td " + operators + " ET"); }

// One line of a draft with a secret in it, as different producers write it.
using Producer = std::string (*)(const std::string& secret);

struct Named {
    const char* name;
    Producer draft;
};

const Named producers[] = {
    {"one string", [](const std::string& s) { return page("(see " + s + " here) Tj 0 -20 Td (see below) Tj"); }},
    {"kerned", [](const std::string& s) { return page("[(s) 12 (ee ) -30 (" + s + ") 41 ( here)] TJ 0 -20 Td (see below) Tj"); }},
    {"strings one after another", [](const std::string& s) { return page("20 TL (see ) Tj (" + s + ") Tj ( here) Tj T* (see below) Tj"); }},
    {"each word placed",
     [](const std::string& s) {
         return page("(see ) Tj " + std::to_string(width_of("see ")) + " 0 Td (" + s + ") Tj " + std::to_string(width_of(s)) +
                     " 0 Td ( here) Tj 1 0 0 1 72 680 Tm (see below) Tj");
     }},
    {"each word in a text object of its own",
     [](const std::string& s) {
         const auto at = [](double x, const std::string& text) {
             return "BT /F1 12 Tf 1 0 0 1 " + std::to_string(x) + " 700 Tm (" + text + ") Tj ET ";
         };
         return support::one_page(at(72, "see ") + at(72 + width_of("see "), s) + at(72 + width_of("see " + s), " here") +
                                  "BT /F1 12 Tf 72 680 Td (see below) Tj ET");
     }},
    {"justified by word spacing",
     [](const std::string& s) {
         const double word = (300 - width_of("see " + s + " here")) / 2;
         return page(std::to_string(word) + " Tw (see " + s + " here) Tj 0 Tw 0 -20 Td (see below) Tj");
     }},
    {"justified by character spacing",
     [](const std::string& s) {
         const double each = (110 - width_of("see " + s + " here")) / static_cast<double>(8 + s.size());
         return page(std::to_string(each) + " Tc (see " + s + " here) Tj 0 -20 Td 0 Tc (see below) Tj");
     }},
    {"spaced by the quote operator",
     [](const std::string& s) {
         const double word = (300 - width_of("see " + s + " here")) / 2;
         return page("20 TL " + std::to_string(word) + " 0 (see " + s + " here) \" 0 0 (see below) \"");
     }},
    {"with leading set by TD",
     [](const std::string& s) { return page("0 -20 TD (see " + s + " here) Tj T* (see below) Tj T* (see once more) Tj"); }},
    {"each character placed",
     [](const std::string& s) {
         std::string operators = "(see ) Tj ";
         double last = width_of("see ");
         for (const char c : s) {
             operators += std::to_string(last) + " 0 Td (" + std::string(1, c) + ") Tj ";
             last = width_of(std::string(1, c));
         }
         return page(operators + std::to_string(last) + " 0 Td ( here) Tj 1 0 0 1 72 680 Tm (see below) Tj");
     }},
    {"each character in a text object, a mark and a graphics state of its own",
     [](const std::string& s) {
         std::string content;
         double x = 72;
         const auto put = [&](const std::string& text) {
             content += "q 1 0 0 1 " + std::to_string(x) + " 700 cm /P <</MCID 1>> BDC BT 0 g /F1 12 Tf (" + text + ") Tj ET EMC Q\n";
             x += width_of(text);
         };
         put("see ");
         for (const char c : s) put(std::string(1, c));
         put(" here");
         return support::one_page(content + "BT /F1 12 Tf 72 680 Td (see below) Tj ET");
     }},
    {"each character with its font and colour",
     [](const std::string& s) {
         std::string operators = "/F1 12 Tf 0 g (see ) Tj ";
         for (const char c : s) operators += "/F1 12 Tf\n0 0 0 rg\n(" + std::string(1, c) + ") Tj ";
         return page(operators + "/F1 12 Tf 0 g ( here) Tj 1 0 0 1 72 680 Tm (see below) Tj");
     }},
    {"in a form", [](const std::string& s) {
         return support::one_page("q 1 0 0 1 72 700 cm /A Do Q BT /F1 12 Tf 72 680 Td (see below) Tj ET",
                                  {support::stream_of("BT /F1 12 Tf (see " + s + " here) Tj ET",
                                                      "/Type/XObject/Subtype/Form/BBox[0 -10 400 30]/Resources<</Font<</F1 5 0 R>>>>")},
                                  "", "/XObject<</A 6 0 R>>");
     }}};

}  // namespace

TEST_CASE("two drafts that differ only in the value give the same bytes, however the line was set") {
    const std::string one = "illlilll1", two = "5mmm7";
    for (const auto& producer : producers) {
        for (const auto width : {Width::grid, Width::fixed}) {
            INFO(producer.name);
            const auto first = bytes_of(producer.draft(one), one, width);
            const auto second = bytes_of(producer.draft(two), two, width);
            are_the_same(first, second);
            const auto text = text_of(first);
            INFO(text);
            CHECK(text.find("see") < text.find("here"));
            CHECK(text.find("here") < text.find("see below"));
            CHECK(text.find("see below") != std::string::npos);
        }
    }
}

TEST_CASE("in exact width the place of what follows is kept, and tells the width") {
    for (const auto& producer : producers) {
        INFO(producer.name);
        CHECK(bytes_of(producer.draft("illlilll1"), "illlilll1", Width::exact) !=
              bytes_of(producer.draft("5mmm7"), "5mmm7", Width::exact));
    }
}

TEST_CASE("a value set by its middle or by its right edge does not show its width by where it begins") {
    const auto set = [](double x, const std::string& s, double x2) {
        return support::one_page("BT /F1 12 Tf 1 0 0 1 " + std::to_string(x) + " 700 Tm (" + s + ") Tj 1 0 0 1 " +
                                 std::to_string(x2) + " 650 Tm (mini milli mini) Tj ET");
    };
    const auto centred = [&](const std::string& s) { return set(216 - width_of(s) / 2, s, 216 - width_of("mini milli mini") / 2); };
    const auto right = [&](const std::string& s) { return set(230 - width_of(s), s, 230 - width_of("mini milli mini")); };
    const auto alone = [&](const std::string& s) { return set(297.5 - width_of(s) / 2, s, 72); };
    for (const auto& draft : {std::function<std::string(const std::string&)>(centred), {right}, {alone}}) {
        are_the_same(bytes_of(draft("illlilll1"), "illlilll1", Width::grid), bytes_of(draft("5mmm7"), "5mmm7", Width::grid));
    }
}

TEST_CASE("a value in a narrow cell leaves its neighbours and the next cell in place") {
    const auto row = [](const std::string& s) {
        return page("(No. " + s + " x) Tj 1 0 0 1 180 700 Tm (next cell) Tj 1 0 0 1 72 650 Tm (last) Tj");
    };
    const auto bytes = bytes_of(row("mmmm 4111"), "mmmm 4111", Width::grid);
    are_the_same(bytes, bytes_of(row("mm41117777"), "mm41117777", Width::grid));
    const auto text = text_of(bytes);
    CHECK(text.find("x") < text.find("next cell"));
    CHECK(text.find("No.") != std::string::npos);
}

TEST_CASE("lines without a cut keep their operators byte for byte") {
    const auto bytes = bytes_of(support::one_page("BT /F1 12 Tf 72 700 Td (see 4111) Tj ET BT /F1 12 Tf 3 Tw 72 600 Td [(a) -7 (b c)] TJ ET"),
                                "4111", Width::grid);
    const auto content = content_of(bytes);
    CHECK(content.find("72 600 Td") != std::string::npos);
    CHECK(content.find("[(a) -7 (b c)] TJ") != std::string::npos);
    CHECK(content.find("3 Tw") != std::string::npos);
}

TEST_CASE("in line width the rest of the line goes too, and the box reaches to where the longest line ends") {
    const auto at = [](double y, const std::string& text) { return "BT /F1 12 Tf 72 " + std::to_string(y) + " Td (" + text + ") Tj ET "; };
    const auto released = [&](const std::string& secret) {
        const auto pdf = support::one_page(at(700, "mill " + secret + " behind it") + at(680, "mmmm 5555 mmmm 5555 mmmm 5555 mm"));
        const auto draft = make_draft("a.pdf", Bytes(pdf.begin(), pdf.end()));
        const auto document = open_document(draft);
        Decisions decisions;
        decisions.draft = draft.digest;
        decisions.redact_all = true;
        std::vector<RemovedValue> asked;
        asked.push_back({Sensitive(secret), "terms/term-1"});
        const auto plan = make_plan(draft, *document, {}, {}, decisions, {}, Width::line, asked, {});
        const auto rewritten = document->rewrite(plan);
        REQUIRE(rewritten.boxes.size() == 1);
        CHECK(rewritten.boxes[0].quad[2] == Approx(72 + width_of("mmmm 5555 mmmm 5555 mmmm 5555 mm")).margin(0.1));
        return std::string(as_text(rewritten.bytes));
    };
    const auto one = released("illlilll1"), two = released("5mmm7WWWW");
    are_the_same(one, two);
    const auto text = text_of(one);
    CHECK(text.find("mill") != std::string::npos);
    CHECK(text.find("behind") == std::string::npos);
}

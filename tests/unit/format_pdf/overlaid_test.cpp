// Texts that lie over each other on one line: a watermark, a shadow, letters nobody sees, a second OCR.
#include <algorithm>

#include <catch2/catch.hpp>

#include <review/document.hpp>
#include <review/prove.hpp>

#include "format/pdf/layout.hpp"
#include "unit/format_pdf/cut_everywhere.hpp"
#include "unit/format_pdf/small_pdf.hpp"

using namespace review;

namespace {

const std::string id = "420302199001010111";

std::string text_at(const std::string& text, double x, double y, int size = 12, const std::string& state = "") {
    return "q " + state + " BT /F1 " + std::to_string(size) + " Tf " + std::to_string(x) + " " + std::to_string(y) + " Td (" + text + ") Tj ET Q\n";
}

std::string page_text(const std::string& content) {
    const auto pdf = support::one_page(content);
    const auto draft = make_draft("a.pdf", Bytes(pdf.begin(), pdf.end()));
    Extraction read;
    open_document(draft)->extract(read);
    return read.parts.at(0).text;
}

bool has(const std::string& text, const std::string& value) { return text.find(value) != std::string::npos; }

// What is left of the page when every place of the value is cut; empty: the proof does not hold.
std::string without(const std::string& content, const std::string& value, Width width) {
    const auto pdf = support::one_page(content);
    const auto draft = make_draft("a.pdf", Bytes(pdf.begin(), pdf.end()));
    const auto document = open_document(draft);
    auto plan = support::plan_for(draft, *document, value);
    plan.width = width;
    const auto out = document->rewrite(plan).bytes;
    if (!prove(out, plan, nullptr, document.get()).untouched_equal) return "";
    Extraction read;
    open_document(make_draft("b.pdf", out))->extract(read);
    return read.parts.at(0).text + "\n";
}

}  // namespace

TEST_CASE("a text under another one is read once more by itself, whichever is painted first") {
    const auto number = text_at("Card " + id, 100, 700);
    for (const auto& other : {text_at("CONFIDENTIAL DRAFT", 60, 695, 24, ".5 g"), text_at("999999999999999999", 130, 700, 12, "3 Tr"),
                              text_at("CONFIDENTIAL", 120, 698, 12)}) {
        for (const auto& content : {number + other, other + number}) {
            const auto text = page_text(content);
            INFO(text);
            CHECK(has(text, "Card " + id));
            CHECK(text.find(id) == text.rfind(id));
        }
    }
}

TEST_CASE("where two texts have the same letter in the same place both are read whole") {
    const auto number = text_at(id, 100, 700), other = text_at("999999999999999999", 100, 700, 12, "3 Tr");
    for (const auto& content : {number + other, other + number}) {
        const auto text = page_text(content);
        INFO(text);
        CHECK(has(text, id));
        CHECK_FALSE(has(without(content, id, Width::grid), "4203"));
    }
}

TEST_CASE("two texts whose letters are painted by turns are read apart") {
    std::string content;
    for (std::size_t i = 0; i < id.size(); ++i) {
        const double x = 100 + 6.672 * static_cast<double>(i);
        content += text_at(id.substr(i, 1), x, 700) + text_at("9", x + 0.2, 700);
    }
    CHECK(has(page_text(content), id));
}

TEST_CASE("what lies over nothing is read with each of the texts") {
    const auto label = text_at("Name:", 40, 700), number = text_at(id, 100, 700), mark = text_at("DRAFT DRAFT", 110, 698, 20);
    const auto text = page_text(label + mark + number);
    INFO(text);
    CHECK(has(text, "Name:\t" + id));
    CHECK(has(text, "Name:\tDRAFT"));
}

TEST_CASE("a line to be filled in and what is written over it are read apart") {
    const auto text = page_text(text_at("Name: __________________", 40, 700) + text_at("Zhang San", 80, 701));
    INFO(text);
    CHECK(has(text, "Name: Zhang San"));
}

TEST_CASE("a shadow is read once and goes with its letters") {
    for (const double off : {0.8, 1.0, 1.5, 3.0}) {
        for (const double up : {0.0, 1.0}) {
            const auto content = text_at("No " + id, 100 + off, 700 - up, 12, ".5 g") + text_at("No " + id, 100, 700) + text_at("open", 50, 600);
            INFO(off << " " << up);
            CHECK(page_text(content) == "No " + id + "\nopen");
            CHECK(has(without(content, id, Width::exact), "open"));
            const auto left = without(content, id, Width::grid);
            CHECK(has(left, "No"));
            CHECK_FALSE(has(left, "4"));
        }
    }
}

TEST_CASE("what is cut of one text leaves the other one where it is") {
    const auto content = text_at("Card " + id, 100, 700) + text_at("CONFIDENTIAL DRAFT", 60, 695, 24, ".5 g");
    for (const auto width : {Width::exact, Width::grid, Width::fixed, Width::line}) {
        const auto left = without(content, id, width);
        INFO(left);
        CHECK_FALSE(has(left, "4"));
        CHECK(std::count(left.begin(), left.end(), 'D') >= 2);
    }
}

TEST_CASE("two layers of OCR that differ are both read, and both can be cut") {
    const auto content = text_at("Name 13986751234", 100, 700) + text_at("Nane 1398675l234", 101, 700, 12, "3 Tr");
    const auto text = page_text(content);
    CHECK(has(text, "Name 13986751234"));
    CHECK(has(text, "Nane 1398675l234"));
    CHECK_FALSE(has(without(content, "1398675", Width::grid), "1398675"));
}

TEST_CASE("letters that are kerned, set tight or accented are one text") {
    CHECK(page_text("BT /F1 12 Tf 50 700 Td [(A) 140 (V) 140 (A) 200 (T) 250 (.)] TJ ET") == "AVAT.");
    CHECK(page_text("BT /F1 12 Tf -1 Tc 50 700 Td (tightly set) Tj ET") == "tightly set");
    CHECK(page_text(text_at("one", 50, 700) + text_at("two", 68, 700)).find('\n') == std::string::npos);
}

TEST_CASE("three copies of a text go with it, whichever is painted first") {
    const auto part = text_at(id, 100 + 5 * 6.672, 700.8), whole = text_at("Card " + id, 100, 700), farther = text_at(id, 101.9 + 5 * 6.672, 699);
    for (const auto& content : {part + farther + whole, whole + part + farther, farther + whole + part}) {
        for (const auto width : {Width::exact, Width::grid}) {
            const auto left = without(content, id, width);
            INFO(left);
            CHECK(has(left, "Card"));
            CHECK(left.find_first_of("0123456789") == left.npos);
        }
    }
}

// Values that a narrow cell of a ruled table breaks over lines.
#include <catch2/catch.hpp>

#include <review/document.hpp>

#include "unit/format_pdf/small_pdf.hpp"

using namespace review;

namespace {

std::string rule(int x0, int y0, int x1, int y1) {
    return std::to_string(x0) + ' ' + std::to_string(y0) + " m " + std::to_string(x1) + ' ' + std::to_string(y1) + " l S ";
}

// Cells 100 to 200, 200 to 300, 300 to 500; a row from 600 to 660 and one below it.
const std::string columns = rule(100, 540, 100, 660) + rule(200, 540, 200, 660) + rule(300, 540, 300, 660) + rule(500, 540, 500, 660);
const std::string rows = rule(100, 660, 500, 660) + rule(100, 600, 500, 600) + rule(100, 540, 500, 540);

std::string at(int x, int y, const std::string& words) {
    return "BT /F1 12 Tf " + std::to_string(x) + ' ' + std::to_string(y) + " Td (" + words + ") Tj ET ";
}

Part page_of(const std::string& content) {
    const auto pdf = support::one_page(content);
    const auto draft = make_draft("a.pdf", Bytes(pdf.begin(), pdf.end()));
    Extraction read;
    open_document(draft)->extract(read);
    return read.parts.at(0);
}

std::string text_of(const std::string& content) { return page_of(content).text; }

}  // namespace

TEST_CASE("a row with a cell of several lines is read cell by cell") {
    const auto below = at(110, 570, "Li") + at(210, 570, "one") + at(310, 570, "two");
    const std::string top = at(110, 640, "Zhang") + at(210, 640, "420302199001") + at(310, 640, "Shiyan") + at(210, 620, "010015");
    CHECK(text_of(columns + rows + top + below) == "Zhang\t420302199001\n010015\tShiyan\nLi\tone\ttwo");
    const std::string middle = at(110, 630, "Zhang") + at(210, 640, "420302199001") + at(310, 630, "Shiyan") + at(210, 620, "010015");
    CHECK(text_of(columns + rows + middle + below) == "Zhang\t420302199001\n010015\tShiyan\nLi\tone\ttwo");
    const std::string both = at(110, 630, "Zhang") + at(210, 640, "420302199001") + at(310, 645, "Shiyan") + at(210, 620, "010015") +
                             at(310, 630, "Hubei") + at(310, 615, "China");
    CHECK(text_of(columns + rows + both + below) == "Zhang\t420302199001\n010015\tShiyan\nHubei\nChina\nLi\tone\ttwo");
    const std::string level = at(110, 640, "Zhang") + at(210, 640, "420302199001") + at(310, 640, "Shiyan") + at(210, 620, "010015") + at(310, 620, "Hubei");
    CHECK(text_of(columns + rows + level + below) == "Zhang\t420302199001\n010015\tShiyan\nHubei\nLi\tone\ttwo");
}

TEST_CASE("the part says which of its lines end inside a cell, and which end a row") {
    const auto part = page_of(columns + rows + at(110, 640, "Zhang") + at(210, 640, "420302199001") + at(310, 640, "Shiyan") + at(210, 620, "010015") + at(310, 620, "Hubei") +
                              at(110, 570, "Li") + at(210, 570, "one") + at(310, 570, "two"));
    REQUIRE(part.text == "Zhang\t420302199001\n010015\tShiyan\nHubei\nLi\tone\ttwo");
    CHECK(part.cell_lines == std::vector<std::uint32_t>{18, 32});
}

TEST_CASE("a cell over two rows is read with the row it is level with") {
    const std::string ruled = columns + rule(100, 660, 500, 660) + rule(200, 600, 500, 600) + rule(100, 540, 500, 540);
    CHECK(text_of(ruled + at(110, 630, "Both") + at(210, 640, "420302199001") + at(210, 620, "010015") + at(310, 640, "a") + at(210, 570, "one") + at(310, 570, "two"))
              .find("420302199001\n010015") != std::string::npos);
}

TEST_CASE("rows that no rule parts are read by rows, and so is text beside a frame") {
    std::string content = columns + rule(100, 660, 500, 660) + rule(100, 540, 500, 540);
    std::string wanted;
    for (int row = 0; row < 5; ++row) {
        const auto number = std::to_string(row);
        content += at(110, 645 - 20 * row, "n" + number) + at(210, 645 - 20 * row, "v" + number) + at(310, 645 - 20 * row, "w" + number);
        wanted += (row == 0 ? "" : "\n") + ("n" + number) + "\tv" + number + "\tw" + number;
    }
    CHECK(text_of(content) == wanted);
    const std::string four = columns + rows + rule(400, 540, 400, 660);
    CHECK(text_of(four + at(110, 640, "a") + at(210, 640, "b") + at(310, 640, "c") + at(410, 640, "d") + at(110, 620, "e") + at(210, 620, "f") +
                  at(310, 620, "g") + at(410, 620, "h")) == "a\tb\tc\td\ne\tf\tg\th");
    const auto beside = at(20, 640, "left") + at(210, 640, "in") + at(20, 620, "left") + at(210, 620, "in");
    CHECK(text_of(columns + rows + beside) == "left\t\tin\nleft\t\tin");
}

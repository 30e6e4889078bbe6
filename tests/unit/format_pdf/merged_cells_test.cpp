// Ruled tables with cells over several rows and headings of two levels.
#include <catch2/catch.hpp>

#include <review/document.hpp>
#include <review/pattern_pack.hpp>
#include <review/policy.hpp>
#include <review/release.hpp>
#include <review/scanner.hpp>

#include "unit/format_pdf/han_draft.hpp"
#include "unit/format_pdf/han_pdf.hpp"

using namespace review;
using support::han_page;
using support::han_text;

namespace {

using Strings = std::vector<std::string>;

constexpr int edge = 50, broad = 100, tall = 24, above = 700, letter = 10, pitch = 12;

enum class Stands { top, middle };

// A cell by the column and row it begins in, with as many lines as it has, 12 points apart.
struct Merged {
    int column = 0, row = 0, columns = 1, rows = 1;
    Strings lines;
};

std::string ruled(const std::vector<Merged>& cells, Stands stands = Stands::middle) {
    std::string content;
    for (const auto& cell : cells) {
        const int x = edge + cell.column * broad, h = cell.rows * tall, y = above - cell.row * tall - h;
        content += std::to_string(x) + ' ' + std::to_string(y) + ' ' + std::to_string(cell.columns * broad) + ' ' + std::to_string(h) + " re S ";
        const int text = static_cast<int>(cell.lines.size()) * pitch;
        double line = stands == Stands::top ? y + h - 4 - letter : y + (h + text) / 2.0 - letter;
        for (const auto& words : cell.lines) {
            content += han_text(x + 4, line, words, letter);
            line -= pitch;
        }
    }
    return content;
}

Draft draft_with(const std::string& content) {
    const auto pdf = han_page(content);
    return make_draft("a.pdf", Bytes(pdf.begin(), pdf.end()));
}

Part part_of(const Draft& draft) {
    Extraction read;
    open_document(draft)->extract(read);
    return read.parts.at(0);
}

std::string text_in(const std::string& content) { return part_of(draft_with(content)).text; }

Strings found_as(const std::string& rule, const std::string& content) {
    Strings found;
    for (const auto& finding : scan_document(draft_with(content), Scanner::compile(built_in_packs()), load_policy("default", Channel::internet), {}).findings) {
        if (finding.rule == rule) found.emplace_back(finding.excerpt.reveal());
    }
    return found;
}

// A village over as many rows as it has people.
std::vector<Merged> villages(const std::vector<std::pair<std::string, Strings>>& people) {
    std::vector<Merged> cells{{0, 0, 1, 1, {"村"}}, {1, 0, 1, 1, {"姓名"}}, {2, 0, 1, 1, {"金额"}}};
    int row = 1;
    for (const auto& [village, names] : people) {
        cells.push_back({0, row, 1, static_cast<int>(names.size()), {village}});
        for (const auto& name : names) {
            cells.push_back({1, row, 1, 1, {name}});
            cells.push_back({2, row++, 1, 1, {"800"}});
        }
    }
    return cells;
}

const std::vector<Merged> two_levels{
    {0, 0, 1, 2, {"序号"}}, {1, 0, 2, 1, {"申请人"}}, {3, 0, 1, 2, {"护照号码"}},
    {1, 1, 1, 1, {"姓名"}}, {2, 1, 1, 1, {"性别"}},
    {0, 2, 1, 1, {"1"}},    {1, 2, 1, 1, {"欧阳磊"}}, {2, 2, 1, 1, {"男"}}, {3, 2, 1, 1, {"E12345678"}},
    {0, 3, 1, 1, {"2"}},    {1, 3, 1, 1, {"诸葛婷"}}, {2, 3, 1, 1, {"女"}}, {3, 3, 1, 1, {"G87654321"}}};

// One household, its number broken within the merged cell; the second piece is level with the second row.
const std::vector<Merged> household{
    {0, 0, 1, 1, {"姓名"}},   {1, 0, 1, 1, {"护照号码"}},        {2, 0, 1, 1, {"备注"}},
    {0, 1, 1, 1, {"欧阳磊"}}, {1, 1, 1, 3, {"E123", "45", "678"}}, {2, 1, 1, 1, {"已核"}},
    {0, 2, 1, 1, {"诸葛婷"}}, {2, 2, 1, 1, {"未核"}},
    {0, 3, 1, 1, {"司徒兰"}}, {2, 3, 1, 1, {"已核"}}};

}  // namespace

TEST_CASE("a cell over several rows is read with the first of them, and is an empty cell of the others") {
    for (const auto stands : {Stands::top, Stands::middle}) {
        INFO(static_cast<int>(stands));
        CHECK(text_in(ruled(villages({{"桥西村", {"欧阳磊", "诸葛婷"}}, {"桥东村", {"司徒兰", "上官云", "慕容复", "令狐冲"}}}), stands)) ==
              "村\t姓名\t金额\n桥西村\t欧阳磊\t800\n\t诸葛婷\t800\n桥东村\t司徒兰\t800\n\t上官云\t800\n\t慕容复\t800\n\t令狐冲\t800");
    }
}

TEST_CASE("merged cells side by side, over other rows each, begin where they are ruled off") {
    CHECK(text_in(ruled({{0, 0, 1, 2, {"甲"}}, {1, 0, 1, 1, {"乙"}}, {2, 0, 1, 1, {"丙"}}, {1, 1, 1, 1, {"丁"}}, {2, 1, 1, 2, {"戊"}}, {0, 2, 1, 1, {"己"}}, {1, 2, 1, 1, {"庚"}}})) ==
          "甲\t乙\t丙\n\t丁\t戊\n己\t庚\t");
    CHECK(text_in(ruled({{0, 0, 1, 1, {"甲"}}, {1, 0, 2, 2, {"乙"}}, {3, 0, 1, 1, {"丙"}}, {0, 1, 1, 1, {"丁"}}, {3, 1, 1, 1, {"戊"}}, {0, 2, 1, 1, {"己"}}, {1, 2, 1, 1, {"庚"}}, {2, 2, 1, 1, {"辛"}}, {3, 2, 1, 1, {"壬"}},
                         {0, 3, 1, 1, {"子"}}, {1, 3, 1, 1, {"丑"}}, {2, 3, 1, 1, {"寅"}}, {3, 3, 1, 1, {"卯"}}})) ==
          "甲\t乙\t\t丙\n丁\t\t\t戊\n己\t庚\t辛\t壬\n子\t丑\t寅\t卯");
}

TEST_CASE("names beside a merged cell are found under their heading") {
    const auto people = villages({{"桥西村", {"欧阳磊", "诸葛婷", "司徒兰"}}, {"桥东村", {"上官云", "慕容复"}}});
    CHECK(found_as("cn-person/name", ruled(people)) == Strings{"欧阳磊", "诸葛婷", "司徒兰", "上官云", "慕容复"});
}

TEST_CASE("a heading of two levels stands over its columns") {
    CHECK(text_in(ruled(two_levels)) == "序号\t申请人\t\t护照号码\n\t姓名\t性别\t\n1\t欧阳磊\t男\tE12345678\n2\t诸葛婷\t女\tG87654321");
    CHECK(found_as("cn-person/name", ruled(two_levels)) == Strings{"欧阳磊", "诸葛婷"});
    CHECK(found_as("cn-identity/passport", ruled(two_levels)) == Strings{"E12345678", "G87654321"});
}

TEST_CASE("a value that is broken in a merged cell is one value") {
    const auto part = part_of(draft_with(ruled(household)));
    CHECK(part.text == "姓名\t护照号码\t备注\n欧阳磊\tE123\n45\n678\t已核\n诸葛婷\t\t未核\n司徒兰\t\t已核");
    CHECK(part.cell_lines.size() == 2);
    CHECK(found_as("cn-identity/passport", ruled(household)) == Strings{"E123\n45\n678"});
    CHECK(found_as("cn-person/name", ruled(household)) == Strings{"欧阳磊", "诸葛婷", "司徒兰"});
}

TEST_CASE("cells of one row are one row, however high in it their text stands") {
    CHECK(text_in(ruled({{0, 0, 1, 2, {"甲"}}, {1, 0, 1, 1, {"乙"}}, {1, 1, 1, 2, {}}, {0, 2, 1, 1, {"丙"}}})) == "甲\t乙\n丙\t");
    const auto row = ruled({{0, 0, 1, 1, {"姓名"}}, {1, 0, 1, 1, {"住址"}}, {0, 1, 1, 2, {}}, {1, 1, 1, 2, {}}}) + han_text(edge + 4, above - 2 * tall + 10, "欧阳磊", letter) +
                     han_text(edge + broad + 4, above - 3 * tall + 10, "五堰", letter);
    CHECK(text_in(row) == "姓名\t住址\n欧阳磊\t五堰");
}

TEST_CASE("lines of a cell that begin with labels of their own are no broken value") {
    const auto cards = ruled({{0, 0, 2, 2, {"姓名：欧阳磊", "护照号码：E12345678"}}, {2, 0, 2, 2, {"姓名：诸葛婷", "护照号码：G87654321"}}});
    CHECK(part_of(draft_with(cards)).cell_lines.empty());
    CHECK(found_as("cn-person/name", cards) == Strings{"欧阳磊", "诸葛婷"});
    CHECK(found_as("cn-identity/passport", cards) == Strings{"E12345678", "G87654321"});
    const auto full = part_of(draft_with(ruled({{0, 0, 1, 2, {"十堰市茅箭区五堰街", "道：三十七号"}}, {1, 0, 1, 2, {"甲"}}})));
    CHECK(full.cell_lines.size() == 1);
}

TEST_CASE("a column that is not ruled off has the rows of those beside it") {
    std::vector<Merged> cells{{0, 0, 1, 1, {"序号"}}, {1, 0, 1, 1, {"姓名"}}, {0, 1, 1, 1, {"1"}}, {0, 2, 1, 1, {"2"}}, {1, 1, 1, 2, {}}};
    auto content = ruled(cells);
    for (int row = 1; row < 3; ++row) content += han_text(edge + broad + 4, above - row * tall - tall / 2.0 - 4, row == 1 ? "欧阳磊" : "诸葛婷", letter);
    CHECK(text_in(content) == "序号\t姓名\n1\t欧阳磊\n2\t诸葛婷");
}

TEST_CASE("labels beside the bars of a chart stay with their numbers") {
    std::vector<Merged> bars{{0, 0, 1, 5, {}}, {1, 0, 1, 1, {}}};
    const Strings labels{"茅箭", "张湾", "郧阳", "房县"};
    std::string words = han_text(edge + 4, above - 16, "人数", letter);
    for (int row = 1; row <= 4; ++row) {
        bars.push_back({1, row, 1, 1, {std::to_string(row * 11)}});
        words += han_text(edge + 4, above - row * tall - tall / 2.0 - 2, labels[static_cast<std::size_t>(row - 1)], letter);
    }
    CHECK(text_in(ruled(bars) + words) == "人数\t\n茅箭\t11\n张湾\t22\n郧阳\t33\n房县\t44");
}

TEST_CASE("a frame around a table is no merged cell") {
    const std::string frame = "20 500 555 300 re S ";
    CHECK(text_in(frame + han_text(30, 750, "第一段", letter) + ruled({{0, 0, 1, 1, {"甲"}}, {1, 0, 1, 1, {"乙"}}, {0, 1, 1, 1, {"丙"}}, {1, 1, 1, 1, {"丁"}}}) +
                  han_text(30, 600, "第二段", letter)) == "第一段\n\t甲\t乙\t\n\t丙\t丁\t\n第二段");
}

TEST_CASE("what is found in tables with merged cells goes, and the proof agrees") {
    for (const auto& content : {ruled(villages({{"桥西村", {"欧阳磊", "诸葛婷", "司徒兰"}}, {"桥东村", {"上官云", "慕容复"}}})), ruled(two_levels), ruled(household)}) {
        const auto draft = draft_with(content);
        const auto redaction = support::redacted(draft);
        CHECK(redaction.evidence.clean());
        const auto left = part_of(make_draft("b.pdf", redaction.output)).text;
        INFO(left);
        for (const std::string gone : {"欧阳", "诸葛", "司徒", "上官", "慕容", "E123", "45", "678", "G8765"}) CHECK(left.find(gone) == left.npos);
    }
}

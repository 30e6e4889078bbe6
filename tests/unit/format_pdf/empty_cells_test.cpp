// Cells of ruled tables that have nothing in them: what stands behind them keeps its column.
#include <catch2/catch.hpp>

#include <algorithm>

#include <review/document.hpp>
#include <review/pattern_pack.hpp>
#include <review/policy.hpp>
#include <review/release.hpp>
#include <review/scanner.hpp>

#include "unit/format_pdf/han_draft.hpp"
#include "unit/format_pdf/small_pdf.hpp"

using namespace review;
using support::draft_of_page;
using support::han_text;
using support::text_of_page;

namespace {

constexpr int left = 50, wide = 100, high = 24, top = 700;

enum class Drawn { lines, cells, thin, apart, frames };

std::string cell_rules(Drawn drawn, double x, double y, double w, double h) {
    const auto box = [](double a, double b, double c, double d) {
        return std::to_string(a) + ' ' + std::to_string(b) + ' ' + std::to_string(c) + ' ' + std::to_string(d) + " re ";
    };
    if (drawn == Drawn::cells) return box(x, y, w, h) + "S ";
    if (drawn == Drawn::apart) return box(x + 1.5, y + 1.5, w - 3, h - 3) + "S ";
    if (drawn == Drawn::frames) return box(x + 2, y + 2, w - 4, h - 4) + box(x + 1, y + 1, w - 2, h - 2) + "f* ";
    if (drawn == Drawn::thin) return box(x, y, 0.5, h) + "f " + box(x + w - 0.5, y, 0.5, h) + "f " + box(x, y, w, 0.5) + "f " + box(x, y + h - 0.5, w, 0.5) + "f ";
    return box(x, y, 0, h) + "S " + box(x + w, y, 0, h) + "S " + box(x, y, w, 0) + "S " + box(x, y + h, w, 0) + "S ";
}

struct Cell {
    std::string text;
    int columns = 1, rows = 1;
};

// Like a table of HTML: a cell over several rows is not told again in those below; there it is said with zero columns and the width it has.
std::string table_of(const std::vector<std::vector<Cell>>& rows, Drawn drawn = Drawn::cells, int from = top) {
    std::string content;
    for (std::size_t row = 0; row < rows.size(); ++row) {
        int column = 0;
        for (const auto& cell : rows[row]) {
            if (cell.rows == 0) {
                column += cell.columns;
                continue;
            }
            const double x = left + column * wide, y = from - static_cast<double>(row + static_cast<std::size_t>(cell.rows)) * high;
            const double w = cell.columns * wide, h = cell.rows * high;
            content += cell_rules(drawn, x, y, w, h);
            if (!cell.text.empty()) content += han_text(x + w / 2 - 20, y + h / 2 - 5, cell.text);
            column += cell.columns;
        }
    }
    return content;
}

std::vector<std::string> names_in(const std::string& content) {
    std::vector<std::string> names;
    for (const auto& finding : support::scanned(draft_of_page(content)).findings) {
        if (finding.rule == "cn-person/name") names.emplace_back(finding.excerpt.reveal());
    }
    return names;
}

const std::vector<std::vector<Cell>> list{{{"序号"}, {"单位"}, {"姓名"}, {"备注"}},
                                          {{"1"}, {"茅箭"}, {"欧阳磊"}, {"已核"}},
                                          {{"2"}, {""}, {"诸葛婷"}, {"已核"}},
                                          {{""}, {""}, {"司徒兰"}, {""}},
                                          {{""}, {"张湾"}, {"上官云"}, {""}}};

}  // namespace

TEST_CASE("an empty cell of a ruled table parts its neighbours, however the rules are drawn") {
    for (const auto drawn : {Drawn::lines, Drawn::cells, Drawn::thin, Drawn::apart, Drawn::frames}) {
        INFO(static_cast<int>(drawn));
        CHECK(text_of_page(table_of(list, drawn)) == "序号\t单位\t姓名\t备注\n1\t茅箭\t欧阳磊\t已核\n2\t\t诸葛婷\t已核\n\t\t司徒兰\t\n\t张湾\t上官云\t");
    }
}

TEST_CASE("a name behind an empty cell is read under its heading, and goes") {
    const auto content = table_of(list);
    CHECK(names_in(content) == std::vector<std::string>{"欧阳磊", "诸葛婷", "司徒兰", "上官云"});
    const auto draft = draft_of_page(content);
    const auto redaction = support::redacted(draft);
    CHECK(redaction.evidence.clean());
    Extraction left_over;
    open_document(make_draft("b.pdf", redaction.output))->extract(left_over);
    const auto& text = left_over.parts.at(0).text;
    for (const std::string name : {"欧阳", "诸葛", "司徒", "上官"}) CHECK(text.find(name) == text.npos);
    CHECK(text.find("茅箭") != text.npos);
}

TEST_CASE("merged cells count for all their columns, up to the next") {
    CHECK(text_of_page(table_of({{{"乡镇"}, {"联系方式", 2}, {"姓名"}}, {{"白浪"}, {"甲"}, {"乙"}, {"慕容复"}}, {{"白浪"}, {""}, {"乙"}, {"令狐冲"}}, {{"合计", 3}, {"二"}}})) ==
          "乡镇\t联系方式\t\t姓名\n白浪\t甲\t乙\t慕容复\n白浪\t\t乙\t令狐冲\n合计\t\t\t二");
    const std::vector<std::vector<Cell>> two_rows{{{"乡镇", 1, 2}, {"情况", 2}, {"备注", 1, 2}},
                                                  {{"", 1, 0}, {"级别"}, {"姓名"}, {"", 1, 0}},
                                                  {{"白浪", 1, 2}, {"甲"}, {"皇甫嵩"}, {"好"}},
                                                  {{"", 1, 0}, {""}, {"淳于意"}, {"好"}}};
    const auto names = names_in(table_of(two_rows));
    CHECK(names == std::vector<std::string>{"皇甫嵩", "淳于意"});
}

TEST_CASE("a row whose cells wrap keeps the columns of its empty cells") {
    auto content = table_of({{{"单位"}, {"住址"}, {"姓名"}, {"备注"}}, {{""}, {""}, {""}, {""}}});
    const int y = top - 2 * high;
    content += han_text(left + 105, y + 13, "茅箭区五堰") + han_text(left + 105, y + 2, "三十七号") + han_text(left + 310, y + 8, "已核");
    CHECK(text_of_page(content) == "单位\t住址\t姓名\t备注\n\t茅箭区五堰\n三十七号\t\t已核");
}

TEST_CASE("a label beside an empty cell has its value below") {
    CHECK(names_in(table_of({{{"姓名："}, {""}}, {{"欧阳磊", 2}}})) == std::vector<std::string>{"欧阳磊"});
    CHECK(names_in(table_of({{{""}, {"姓名"}, {""}}, {{"欧阳磊", 3}}})) == std::vector<std::string>{"欧阳磊"});
}

TEST_CASE("a frame around a page, a box to tick and two lines of one border are no cells") {
    const std::string frames = "20 20 555 800 re S 30 30 535 780 re S ";
    CHECK(text_of_page(frames + han_text(50, 700, "第一段") + han_text(50, 680, "第二段")) == "第一段\n第二段");
    const auto boxes = table_of({{{"性别"}, {""}, {"备注"}}, {{"甲"}, {""}, {"乙"}}, {{"甲"}, {"丙"}, {"乙"}}}) + "155 680 10 10 re S " + han_text(168, 681, "男");
    CHECK(text_of_page(boxes) == "性别\t男\t备注\n甲\t\t乙\n甲\t丙\t乙");
    CHECK(text_of_page(table_of({{{"甲"}, {"乙"}}, {{"丙"}, {"丁"}}}) + "153 652 m 153 700 l S ") == "甲\t乙\n丙\t丁");
    CHECK(text_of_page("100 600 50 100 re S 300 600 50 100 re S " + han_text(110, 640, "甲") + han_text(200, 640, "乙") + han_text(310, 640, "丙")) == "甲\t乙\t丙");
}

// Tables whose columns nothing parts but white space, with cells that wrap and empty cells.
#include <catch2/catch.hpp>

#include <algorithm>
#include <set>

#include <review/document.hpp>
#include <review/pattern_pack.hpp>
#include <review/policy.hpp>
#include <review/release.hpp>
#include <review/scanner.hpp>

#include "unit/format_pdf/han_draft.hpp"

using namespace review;
using support::draft_of_page;
using support::han_text;
using support::text_of_page;

namespace {

// Columns begin at 50, 150, 300 and 450; a line is told by its distance from the one before and its cells.
struct SetLine {
    double down;
    std::vector<std::string> cells;
};

std::string table_of(const std::vector<SetLine>& lines, double last = 450) {
    const double columns[] = {50, 150, 300, last};
    std::string content;
    double y = 750;
    for (const auto& [down, cells] : lines) {
        y -= down;
        for (std::size_t i = 0; i < cells.size(); ++i) {
            if (!cells[i].empty()) content += han_text(columns[i], y, cells[i]);
        }
    }
    return content;
}

std::set<std::string> found_in(const std::string& content) {
    std::set<std::string> found;
    for (const auto& finding : support::scanned(draft_of_page(content)).findings) {
        std::string text(finding.excerpt.reveal());
        text.erase(std::remove(text.begin(), text.end(), '\n'), text.end());
        found.insert(text);
    }
    return found;
}

using Found = std::set<std::string>;

const std::vector<SetLine> wrapped{{0, {"姓名", "住址", "身份证号", "备注"}},
                                   {20, {"欧阳磊", "湖北省十堰市茅箭区", "110101199003", "已核"}},
                                   {14, {"", "五堰街37号", "072316", ""}},
                                   {20, {"诸葛婷", "湖北省十堰市张湾区", "110101199003", "已核"}},
                                   {14, {"", "车城路8号", "07707X", ""}}};

}  // namespace

TEST_CASE("a line nearer to the row above than rows are goes on with it, cell by cell") {
    CHECK(text_of_page(table_of(wrapped)) == "姓名\t住址\t身份证号\t备注\n欧阳磊\t湖北省十堰市茅箭区\n五堰街37号\t110101199003\n072316\t已核\n诸葛婷\t湖北省十堰市张湾区\n车城路8号\t110101199003\n07707X\t已核");
    const auto found = found_in(table_of(wrapped));
    for (const auto* one : {"欧阳磊", "诸葛婷", "110101199003072316", "湖北省十堰市茅箭区五堰街37号"}) CHECK(found.contains(one));
}

TEST_CASE("at the distance of rows a line goes on where its cell is long, full and no first one") {
    const std::vector<SetLine> even{{0, {"姓名", "住址", "备注"}}, {16, {"欧阳磊", "湖北省十堰市茅箭区", "甲"}}, {16, {"", "五堰街37号", ""}}, {16, {"诸葛婷", "湖北省十堰市张湾区", "乙"}}};
    CHECK(text_of_page(table_of(even)) == "姓名\t住址\t备注\n欧阳磊\t湖北省十堰市茅箭区\n五堰街37号\t甲\n诸葛婷\t湖北省十堰市张湾区\t乙");
}

TEST_CASE("a line at the distance of rows is a row, and its empty cells keep its columns") {
    const std::vector<SetLine> list{{0, {"序号", "单位", "姓名", "备注"}}, {16, {"1", "茅箭局", "欧阳磊", "已核"}}, {16, {"2", "", "诸葛婷", ""}}, {16, {"", "", "司徒兰", "已核"}}, {16, {"4", "茅箭局", "上官云", "已核"}}};
    CHECK(text_of_page(table_of(list)) == "序号\t单位\t姓名\t备注\n1\t茅箭局\t欧阳磊\t已核\n2\t\t诸葛婷\t\n\t\t司徒兰\t已核\n4\t茅箭局\t上官云\t已核");
    CHECK(found_in(table_of(list)) == Found{"欧阳磊", "诸葛婷", "司徒兰", "上官云"});
}

TEST_CASE("cells in the middle of their row's height are read with it") {
    const std::vector<SetLine> middle{{0, {"序号", "住址", "姓名", "备注"}}, {22, {"1", "五堰", "欧阳磊", "甲"}}, {22, {"2", "张湾", "诸葛婷", "乙"}}, {22, {"3", "", "司徒兰", "丙"}}, {7, {"", "湖北省十堰市", "", ""}}};
    CHECK(text_of_page(table_of(middle)).ends_with("3\t湖北省十堰市\t司徒兰\t丙"));
    const std::vector<SetLine> two{{0, {"序号", "住址", "姓名", "备注"}}, {22, {"1", "湖北省五堰街", "欧阳磊", "甲"}}, {22, {"", "湖北省茅箭区", "", ""}}, {7, {"2", "", "司徒兰", "丙"}}, {7, {"", "五堰街37号", "", ""}}};
    CHECK(text_of_page(table_of(two)).ends_with("2\t湖北省茅箭区\n五堰街37号\t司徒兰\t丙"));
}

TEST_CASE("text beside text, a paragraph and two rows are read as before") {
    CHECK(text_of_page(table_of({{0, {"甲", "乙"}}, {16, {"丙", "丁"}}, {16, {"", "戊"}}})) == "甲\t乙\n丙\t丁\n戊");
    CHECK(text_of_page(table_of({{0, {"甲", "乙", "丙"}}, {16, {"丁", "戊", "己"}}, {16, {"一二三四五六七八九十一二三四五六七八九十"}}, {16, {"", "", "庚"}}})) == "甲\t乙\t丙\n丁\t戊\t己\n一二三四五六七八九十一二三四五六七八九十\n庚");
}

TEST_CASE("columns that are narrowly apart are told by several lines that agree") {
    std::string content;
    const std::vector<std::vector<std::string>> rows{{"序号", "姓 名", "住址", "电话"}, {"1", "欧阳磊", "湖北省十堰市", "13912345678"}, {"2", "诸葛婷", "湖北省武汉市", ""}};
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const double columns[] = {50, 84, 130, 212};
        for (std::size_t k = 0; k < rows[i].size(); ++k) content += rows[i][k].empty() ? "" : han_text(columns[k], 700 - 16 * static_cast<double>(i), rows[i][k]);
    }
    CHECK(text_of_page(content) == "序号\t姓 名\t住址\t电话\n1\t欧阳磊\t湖北省十堰市\t13912345678\n2\t诸葛婷\t湖北省武汉市\t");
    CHECK(found_in(content).contains("诸葛婷"));
    const auto numbers = [](const std::string& first) {
        std::string lines;
        for (int i = 0; i < 4; ++i) {
            const double y = 700 - 16. * i;
            lines += han_text(50, y, i == 0 ? first : "甲乙丙丁戊己庚辛") + han_text(160, y, "110101") + han_text(206, y, "19900307") + han_text(264, y, "2316");
        }
        return lines;
    };
    CHECK(text_of_page(numbers("甲乙丙丁戊己庚辛")).starts_with("甲乙丙丁戊己庚辛 110101 19900307 2316\n"));  // groups of one number
    std::string names;
    for (int i = 0; i < 3; ++i) {
        const double y = 700 - 16. * i;
        names += han_text(50, y, i == 0 ? "姓名" : "陪同") + han_text(110, y, "欧阳磊") + han_text(156, y, "诸葛婷") + han_text(202, y, "司徒兰");
    }
    CHECK(text_of_page(names).starts_with("姓名\t欧阳磊 诸葛婷 司徒兰\n"));
}

TEST_CASE("what such a table loses is gone, and the rest is proven") {
    for (const auto& content : {table_of(wrapped)}) {
        const auto draft = draft_of_page(content);
        const auto redaction = support::redacted(draft);
        CHECK(redaction.evidence.clean());
        Extraction left;
        open_document(make_draft("b.pdf", redaction.output))->extract(left);
        for (const std::string gone : {"欧阳", "诸葛", "110101", "072316", "五堰"}) CHECK(left.parts.at(0).text.find(gone) == std::string::npos);
        CHECK(left.parts.at(0).text.find("已核") != std::string::npos);
    }
}

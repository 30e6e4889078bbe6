#include <catch2/catch.hpp>

#include <review/error.hpp>

#include "office_drafts.hpp"

using namespace review;
using namespace office_drafts;

namespace {

std::string cells_of(const Draft& draft) { return text_of(extracted(draft), "sheet 1, line 1"); }

std::string inline_cell(std::string_view place, std::string_view text) {
    return "<c r=\"" + std::string(place) + "\" t=\"inlineStr\"><is><t>" + std::string(text) + "</t></is></c>";
}

std::string row(std::string_view cells, std::string_view attributes = {}) { return "<row" + std::string(attributes) + ">" + std::string(cells) + "</row>"; }

}  // namespace

TEST_CASE("a row is a line, a tab stands between columns that are in use, and headings stand over their column") {
    CHECK(cells_of(workbook(row(inline_cell("A1", "title"), " r=\"1\"") + row(inline_cell("A3", "no") + inline_cell("F3", "name"), " r=\"3\"") + row(inline_cell("F4", "x"), " r=\"4\"") +
                            row(inline_cell("A5", "y"), " r=\"5\""))) == "title\n\nno\tname\n\tx\ny\t");
}

TEST_CASE("kinds of cells are told as a reader sees them") {
    CHECK(cells_of(workbook(row("<c><v>1.5E3</v></c><c t=\"b\"><v>1</v></c><c t=\"e\"><v>#N/A</v></c><c t=\"str\"><f>A1</f><v>s</v></c><c t=\"s\"><v>1</v></c><c t=\"s\"><v>0</v></c>"),
                            "<si><t>first</t></si><si><r><t>sec</t></r><r><t>ond</t></r><rPh><t>no</t></rPh></si>")) == "1500\tTRUE\t#N/A\ts\tsecond\tfirst");
}

TEST_CASE("cells out of order and twice are all read") {
    const auto text = cells_of(workbook(row(inline_cell("C1", "c") + inline_cell("A1", "a") + inline_cell("A1", "b"), " r=\"7\"") + row(inline_cell("A1", "d"), " r=\"2\"")));
    for (const auto* one : {"a", "b", "c", "d"}) CHECK(text.find(one) != text.npos);
}

TEST_CASE("a string that is not there is refused") {
    for (const auto* number : {"7", "4294967296", "-1", "x"}) {
        CHECK_THROWS_AS(open_document(workbook(row("<c t=\"s\"><v>" + std::string(number) + "</v></c>"), "<si><t>a</t></si>")), Error);
    }
}

TEST_CASE("a cut cell shows an inline string without a formula; other cells keep the shared one") {
    const auto draft = workbook(row("<c r=\"A1\" s=\"4\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c><c r=\"C1\" t=\"str\"><f>A1</f><v>secret</v></c>"), "<si><t>a secret</t></si><si><t>other</t></si>");
    const auto sheet = member_without(draft, "secret", "xl/sheet1.xml");
    CHECK(sheet.find("<c r=\"A1\" s=\"4\" t=\"inlineStr\"><is><t xml:space=\"preserve\">a \u2588\u2588\u2588\u2588\u2588\u2588</t></is></c>") != sheet.npos);
    CHECK(sheet.find("<c r=\"B1\" t=\"s\"><v>1</v></c>") != sheet.npos);
    CHECK(sheet.find("<f>") == sheet.npos);
    CHECK(member_without(draft, "secret", "xl/strings.xml") == "<sst><si><t></t></si><si><t>other</t></si></sst>");
}

TEST_CASE("a number that loses digits becomes text") {
    const auto sheet = member_without(workbook(row("<c r=\"A1\"><v>1.3812345678E10</v></c>")), "13812345678", "xl/sheet1.xml");
    CHECK(sheet.find("E10") == sheet.npos);
    CHECK(sheet.find("t=\"inlineStr\"") != sheet.npos);
}

TEST_CASE("formulas go one by one, shared ones together") {
    const auto draft = workbook(row("<c><f>\"secret\"</f><v>1</v></c><c><f>A1</f><v>2</v></c>") + row("<c><f t=\"shared\" si=\"3\" ref=\"A2:B2\">secret+1</f><v>3</v></c><c><f t=\"shared\" si=\"3\"/><v>4</v></c>"));
    const auto sheet = member_without(draft, "secret", "xl/sheet1.xml");
    CHECK(sheet == "<worksheet><sheetData><row><c><v>1</v></c><c><f>A1</f><v>2</v></c></row><row><c><v>3</v></c><c><v>4</v></c></row></sheetData></worksheet>");
}

TEST_CASE("formulas that look into other files stay behind") {
    const auto sheet = member_without(workbook(row("<c><f>[1]One!A1</f><v>1</v></c><c><f>Table1[1]</f><v>2</v></c><c><f>'[12]a b'!A1</f><v>3</v></c>")), "nothing", "xl/sheet1.xml");
    CHECK(sheet.find("One") == sheet.npos);
    CHECK(sheet.find("a b") == sheet.npos);
    CHECK(sheet.find("Table1[1]") != sheet.npos);
}

TEST_CASE("strings that no cell shows are told and stay behind, as do their readings") {
    const auto draft = workbook(row("<c t=\"s\"><v>0</v></c>"), "<si><t>shown</t><rPh><t>reading</t></rPh></si><si><t>orphan</t></si>");
    const auto content = extracted(draft);
    CHECK(text_of(content, "shared strings 1, string 2 that no cell shows") == "orphan");
    CHECK(text_of(content, "shared strings 1, reading 1") == "reading");
    const auto strings = member_without(draft, "nothing", "xl/strings.xml");
    CHECK(strings == "<sst><si><t>shown</t></si><si></si></sst>");
}

TEST_CASE("a formula without a value is nothing that was read") {
    const auto content = extracted(workbook(row("<c><f>1+1</f></c>")));
    REQUIRE(content.blind_spots.size() == 1);
    CHECK(content.blind_spots[0].label == "sheet 1, formulas");
    CHECK(content.blind_spots[0].can_go);
    CHECK(extracted(workbook(row("<c t=\"str\"><f>A2</f><v></v></c>"))).blind_spots.empty());
}

TEST_CASE("an amount beside a date is no mobile number; digits in cells of their own are") {
    CHECK(cells_of(workbook(row("<c><v>138005</v></c><c><v>45012</v></c>"))) == "138005|\t45012");
    CHECK(cells_of(workbook(row("<c><v>138</v></c><c><v>12345678</v></c>"))) == "138\t12345678");
}

namespace {

const std::string header = "<headerFooter><oddHeader>&amp;L&amp;\"SimSun,Bold\"姓名：王&amp;12小&amp;B明&amp;C电话：139&amp;K01+0008675&amp;KFF00004321&amp;R第&amp;P页 A&amp;&amp;B_x000a_C</oddHeader></headerFooter>";

}  // namespace

TEST_CASE("headers and footers are read without their codes, left, centre and right a line each") {
    const auto content = extracted(workbook(row("<c><v>1</v></c>"), {}, header));
    CHECK(text_of(content, "sheet 1, element 1") == "姓名：王小明\n电话：13986754321\n第页 A&B\nC");
    const auto digits = extracted(workbook(row("<c><v>1</v></c>"), {}, "<headerFooter><evenFooter>&amp;420302198503072510&amp;&quot;x&amp;R&amp;r1</evenFooter></headerFooter>"));
    CHECK(text_of(digits, "sheet 1, element 1") == "302198503072510\"x\n1");
    CHECK(text_of(digits, "sheet 1, element 1, sizes of 0 digits") == "420302198503072510\"x\n1");
}

TEST_CASE("a size that digits follow is read as programs do and as it was meant") {
    const auto content = extracted(workbook(row("<c><v>1</v></c>"), {}, "<headerFooter><oddHeader>&amp;C手机：138&amp;1212345678</oddHeader></headerFooter>"));
    CHECK(text_of(content, "sheet 1, element 1") == "手机：1382345678");
    CHECK(text_of(content, "sheet 1, element 1, sizes of 2 digits") == "手机：13812345678");
    CHECK(text_of(content, "sheet 1, element 1, sizes of 0 digits") == "手机：1381212345678");
}

TEST_CASE("a value that codes of a header part is cut, and the codes stay") {
    const auto draft = workbook(row("<c><v>1</v></c>"), {}, header);
    const auto sheet = member_without(draft, "13986754321", "xl/sheet1.xml");
    CHECK(sheet.find("电话：\u2588\u2588\u2588&amp;K01+000\u2588\u2588\u2588\u2588&amp;KFF0000\u2588\u2588\u2588\u2588&amp;R") != sheet.npos);
    CHECK(member_without(draft, "A&B", "xl/sheet1.xml").find("页 \u2588\u2588\u2588_x000a_C") != std::string::npos);
}

TEST_CASE("headers of charts have the same codes") {
    const auto draft = package("ppt", "presentationml.presentation", "<p/>", {{"chart1.xml", "drawingml.chart+xml", "chart", "<c:chartSpace xmlns:c=\"urn:c\"><c:printSettings><c:headerFooter><c:firstHeader>&amp;C139&amp;B8675</c:firstHeader></c:headerFooter></c:printSettings></c:chartSpace>"}});
    CHECK(text_of(extracted(draft), "chart 1, element 1") == "1398675");
}

TEST_CASE("names of columns and comments have the escapes of cells") {
    const auto draft = package("xl", "spreadsheetml.sheet", "<workbook/>", {{"table1.xml", "spreadsheetml.table+xml", "table", "<table><tableColumn name=\"长城_x000a_七号\" id=\"1\"/></table>"},
                                                                              {"comments1.xml", "spreadsheetml.comments+xml", "comments", "<comments><commentList><comment><text><r><t>长_x0041_</t></r></text></comment></commentList></comments>"}});
    const auto content = extracted(draft);
    CHECK(text_of(content, "comments 1, line 1") == "长A");
    CHECK(std::any_of(content.parts.begin(), content.parts.end(), [](const Part& one) { return one.text == "长城\n七号"; }));
    // No sheet has this table, and no cell heads its column: the name goes whole.
    CHECK(member_without(draft, "城\n七", "xl/table1.xml").find("name=\"Column_1\"") != std::string::npos);
}

TEST_CASE("a table stays one that programs open: columns have names of their own, equal to the cells that head them") {
    const auto cell = [](const std::string& at, const std::string& text) { return "<c r=\"" + at + "\" t=\"inlineStr\"><is><t>" + text + "</t></is></c>"; };
    const std::string main = "<workbook><sheets><sheet name=\"One\" r:id=\"rId1\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"/></sheets></workbook>";
    const std::string sheet = "<worksheet><sheetData><row r=\"2\">" + cell("B2", "王小明") + cell("C2", "王小明的") + cell("D2", "月") + "</row></sheetData></worksheet>";
    const std::string table = "<table id=\"1\" name=\"王小明表\" displayName=\"王小明表\" ref=\"B2:D3\"><tableColumns count=\"3\"><tableColumn id=\"1\" name=\"王小明\"/><tableColumn id=\"2\" name=\"王小明的\"/><tableColumn id=\"3\" name=\"月\"/></tableColumns></table>";
    const auto draft = package("xl", "spreadsheetml.sheet", main,
                               {{"sheet1.xml", "spreadsheetml.worksheet+xml", "worksheet", sheet}, {"table1.xml", "spreadsheetml.table+xml", "table", table, "sheet1.xml"}});
    const auto cut = member_without(draft, "王小明", "xl/table1.xml");
    CHECK(cut.find("<tableColumn id=\"1\" name=\"███ 1\"/><tableColumn id=\"2\" name=\"███的 2\"/><tableColumn id=\"3\" name=\"月\"/>") != cut.npos);
    CHECK(cut.find(" displayName=\"Table_") != cut.npos);
    const auto cells = member_without(draft, "王小明", "xl/sheet1.xml");
    CHECK(cells.find(cell("B2", "███ 1") + cell("C2", "███的 2") + cell("D2", "月")) != cells.npos);
}

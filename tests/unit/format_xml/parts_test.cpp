#include <catch2/catch.hpp>

#include "unit/format_xml/xml_drafts.hpp"

using namespace review;
using namespace xml_drafts;

namespace {

std::vector<std::string> texts(std::string_view xml) {
    std::vector<std::string> all;
    for (const Part& part : extracted(draft(xml)).parts) all.push_back(part.text);
    return all;
}

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("leaves, attributes, comments and instructions are parts with their places") {
    const auto content = extracted(draft(
        "<?xml version=\"1.0\"?>\n<!-- top --><?style a=\"b\"?>\n<record>\n <person id=\"1\"><id>x</id></person>\n"
        " <person id='2' note=''><id>y</id><!--in--></person>\n</record>\n<!-- end -->"));
    struct Row {
        PartKind kind;
        std::string text, xpath, label;
    };
    const std::vector<Row> rows{
        {PartKind::comment, " top ", "/comment()[1]", "comment 1"},
        {PartKind::instruction, "a=\"b\"", "/processing-instruction()[1]", "instruction 1"},
        {PartKind::attribute, "1", "/record/person[1]/@id", "attribute id of person 1"},
        {PartKind::element, "x", "/record/person[1]/id[1]", "element id 1"},
        {PartKind::attribute, "2", "/record/person[2]/@id", "attribute id of person 2"},
        {PartKind::element, "y", "/record/person[2]/id[1]", "element id 1"},
        {PartKind::comment, "in", "/record/person[2]/comment()[1]", "comment 2"},
        {PartKind::comment, " end ", "/comment()[2]", "comment 3"},
    };
    REQUIRE(content.parts.size() == rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        CHECK(content.parts[i].number == i);
        CHECK(content.parts[i].kind == rows[i].kind);
        CHECK(content.parts[i].text == rows[i].text);
        CHECK(content.parts[i].xpath == rows[i].xpath);
        CHECK(content.parts[i].label == rows[i].label);
    }
}

TEST_CASE("a value split by inline tags, references, CDATA or comments is one run") {
    CHECK(texts("<p><b>4203</b>02</p>") == Texts{"420302"});
    CHECK(texts("<p>No <b>4203</b><i>02</i></p>") == Texts{"No 420302"});
    CHECK(texts("<p>42&#48;3<![CDATA[02]]></p>") == Texts{"420302"});
    CHECK(texts("<p>42<!--x-->03</p>") == Texts{"4203", "x"});
    CHECK(texts("<p>42<?x y?>03</p>") == Texts{"4203", "y"});
    CHECK(texts("<p>a<x>42<y>03</y></x>02</p>") == Texts{"a4203\n02"});
    CHECK(texts("<p>42<unknown>03</unknown>02</p>") == Texts{"420302"});
}

TEST_CASE("fields in a row do not run together where a stray word makes them one block") {
    CHECK(texts("<r>note<id>42</id><phone>138</phone></r>") == Texts{"note42\n138"});
    CHECK(texts("<p>138<br/>139</p>") == Texts{"138\n139"});
    CHECK(texts("<r>note <id>42</id> <phone>138</phone></r>") == Texts{"note 42 138"});
}

TEST_CASE("attributes and comments inside a block come after its text, with their own places") {
    const auto content = extracted(draft("<d><p>a<b k=\"1\">b</b><!--c--><b k=\"2\">d</b></p><p>e</p></d>"));
    REQUIRE(content.parts.size() == 5);
    CHECK(content.parts[0].text == "abd");
    CHECK(content.parts[1].xpath == "/d/p[1]/b[1]/@k");
    CHECK(content.parts[2].xpath == "/d/p[1]/comment()[1]");
    CHECK(content.parts[3].xpath == "/d/p[1]/b[2]/@k");
    CHECK(content.parts[4].xpath == "/d/p[2]");
}

TEST_CASE("references, ends of lines and white space in attributes read as XML 1.0 says") {
    CHECK(texts("<p>&lt;&gt;&amp;&quot;&apos;&#x4E00;&#65;</p>") == Texts{"<>&\"'\u4e00A"});
    CHECK(texts("<p>a\r\nb\rc\n</p>") == Texts{"a\nb\nc\n"});
    CHECK(texts("<p k=\"a\r\nb\tc&#10;d&amp;e\"/>") == Texts{"a b c\nd&e"});
    CHECK(texts("<p><!--a\r\nb--></p>") == Texts{"a\nb"});
    CHECK(texts("<p><![CDATA[&amp;<x>]]></p>") == Texts{"&amp;<x>"});
}

TEST_CASE("every glyph knows its bytes") {
    const auto source = draft("\xef\xbb\xbf<p>ab&amp;c<b>d</b></p>");
    const auto content = extracted(source);
    REQUIRE(content.parts.size() == 1);
    const Part& part = content.parts[0];
    CHECK(part.text == "ab&cd");
    CHECK(bytes_of(part, 0, 2) == ByteRange{6, 8});
    CHECK(bytes_of(part, 2, 3) == ByteRange{8, 13});
    CHECK(bytes_of(part, 3, 5) == ByteRange{13, 18});
    CHECK(bytes_of(part, 4, 5) == ByteRange{17, 18});
}

TEST_CASE("a long text node arrives in pieces of one part") {
    const auto source = draft("<d><p>" + repeated("0123456789\n", 300'000) + "</p><q>z</q></d>");
    const auto content = extracted(source);
    REQUIRE(content.parts.size() > 3);
    std::uint32_t counted = 0;
    for (const Part& part : content.parts) {
        if (part.number != 0) break;
        CHECK(part.text.size() <= 1 << 20);
        CHECK(part.first <= counted);
        CHECK(part.xpath == "/d/p[1]");
        counted = part.first + part.glyph_count();
    }
    CHECK(counted == 3'300'000);
    CHECK(content.parts.back().number == 1);
    CHECK(content.parts.back().text == "z");
}

TEST_CASE("paths and labels stay short, whatever names are") {
    const std::string name(30'000, 'n');
    const auto open = "<" + name + ">";
    const auto close = "</" + name + ">";
    const auto source = draft(open + open + repeated("<a>x</a>", 1000) + close + close);
    const auto content = extracted(source);
    REQUIRE(content.parts.size() == 1000);
    CHECK(content.parts[0].xpath == "(//*)[3]");
    CHECK(content.parts[999].xpath == "(//*)[1002]");
    for (const Part& part : content.parts) CHECK(part.label.size() < 100);
}

TEST_CASE("a table is one part: a line a row, a tab between cells, empty ones too") {
    CHECK(texts("<body>\n <table>\n  <tr>\n   <th>姓名</th>\n   <th>电话</th>\n  </tr>\n  <tr><td>张三</td><td>138</td></tr>\n </table>\n</body>") ==
          Texts{"姓名\t电话\n张三\t138"});
    CHECK(texts("<t:table><t:tbody><t:row><t:entry/><t:entry>b</t:entry><t:entry></t:entry></t:row><t:row/><t:row><x>c</x></t:row></t:tbody></t:table>") ==
          Texts{"\tb\t\nc"});
    CHECK(texts("<table><tr><td>a</td></tr><tr><td> \n </td></tr><tr><td>b</td></tr></table>") == Texts{"a\nb"});
}

TEST_CASE("lines and paragraphs of a cell stay in its row") {
    CHECK(texts("<table><tr><td>\n  一\n  二\n </td><td><p>三</p><p>四</p></td></tr></table>") == Texts{"一 二\t三 四"});
    CHECK(texts("<table><tr><td>42<b>03</b>02</td><td>x</td></tr></table>") == Texts{"420302\tx"});
    CHECK(texts("<table><tr><td><table><tr><td>a</td><td>b</td></tr></table></td><td>c</td></tr></table>") == Texts{"a b\tc"});
}

TEST_CASE("what is called table or row and is none is read as ever") {
    CHECK(texts("<table><legs>4</legs><top>oak</top></table>") == Texts{"4", "oak"});
    CHECK(texts("<list><row><a>1</a><b>2</b></row></list>") == Texts{"1", "2"});
}

TEST_CASE("a token of 32 MiB is read, in whatever it stands") {
    const std::string token(32 << 20, 'a');
    const auto size_of = [](std::string_view xml) {
        std::size_t size = 0;
        for (const Part& part : extracted(draft(xml)).parts) {
            const std::size_t end = part.first + part.text.size();
            size = std::max(size, end);
        }
        return size;
    };
    CHECK(size_of("<a>" + token + "</a>") == token.size());
    CHECK(size_of("<a b='" + token + "'/>") == token.size());
    CHECK(size_of("<a><!--" + token + "--></a>") == token.size());
    CHECK(size_of("<a><?x " + token + "?></a>") == token.size());
    CHECK(size_of("<a><![CDATA[" + token + "]]></a>") == token.size());
}

TEST_CASE("an element is one run however far behind its start tag its own text comes") {
    const std::string far = repeated("<e/>", 600'000);  // more than anybody reads ahead
    const auto near = texts("<r><p><b>42</b>03</p><q>x</q></r>");
    CHECK(near == Texts{"4203", "x"});
    CHECK(texts("<r><p>" + far + "<b>42</b>03</p><q>x</q></r>") == near);
    CHECK(texts("<r><p><q>x</q>" + far + "<b>42</b></p></r>") == Texts{"x", "42"});
    CHECK(texts("<r><b>4</b>" + far + "<p><b>2</b></p>0</r>") == Texts{"4\n2\n0"});
    CHECK(texts("<r><table>" + far + "<tr><td>a</td><td>b</td></tr></table></r>") == Texts{"a\tb"});
    CHECK(texts("<r>" + repeated("<s><p>a</p></s>", 200'000) + "</r>").size() == 200'000);
}

TEST_CASE("the texts of a drawing are lines of one part: programs place each letter by itself") {
    const auto content = extracted(draft("<svg xmlns='http://www.w3.org/2000/svg'><g><text x='0'>4</text><text x='9'>2</text></g><text>机密<tspan>★</tspan></text><path d='M 0 0'/><text>1年</text></svg>"));
    CHECK(content.parts[1].text == "4\n2\n机密★\n1年");
    CHECK(without(draft("<s:svg xmlns:s='http://www.w3.org/2000/svg'><s:text>机密</s:text><s:text>★1年</s:text></s:svg>"), "★1年").find("★") == std::string::npos);
    const auto prefixed = extracted(draft("<r><svg:svg xmlns:svg='http://www.w3.org/2000/svg'><svg:text>机密</svg:text><svg:text>★1年</svg:text></svg:svg><p>x</p></r>"));
    CHECK(std::any_of(prefixed.parts.begin(), prefixed.parts.end(), [](const Part& one) { return one.text == "机密\n★1年"; }));
}

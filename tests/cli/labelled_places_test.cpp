// Values whose label stands in another place of the draft: found, cut, and proven to be gone.
#include <catch2/catch.hpp>

#include <filesystem>

#include <nlohmann/json.hpp>

#include "cli/program.hpp"

using namespace cli_test;
using support::TempFolder;
using support::write_file;

namespace {

// What is left of a draft whose findings are all cut; "" and a failed check where it is refused.
std::string without_findings(const std::string& name, const std::string& draft) {
    const TempFolder folder;
    const auto in = folder / name, out = folder / ("out-" + name);
    write_file(in, draft);
    const auto ran = review({"redact", in, "--all", "-o", out});
    INFO(draft << "\n" << ran.err);
    CHECK(ran.status == 0);
    return std::filesystem::exists(out) ? support::read_file(out) : std::string();
}

void loses_the_name(const std::string& name, const std::string& draft) {
    const auto rest = without_findings(name, draft);
    INFO(draft);
    CHECK(rest.size() > 20);
    CHECK(rest.find("张伟") == std::string::npos);
    CHECK(rest.find("\\u5f20") == std::string::npos);
}

std::string page(const std::string& body) { return "<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>表</title></head><body>" + body + "</body></html>\n"; }
std::string document(const std::string& items) { return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<r>" + items + "</r>\n"; }

}  // namespace

TEST_CASE("the field of a form is called by its label, wherever that stands") {
    for (const std::string form : {"<label>姓名</label><input value=\"张伟\">", "<label>*姓名：<input value=\"张伟\"></label>",
                                   "<label for=\"a\">姓名</label><p>请填写</p><input id=\"a\" value=\"张伟\">", "<label for=a>姓名</label><input id=a placeholder=\"张伟\">",
                                   "<input placeholder=\"姓名\" value=\"张伟\">", "<input aria-label=\"姓名\" value=\"张伟\">", "<b id=l>姓名</b><p>x</p><input aria-labelledby=l value=\"张伟\">",
                                   "<input name=\"姓名\" value=\"张伟\">", "<label for=s>户主</label><select id=s><option>无<option selected>张伟</select>",
                                   "<label>姓名</label><select><option selected value=\"张伟\">1</select>", "<label for=s>姓名</label><p>请填写</p><textarea id=s>张伟\n男</textarea>",
                                   "<table><tr><td>姓名</td><td><input value=\"张伟\"></td></tr><tr><td>性别</td><td><input value=\"男\"></td></tr></table>",
                                   "<table><tr><th>姓名</th><th>性别</th></tr><tr><td><input value=\"张伟\"></td><td>男</td></tr></table>",
                                   "<div><div>姓名</div><div><input type=\"text\" value=\"张伟\"></div></div>"}) {
        loses_the_name("form.html", page("<form>" + form + "</form>"));
    }
}

TEST_CASE("what the attributes of an element call it is the label of its text and its values") {
    for (const std::string body : {"<p data-姓名=\"张伟\">x</p>", "<p data-label=\"姓名\" data-value=\"张伟\">x</p>", "<meta name=\"姓名\" content=\"张伟\">",
                                   "<table><tr><td data-label=\"姓名\">张伟</td></tr></table>", "<dl><dt>姓名<dd>张伟<dt>性别<dd>男</dl>", "<style>p::before{content:\"姓名：张伟\"}</style><p>x</p>",
                                   "<script>{\"姓名\":\"张伟\",\"性别\":\"男\"}</script>", "<script>{\"\\u59d3\\u540d\":\"\\u5f20\\u4f1f\"}</script>"}) {
        loses_the_name("page.html", page(body));
    }
}

TEST_CASE("tables that styles and roles make have columns") {
    const auto rows = [](const std::string& table, const std::string& row, const std::string& cell) {
        return "<div " + table + "><div " + row + "><div " + cell + ">序号</div><div " + cell + ">姓名</div></div><div " + row + "><div " + cell + ">1</div><div " + cell + ">张伟</div></div></div>";
    };
    loses_the_name("grid.html", page(rows("style=\"display: table\"", "style=\"display:table-row\"", "style=\"display:table-cell; width:9em\"")));
    loses_the_name("grid.html", page(rows("role=table", "role=row", "role=cell")));
    loses_the_name("grid.html", page(rows("", "style=\"display:table-row\"", "style=\"display:table-cell\"")));
    loses_the_name("grid.html", page("<style>.t{display:table} div.t > .r , .x{ display : table-row } .c{padding:0;display:table-cell}</style>" + rows("class=\"t wide\"", "class=r", "class='c b'")));
}

TEST_CASE("items of XML are called by their keys") {
    for (const std::string items : {"<item key=\"姓名\">张伟</item>", "<item name='&#x59d3;&#21517;'>张伟</item>", "<field name=\"姓名\" value=\"张伟\"/>", "<field value=\"张伟\" name=\"姓名\"/>",
                                    "<field type=\"字符串\" fieldName=\"*姓名：\" v=\"张伟\"/>", "<param><name>姓名</name><value>张伟</value></param>",
                                    "<dict><key>姓名</key><string>张伟</string></dict>", "<entry><string>姓名</string><string>张伟</string></entry>",
                                    "<f><label>姓名</label>\n<text>张伟</text></f>", "<field name=\"姓名\"><values><value>张伟</value></values></field>",
                                    "<table><row><cell name=\"姓名\">张伟</cell><cell name=\"性别\">男</cell></row></table>", "<p>经办<item key=\"姓名\">张伟</item>。</p>"}) {
        loses_the_name("items.xml", document(items));
    }
}

TEST_CASE("records of plain text are read by their keys and columns") {
    for (const std::string text : {"{\"姓名\":\"张伟\",\"年龄\":3}\n", "{\"label\":\"姓名\",\"value\":\"张伟\"}\n", "{\"columns\":[\"姓名\",\"电话\"],\"rows\":[[\"张伟\",\"x\"]]}\n",
                                   "{\"\\u59d3\\u540d\":\"\\u5f20\\u4f1f\"}\n{\"a\":1}\n", "INSERT INTO t (姓名, 身份证号) VALUES ('张伟','420303');\n",
                                   "CREATE TABLE `t` (`id` int, `姓名` varchar(20), PRIMARY KEY (`id`));\nINSERT INTO `t` VALUES (1,'张伟');\n", "姓名:\n  - 张伟\n  - 无\n职务: 干部\n",
                                   "姓名: >-\n  张伟\n职务: 干部\n", "[form]\n姓名 = 张伟\n职务=干部\n", "序号 姓名 性别 金额\n1 张伟 男 300\n2 无 女 500\n", "linkman=张伟&type=1&page=2\n"}) {
        loses_the_name("records.txt", text);
    }
}

TEST_CASE("what encoded words of mails say is read where they are quoted") {
    // 姓名：张伟 13812345678
    const std::string word = "=?UTF-8?B?5aeT5ZCN77ya5byg5LyfIDEzODEyMzQ1Njc4?=";
    for (const auto& text : {"答复：" + word + "\n已收悉。\n", std::string("see =?utf-8?Q?=E5=A7=93=E5=90=8D=EF=BC=9A=E5=BC=A0?=\r\n =?utf-8?Q?=E4=BC=9F?= and more\n")}) {
        const auto rest = without_findings("mail.txt", text);
        INFO(text << "\n" << rest);
        CHECK(rest.find("5byg5Lyf") == std::string::npos);
        CHECK(rest.find("=BC=A0") == std::string::npos);
        CHECK(rest.size() > 10);
    }
    const TempFolder folder;
    write_file(folder / "a.txt", "=?x-nobody?B?5aeT?= and text\n");
    CHECK(review({"scan", folder / "a.txt"}).status == 3);
}

TEST_CASE("a mail whose lines end in carriage returns alone is read or refused as any other") {
    const TempFolder folder;
    const std::string head = "From: a@b.cn\rTo: c@d.cn\rContent-Type: text/plain; charset=utf-8\r";
    write_file(folder / "coded.eml", head + "Content-Transfer-Encoding: base64\r\r5aeT5ZCN77ya5byg5Lyf\r");
    write_file(folder / "plain.eml", head + "\r姓名：张伟\r");
    CHECK(review({"scan", folder / "coded.eml"}).status == 3);
    CHECK(review({"scan", folder / "plain.eml", "--format", "json"}).out.find("cn-person/name") != std::string::npos);
}

TEST_CASE("numbers that a sheet has rounded go") {
    CHECK(without_findings("list.csv", "姓名,身份证号\n无,4.20303E+17\n无,4.20303199001011E+17\n").find("E+17") == std::string::npos);
}

// XML whose elements and attributes are called as labels are.
#include <catch2/catch.hpp>

#include <review/document.hpp>
#include <review/scanner.hpp>

using namespace review;

namespace {

std::vector<std::string> found(const std::string& xml) {
    static const auto scanner = Scanner::compile(built_in_packs());
    const auto draft = make_draft("a.xml", Bytes(xml.begin(), xml.end()));
    Extraction read;
    open_document(draft)->extract(read);
    std::vector<std::string> seen;
    for (const auto& part : read.parts) {
        for (const auto& finding : scanner.scan(part)) seen.emplace_back(finding.rule + " " + std::string(finding.excerpt.reveal()));
    }
    return seen;
}

using Found = std::vector<std::string>;

}  // namespace

TEST_CASE("the name of an element or attribute is the label of its text") {
    CHECK(found("<r><姓名>王小明</姓名><职务>干部</职务></r>") == Found{"cn-person/name 王小明"});
    CHECK(found("<r><a 姓名=\"王小明\" 职务=\"干部\"/></r>") == Found{"cn-person/name 王小明"});
    CHECK(found("<r xmlns:d=\"urn:d\"><d:户主>欧阳文远</d:户主><微信号>zhang_san2022</微信号></r>") == Found{"cn-person/name 欧阳文远", "cn-contact/wechat zhang_san2022"});
    CHECK(found("<r><姓名>无</姓名><标题>王小明</标题></r>").empty());
}

TEST_CASE("a part that is called so is never passed over") {
    static const auto scanner = Scanner::compile(built_in_packs());
    Part named, other;
    named.kind = other.kind = PartKind::element;
    named.text = other.text = "王小明";
    named.xpath = "/r/姓名[2]";
    other.xpath = "/r/标题";
    CHECK(scanner.may_find(std::vector<Part>{named, other}) == std::vector<bool>{true, false});
}

TEST_CASE("what an item of XML is called by its key, its label or the element before it is the label of its text and values") {
    CHECK(found("<r><item key=\"姓名\">王小明</item><item key=\"职务\">李建国</item></r>") == Found{"cn-person/name 王小明"});
    CHECK(found("<r><field name=\"银行账号\" value=\"12345678901\"/></r>") == Found{"cn-finance/account 12345678901"});
    CHECK(found("<r><param><name>姓名</name><value>王小明</value><value>李建国</value></param></r>") == Found{"cn-person/name 王小明"});
    CHECK(found("<r><field name=\"姓名\"><values><value>王小明</value></values></field><field><value>李建国</value></field></r>") == Found{"cn-person/name 王小明"});
    CHECK(found("<r><a title=\"姓名\"><b><c><d>王小明</d></c></b></a></r>").empty());  // a heading of much more
    CHECK(found("<r><户主 label=\"登记\">王小明</户主></r>") == Found{"cn-person/name 王小明"});
    CHECK(found("<r><item label=\"登记\" key=\"姓名\">王小明</item></r>") == Found{"cn-person/name 王小明"});
}

TEST_CASE("what is found in a call is found where that stands, and once") {
    CHECK(found("<r><item key=\"13812345678\">王小明</item></r>") == Found{"cn-contact/mobile 13812345678"});
    CHECK(found("<r><item name=\"手机\">13812345678</item></r>") == Found{"cn-contact/mobile 13812345678"});
    CHECK(found("<r><property name=\"password\" value=\"hunter2-Zx9\"/></r>") == Found{"credentials/password hunter2-Zx9"});
}

TEST_CASE("a called part is never passed over") {
    static const auto scanner = Scanner::compile(built_in_packs());
    Part called, other;
    called.kind = other.kind = PartKind::element;
    called.text = other.text = "王小明";
    called.called = "登记\n姓名";
    CHECK(scanner.may_find(std::vector<Part>{other, called, other}) == std::vector<bool>{false, true, false});
    const auto findings = scanner.scan(called);
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].where.span == GlyphSpan{0, 0, 3});
}

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

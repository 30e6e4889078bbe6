#include <catch2/catch.hpp>

#include <review/release.hpp>

#include "release/surroundings.hpp"

using namespace review;

namespace {

const Bytes key(32, 'k');

struct Looked {
    std::vector<Finding> findings;
    std::vector<Anchor> anchors;
};

Looked looked(const std::string& name, const std::string& text, ByteView with = key) {
    static const auto scanner = Scanner::compile(built_in_packs());
    const auto draft = make_draft(name, Bytes(text.begin(), text.end()));
    auto scanned = scan_document(draft, scanner, load_policy("default", Channel::internet), {});
    REQUIRE(scanned.failure.empty());
    Looked result{std::move(scanned.findings), {}};
    result.anchors = anchors_of(draft, result.findings, with).of;
    return result;
}

// The anchor of the only finding whose text ends like this.
Anchor anchor_in(const Looked& all, const std::string& ending) {
    std::vector<Anchor> found;
    for (std::size_t i = 0; i < all.findings.size(); ++i) {
        if (std::string(all.findings[i].excerpt.reveal()).ends_with(ending) && all.findings[i].rule == "cn-contact/mobile") found.push_back(all.anchors.at(i));
    }
    REQUIRE(found.size() == 1);
    return found[0];
}

Anchor anchor(const std::string& text, const std::string& name = "draft.txt", const std::string& ending = "0001") {
    return anchor_in(looked(name, text), ending);
}

bool known_again(const Anchor& left, const Anchor& right) { return left.value == right.value && left.context == right.context && !left.context.empty(); }

const std::string sentence = "经研究，同意将张三同志的联系电话13900000001对外公布，便于群众就低保申请事项咨询，请各村认真做好宣传工作。\n";

Part page(std::uint32_t number, const std::string& text) {
    Part part;
    part.kind = PartKind::page;
    part.number = number;
    part.page = number + 1;
    part.text = text;
    return part;
}

// What stands around glyphs of pages.
Surroundings::Around around(const std::vector<Part>& parts, GlyphSpan span) {
    std::vector<Finding> findings(1);
    findings[0].where.span = span;
    Surroundings surroundings(findings);
    for (const auto& part : parts) surroundings.part(part);
    surroundings.end();
    return std::move(surroundings).take()[0];
}

}  // namespace

TEST_CASE("a value is known again where text is set anew, with other spaces and other lines") {
    const auto before = anchor(sentence);
    CHECK(known_again(before, anchor("前面新加的一段文字。\n\n" + sentence + "后面新加的一段。\n")) == false);  // too near
    const std::string far(200, 'x');
    const auto between = anchor(far + "\n" + sentence + far);
    CHECK(known_again(between, anchor(far + far + "\n" + sentence + far)));
    CHECK(known_again(between, anchor(far + "\n经研究，同意将张三同志的联系电\n话 139 0000 0001对外公布，便于群众就\n低保申请事项咨询，请各村认真做好宣传工作。\n" + far)));
}

TEST_CASE("the same value in another person's sentence, under another label or in another document's words is another thing") {
    const std::string far(200, 'x');
    const auto one = anchor(far + "张三的电话13900000001，" + far);
    CHECK_FALSE(known_again(one, anchor(far + "李四的电话13900000001，" + far)));
    CHECK_FALSE(known_again(one, anchor(far + "张三的手机13900000001，" + far)));
    CHECK(anchor(far + "李四的电话13900000001，" + far).value == one.value);
    CHECK_FALSE(anchor(far + "张三的电话13900000002，" + far, "draft.txt", "0002").value == one.value);
}

TEST_CASE("a row is known again under another running number and beside other rows, and not where a cell of it is another") {
    const std::string head = "序号\t姓名\t电话\t金额\n";
    const auto before = anchor(head + "1\t张三\t13900000001\t500\n2\t李四\t13900000002\t600\n");
    CHECK(known_again(before, anchor(head + "1\t王五\t13900000003\t700\n2\t李四\t13900000002\t600\n3\t张三\t13900000001\t500\n")));
    CHECK_FALSE(known_again(before, anchor(head + "1\t张三\t13900000001\t501\n")));
    CHECK_FALSE(known_again(before, anchor(head + "1\t李四\t13900000001\t500\n")));
    CHECK_FALSE(known_again(before, anchor(head + "1\t张三\t500\t13900000001\n")));
}

TEST_CASE("a record of XML is known again among other records, and not with another name in it") {
    const auto record = [](const std::string& name, const std::string& phone) {
        return "<person><name>" + name + "</name><phone>" + phone + "</phone><town>茅箭</town></person>";
    };
    const auto file = [](const std::string& records) { return "<list>" + records + "</list>"; };
    const auto before = anchor(file(record("张三", "13900000001") + record("李四", "13900000002")), "list.xml");
    CHECK(known_again(before, anchor(file(record("王五", "13900000003") + record("张三", "13900000001")), "list.xml")));
    CHECK_FALSE(known_again(before, anchor(file(record("王五", "13900000001") + record("李四", "13900000002")), "list.xml")));
}

TEST_CASE("the text around a value goes on over a page's border and leaves out its number") {
    const std::string left = "经研究同意将张三同志的联系电话", right = "对外公布便于群众就低保申请事项咨询请各村认真做好宣传工作";
    const auto whole = around({page(0, left + "V" + right)}, {0, 15, 16});
    CHECK(whole.before == left);
    CHECK(whole.after == "对外公布便于群众就低保申请事项咨询请各村");
    const auto early = around({page(0, left.substr(0, 24) + "\n- 3 -"), page(1, "第 4 页\n" + left.substr(24) + "V" + right)}, {1, 13, 14});
    CHECK(early.before == whole.before);
    const auto late = around({page(0, left + "V" + right.substr(0, 9) + "\n3/12\n"), page(1, right.substr(9))}, {0, 15, 16});
    CHECK(late.after == whole.after);
    CHECK(around({page(0, left + "V"), page(1, right.substr(0, 9)), page(2, right.substr(9))}, {0, 15, 16}).after == whole.after);
}

TEST_CASE("numbers of a list are no part of what stands around") {
    const auto text = [](const std::string& number) { return "甲说了些话\n" + number + "乙的电话V\n"; };
    CHECK(around({page(0, text("1. "))}, {0, 13, 14}).before == around({page(0, text("（12）"))}, {0, 14, 15}).before);
}

TEST_CASE("neither a value nor a digest that anybody can compute is in an anchor, and without a key there is none") {
    const std::string far(200, 'x');
    const auto one = anchor(far + "张三的电话13900000001，" + far);
    const std::string digits = "13900000001";
    CHECK(one.value != sha256(as_bytes(digits)).hex().substr(0, 32));
    CHECK(one.value != anchor_in(looked("draft.txt", far + "张三的电话13900000001，" + far, Bytes(32, 'q')), "0001").value);
    CHECK(one.value.size() == 32);
    CHECK(looked("draft.txt", sentence, {}).anchors.empty());
}

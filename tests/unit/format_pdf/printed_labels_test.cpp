// Forms of which the labels are printed on the page and the values stand in fields.
#include <catch2/catch.hpp>

#include <algorithm>
#include <set>

#include <review/document.hpp>
#include <review/pattern_pack.hpp>
#include <review/policy.hpp>
#include <review/release.hpp>
#include <review/scanner.hpp>

#include "support/run.hpp"
#include "unit/format_pdf/han_draft.hpp"
#include "unit/format_pdf/han_pdf.hpp"

using namespace review;
using support::han_codes;
using support::han_page;
using support::han_text;

namespace {

struct FormField {
    double x, y;
    std::string value;
    double width = 100, height = 18;
    std::string keys = "/Subtype/Widget/FT/Tx";
    std::string value_key = "/V";
};

std::string numbers(const std::vector<double>& values) {
    std::string all;
    for (const double value : values) all += std::to_string(value) + ' ';
    return all;
}

// Fields that are called by their numbers, as programs call them.
std::string form_with(const std::string& content, const std::vector<FormField>& fields, const std::string& page_keys = "") {
    std::vector<std::string> more;
    std::string list;
    for (const auto& field : fields) {
        const auto number = 6 + more.size();
        more.push_back("<</Type/Annot/F 4/T(text" + std::to_string(more.size()) + ")" + field.keys + "/Rect[" + numbers({field.x, field.y, field.x + field.width, field.y + field.height}) + "]" +
                       field.value_key + "<FEFF" + han_codes(field.value) + ">/AP<</N " + std::to_string(number + 1) + " 0 R>>>>");
        more.push_back(support::stream_of("/Tx BMC " + han_text(4, field.height - 14, field.value) + "EMC",
                                          "/Type/XObject/Subtype/Form/BBox[0 0 " + numbers({field.width, field.height}) + "]/Resources<</Font<</H 5 0 R>>>>"));
        list += std::to_string(number) + " 0 R ";
    }
    return han_page(content, more, "/Annots[" + list + "]" + page_keys, "/AcroForm<</Fields[" + list + "]>>");
}

Draft draft_of(const std::string& pdf) { return make_draft("a.pdf", Bytes(pdf.begin(), pdf.end())); }

std::set<std::string> found_in(const std::string& pdf) {
    std::set<std::string> found;
    for (const auto& finding : scan_document(draft_of(pdf), Scanner::compile(built_in_packs()), load_policy("default", Channel::internet), {}).findings) {
        found.insert(finding.rule + " " + std::string(finding.excerpt.reveal()));
    }
    return found;
}

using Found = std::set<std::string>;

const std::string ruled = "50 600 100 60 re S 150 600 150 60 re S 300 600 100 60 re S 400 600 150 60 re S 50 630 m 550 630 l S ";

}  // namespace

TEST_CASE("what is printed before a field is the label of its value") {
    CHECK(found_in(form_with("", {{100, 600, "欧阳磊"}})).empty());
    CHECK(found_in(form_with(han_text(50, 605, "姓名："), {{100, 600, "欧阳磊"}})) == Found{"cn-person/name 欧阳磊"});
    CHECK(found_in(form_with(han_text(50, 605, "申请人姓名：__________"), {{130, 600, "欧阳磊"}})) == Found{"cn-person/name 欧阳磊"});
    CHECK(found_in(form_with(han_text(50, 605, "单位："), {{100, 600, "欧阳磊"}})).empty());
    CHECK(found_in(form_with(han_text(50, 605, "姓名：") + han_text(205, 605, "单位："), {{100, 600, "茅箭局"}, {250, 600, "诸葛婷"}})).empty());
    CHECK(found_in(form_with(han_text(50, 605, "单位：") + han_text(205, 605, "姓名："), {{100, 600, "茅箭局"}, {250, 600, "诸葛婷"}})) == Found{"cn-person/name 诸葛婷"});
}

TEST_CASE("the cell before a field labels it, and so does the heading of its column") {
    const auto labels = han_text(60, 640, "姓名") + han_text(310, 640, "身份证号") + han_text(60, 610, "住址");
    CHECK(found_in(form_with(ruled + labels, {{155, 635, "欧阳磊"}, {405, 635, "110101199003072317"}, {155, 605, "茅箭区五堰街37号"}})) ==
          Found{"cn-person/name 欧阳磊", "cn-identity/resident-id 110101199003072317", "cn-contact/address 茅箭区五堰街37号"});
    const auto heads = han_text(60, 640, "序号") + han_text(160, 640, "姓名") + han_text(310, 640, "单位");
    CHECK(found_in(form_with(ruled + heads + han_text(60, 610, "1"), {{155, 605, "欧阳磊"}, {305, 605, "诸葛婷"}})) == Found{"cn-person/name 欧阳磊"});
    CHECK(found_in(form_with(han_text(100, 625, "姓名"), {{95, 600, "欧阳磊"}})) == Found{"cn-person/name 欧阳磊"});
}

TEST_CASE("a label is printed at the first line of a high field, or in its middle") {
    for (const double y : {690., 655.}) CHECK(found_in(form_with(han_text(50, y, "姓名："), {{100, 610, "欧阳磊", 200, 96}})) == Found{"cn-person/name 欧阳磊"});
}

TEST_CASE("a turned page has its labels where people see them") {
    const auto turned = "q 0 1 -1 0 500 50 cm " + han_text(50, 105, "姓名：") + "Q";
    CHECK(found_in(form_with(turned, {{380, 150, "欧阳磊", 18, 100}}, "/Rotate 90")) == Found{"cn-person/name 欧阳磊"});
}

TEST_CASE("a text that was typed over a form is labelled as a field is, and a field whose value stands above it, too") {
    CHECK(found_in(form_with(han_text(50, 605, "姓名："), {{100, 600, "欧阳磊", 100, 18, "/Subtype/FreeText/DA(/H 12 Tf)", "/Contents"}})) == Found{"cn-person/name 欧阳磊"});
    CHECK(found_in(form_with(han_text(50, 605, "姓名："), {{100, 600, "茅箭", 100, 18, "/Subtype/Widget/Parent 8 0 R", "/Q"}, {100, 300, "欧阳磊", 100, 18, "/FT/Tx"}})).contains("cn-person/name 欧阳磊"));
}

TEST_CASE("the value of a labelled field goes with what it looks like, and the rest stays") {
    const auto draft = draft_of(form_with(ruled + han_text(60, 640, "姓名") + han_text(310, 640, "单位") + han_text(60, 610, "住址"),
                                          {{155, 635, "欧阳磊"}, {405, 635, "茅箭局"}, {155, 605, "茅箭区五堰街37号"}}));
    const auto redaction = support::redacted(draft);
    CHECK(redaction.evidence.clean());
    Extraction left;
    open_document(make_draft("b.pdf", redaction.output))->extract(left);
    std::string all;
    for (const auto& part : left.parts) all += part.text + "\n";
    for (const std::string gone : {"欧阳", "五堰"}) CHECK(all.find(gone) == all.npos);
    for (const std::string stays : {"茅箭局", "姓名", "住址"}) CHECK(all.find(stays) != all.npos);
}

TEST_CASE("what is printed beside a field is not told a second time") {
    const auto pdf = form_with(han_text(50, 605, "姓名：欧阳磊  电话："), {{200, 600, "13912345678"}});
    Extraction content;
    open_document(draft_of(pdf))->extract(content);
    int told = 0;
    for (const auto& part : content.parts) told += part.text.find("欧阳磊") != std::string::npos ? 1 : 0;
    CHECK(told == 1);
    CHECK(std::count_if(content.parts.begin(), content.parts.end(), [](const Part& part) { return !part.beside.empty(); }) == 1);
}

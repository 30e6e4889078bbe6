#include <catch2/catch.hpp>

#include <review/review_form.hpp>

#include "support/run.hpp"

using namespace review;

namespace {

ReviewForm form() {
    ReviewForm form;
    form.document = "2026年城乡低保救助名单公示.pdf";
    form.summary = "本季度新增低保对象名单及补助金额，依规公示七日。";
    form.channel = "政府门户网站";
    form.publish_time = "2026-11-27 09:30";
    form.office = "某县民政局";
    form.redactor = "王某";
    form.items = {{"cn-identity/resident-id", "公民身份号码", Disposition::redact, {"条例15", "PIPL28"}, 112, {"第 1 页", "第 2 页", "第 3 页"}},
                  {"cn-contact/mobile", "手机号码", Disposition::mask, {"条例15"}, 3, {"第 3 页"}},
                  {"cn-contact/landline", "固定电话", Disposition::keep, {"条例20(2)"}, 1, {"第 4 页"}}};
    form.approvals = {{"初审", "李某", "2026-11-25T10:00:00Z"}, {"复审", "赵某", "2026-11-26T10:00:00Z"}, {"审定", "", ""}};
    form.document_digest = std::string(64, 'a');
    form.statement_digest = std::string(64, 'b');
    form.ledger_number = "2026-000123";
    return form;
}

struct Printed {
    explicit Printed(const Bytes& bytes) { support::write_file(path, std::string(bytes.begin(), bytes.end())); }
    std::string tool(std::vector<std::string> words) const {
        words.push_back(path);
        if (words[0] == "pdftotext") words.push_back("-");
        const auto ran = support::run(words);
        INFO(words[0] << ran.err);
        CHECK(ran.status == 0);
        return ran.out;
    }
    support::TempFolder folder;
    std::string path = folder / "form.pdf";
};

// As a reader selects it: cells one after another.
std::string cells_of(const Printed& printed) {
    auto text = printed.tool({"pdftotext", "-raw"});
    std::erase(text, '\f');
    return text;
}

bool has(const std::string& text, const std::string& word) { return text.find(word) != std::string::npos; }

void check_file(const Printed& printed) {
    CHECK(has(printed.tool({"qpdf", "--check"}), "No syntax or stream encoding errors found"));
    const auto fonts = printed.tool({"pdffonts"});
    CHECK(has(fonts, "REVIEW+Sheet"));
    CHECK(has(fonts, "yes yes yes"));
    CHECK(std::count(fonts.begin(), fonts.end(), '\n') == 3);  // two lines of heading, one font
    CHECK(has(printed.tool({"pdfinfo"}), "(A4)"));
}

}  // namespace

TEST_CASE("the review form says every field in a cell of its own, as selectable text in an embedded font") {
    const Printed printed(review_form_pdf(form(), built_in_bases(), FormLanguage::zh));
    check_file(printed);
    const auto text = cells_of(printed);
    const auto expected =
        "政府信息公开保密审查表\n信息名称\n2026年城乡低保救助名单公示.pdf\n内容摘要\n本季度新增低保对象名单及补助金额，依规公示七日。\n"
        "承办单位\n某县民政局\n承办人\n王某\n公开方式\n政府门户网站\n公开时间\n2026-11-27 09:30\n台账编号\n2026-000123\n审查意见\n区分处理后公开\n";
    std::string one_line = text;
    std::replace(one_line.begin(), one_line.end(), '\n', ' ');
    std::string wanted = expected;
    std::replace(wanted.begin(), wanted.end(), '\n', ' ');
    INFO(text);
    CHECK(one_line.starts_with(wanted));
    for (const std::string cell : {"1 公民身份号码 删除 条例15、PIPL28 112 第 1 页、第 2 页、第 3 页", "2 手机号码 部分遮盖 条例15 3 第 3 页",
                                   "经审查予以公开的内容", "1 固定电话 公开 条例20(2) 1 第 4 页", "初审 李某 2026-11-25T10:00:00Z", "复审 赵某 2026-11-26T10:00:00Z",
                                   "第 1 页，共 1 页"}) {
        INFO(cell);
        auto squeezed = cell, all = one_line;
        std::erase(squeezed, ' ');
        std::erase(all, ' ');
        CHECK(has(all, squeezed));
    }
    CHECK(has(text, "条例15：政府信息公开条例（2019）第十五条。"));
}

TEST_CASE("the form is printed in English as well, and equal forms are equal bytes") {
    const auto bytes = review_form_pdf(form(), built_in_bases(), FormLanguage::en);
    CHECK(bytes == review_form_pdf(form(), built_in_bases(), FormLanguage::en));
    const Printed printed(bytes);
    check_file(printed);
    const auto text = cells_of(printed);
    for (const std::string line : {"Secrecy Review before Publication of Government Information", "Withheld, with reason and basis",
                                   "Found, reviewed and published", "Review and approval", "Page 1 of 1", "Publish in part"}) {
        INFO(line);
        CHECK(has(text, line));
    }
}

TEST_CASE("the sheet of what is withheld tells kind, place, basis and reason, and nothing of what stayed") {
    const Printed printed(severance_sheet_pdf(form(), built_in_bases(), FormLanguage::zh));
    check_file(printed);
    auto text = cells_of(printed);
    std::erase(text, '\n');
    std::erase(text, ' ');
    CHECK(has(text, "政府信息公开区分处理说明"));
    CHECK(has(text, "1公民身份号码第1页、第2页、第3页条例15、PIPL28商业秘密、个人隐私等损害第三方权益的不得公开"));
    CHECK(has(text, "依据政府信息公开条例第三十七条"));
    CHECK_FALSE(has(text, "固定电话"));
}

TEST_CASE("a long form goes on over pages with its headings, and no item is lost") {
    auto longer = form();
    longer.items.clear();
    for (int i = 0; i < 90; ++i) longer.items.push_back({"pack/rule-" + std::to_string(i), "", Disposition::redact, {"条例15"}, 1, {"page " + std::to_string(i)}});
    longer.summary.clear();
    for (int i = 0; i < 1500; ++i) longer.summary += "摘要文字。";  // longer than a page
    const Printed printed(review_form_pdf(longer, built_in_bases(), FormLanguage::en));
    check_file(printed);
    auto text = printed.tool({"pdftotext", "-raw"});
    const auto pages = std::count(text.begin(), text.end(), '\f');
    CHECK(pages >= 5);
    std::size_t headings = 0, words = 0;
    for (auto at = text.find("Kind of content"); at != text.npos; at = text.find("Kind of content", at + 1)) ++headings;
    CHECK(headings >= 3);
    std::erase(text, '\n');
    for (auto at = text.find("摘要文字。"); at != text.npos; at = text.find("摘要文字。", at + 1)) ++words;
    CHECK(words >= 1480);  // some stand over a page's border
    for (int i = 0; i < 90; ++i) CHECK(has(text, "pack/rule-" + std::to_string(i)));
    CHECK(has(text, "Page " + std::to_string(pages) + " of " + std::to_string(pages)));
}

TEST_CASE("items are counted by rule, decision and basis") {
    std::vector<Finding> findings(5);
    const char* rules[] = {"a/x", "a/x", "a/y", "a/x", "a/z"};
    for (std::size_t i = 0; i < 5; ++i) {
        findings[i].id = "f-" + std::to_string(i);
        findings[i].rule = rules[i];
        findings[i].basis = {"条例15"};
        findings[i].where.label = i < 2 ? "page 1" : "page 2";
    }
    findings[4].action = Action::allow;
    Decisions decisions;
    decisions.redact_all = true;
    Decision kept;
    kept.finding = "f-3", kept.disposition = Disposition::keep, kept.basis = "条例20";
    decisions.decisions = {kept};
    const auto items = form_items(findings, decisions, {{"a/x", "X"}});
    REQUIRE(items.size() == 4);
    CHECK(items[0].title == "X");
    CHECK(items[0].count == 2);
    CHECK(items[0].places == std::vector<std::string>{"page 1"});
    CHECK(items[0].basis == std::vector<std::string>{"条例15"});
    CHECK(items[1].rule == "a/y");
    CHECK(items[2].disposition == Disposition::keep);
    CHECK(items[2].basis == std::vector<std::string>{"条例20"});
    CHECK(items[3].disposition == Disposition::keep);  // what policy allows
}

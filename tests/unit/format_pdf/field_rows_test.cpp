// Numbers of which each digit, or each part, has a field of its own; and what fields are called.
#include <catch2/catch.hpp>

#include <algorithm>

#include <review/document.hpp>
#include <review/pattern_pack.hpp>
#include <review/policy.hpp>
#include <review/release.hpp>
#include <review/scanner.hpp>

#include "support/run.hpp"
#include "unit/format_pdf/small_pdf.hpp"

using namespace review;

namespace {

struct FormField {
    double x;
    std::string value, keys;
    double y = 600, width = 18;
};

// Every field has its appearance, as forms that are filled in have.
std::string form_with(const std::vector<FormField>& fields, const std::string& page_keys = "") {
    std::vector<std::string> more;
    std::string list;
    for (const auto& field : fields) {
        const auto number = 6 + more.size();
        const auto box = [](double x) { return std::to_string(x); };
        more.push_back("<</Type/Annot/Subtype/Widget/FT/Tx/F 4/Rect[" + box(field.x) + " " + box(field.y) + " " + box(field.x + field.width) + " " + box(field.y + 18) + "]/V" + field.value +
                       "/DA(/F1 12 Tf 0 g)/AP<</N " + std::to_string(number + 1) + " 0 R>>" + field.keys + ">>");
        const auto shown = field.value.front() == '(' ? field.value : "()";
        more.push_back(support::stream_of("/Tx BMC BT /F1 12 Tf 4 4 Td " + shown + " Tj ET EMC",
                                          "/Type/XObject/Subtype/Form/BBox[0 0 " + box(field.width) + " 18]/Resources<</Font<</F1 5 0 R>>>>"));
        list += std::to_string(number) + " 0 R ";
    }
    return support::one_page("BT /F1 12 Tf 50 700 Td (form) Tj ET", more, "/Annots[" + list + "]" + page_keys, "", "/AcroForm<</Fields[" + list + "]/DA(/F1 12 Tf 0 g)/DR<</Font<</F1 5 0 R>>>>>>");
}

std::vector<FormField> digits_of(const std::string& number, double gap = 4) {
    std::vector<FormField> fields;
    for (const char digit : number) fields.push_back({50 + static_cast<double>(fields.size()) * (18 + gap), "(" + std::string(1, digit) + ")", "/T(f" + std::to_string(fields.size()) + ")"});
    return fields;
}

const std::string number = "110101199003072316";

std::vector<Part> rows_of(const std::string& pdf) {
    const auto draft = make_draft("a.pdf", Bytes(pdf.begin(), pdf.end()));
    Extraction content;
    open_document(draft)->extract(content);
    std::vector<Part> rows;
    for (auto& part : content.parts) {
        if (part.label.find("row of fields") != std::string::npos) rows.push_back(std::move(part));
    }
    return rows;
}

std::vector<Finding> found_in(const std::string& pdf) {
    const auto draft = make_draft("a.pdf", Bytes(pdf.begin(), pdf.end()));
    return scan_document(draft, Scanner::compile(built_in_packs()), load_policy("default", Channel::internet), {}).findings;
}

bool finds(const std::string& pdf, const std::string& rule, const std::string& text) {
    const auto findings = found_in(pdf);
    return std::any_of(findings.begin(), findings.end(), [&](const Finding& one) { return one.rule == rule && one.excerpt.reveal() == text; });
}

}  // namespace

TEST_CASE("a number with a digit in each field is read from left to right, whatever the order of the fields") {
    auto fields = digits_of(number);
    std::reverse(fields.begin(), fields.end());
    const auto rows = rows_of(form_with(fields));
    REQUIRE(rows.size() == 1);
    CHECK(rows[0].text == number);
    CHECK(rows[0].quads.size() == number.size());
    CHECK(rows[0].quads[1][0] == Approx(72));
    CHECK(rows[0].page == 1);
    CHECK(finds(form_with(fields), "cn-identity/resident-id", number));
    CHECK(finds(form_with({{50, "(110101)", "/T(a)", 600, 60}, {120, "(19900307)", "/T(b)", 601, 80}, {210, "(2316)", "/T(c)", 600, 40}}), "cn-identity/resident-id", number));
}

TEST_CASE("fields apart from each other, on two lines or with long values are no row") {
    CHECK(rows_of(form_with(digits_of("12", 60))).empty());
    CHECK(rows_of(form_with({{50, "(1)", "/T(a)"}, {72, "(2)", "/T(b)", 560}})).empty());
    CHECK(rows_of(form_with({{50, "(110101199003072316)", "/T(a)"}, {72, "(2)", "/T(b)"}})).empty());
    CHECK(rows_of(form_with({{50, "(1)", "/T(a)"}})).empty());
    CHECK(rows_of(form_with({{50, "/Yes", "/T(a)"}, {72, "(2)", "/T(b)"}})).empty());
}

TEST_CASE("what is found in a row of fields is cut out of each of them, drawn and said, and the rest stays") {
    auto fields = digits_of(number);
    fields.push_back({50, "(kept)", "/T(k)", 500, 80});
    const auto pdf = form_with(fields);
    const auto draft = make_draft("a.pdf", Bytes(pdf.begin(), pdf.end()));
    RedactionRequest request;
    request.decisions.draft = draft.digest;
    request.decisions.redact_all = true;
    const auto redaction = redact_document(draft, Scanner::compile(built_in_packs()), load_policy("default", Channel::internet), request);
    CHECK(redaction.evidence.clean());
    const support::TempFolder folder;
    support::write_file(folder / "a.pdf", std::string(as_text(redaction.output)));
    const auto text = support::run({"pdftotext", "-layout", folder / "a.pdf", "-"}).out;
    CHECK(std::none_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }));
    CHECK(text.find("kept") != std::string::npos);
    CHECK(text.find("form") != std::string::npos);
}

TEST_CASE("what a field is called, or people see it called, is the label of its value") {
    const std::string name = "<FEFF738B5C0F660E>", called = "<FEFF59D3540D>";  // 王小明, 姓名
    CHECK(found_in(form_with({{50, name, "/T(a)", 600, 90}})).empty());
    CHECK(finds(form_with({{50, name, "/T" + called, 600, 90}}), "cn-person/name", "王小明"));
    CHECK(finds(form_with({{50, name, "/T(a)/TU" + called, 600, 90}}), "cn-person/name", "王小明"));
}

// Fields and free text without an appearance: readers draw them themselves.
#include <catch2/catch.hpp>

#include <algorithm>

#include <review/document.hpp>

#include "support/run.hpp"
#include "unit/format_pdf/cut_everywhere.hpp"
#include "unit/format_pdf/small_pdf.hpp"

using namespace review;

namespace {

struct Outcome {
    std::string text, raw;
    std::vector<Removal> removals;
    bool lists(const std::string& place, const std::string& reason) const {
        return std::any_of(removals.begin(), removals.end(), [&](const Removal& removal) { return removal.place == place && removal.reason == reason; });
    }
};

// An annotation with these keys on a page that says a secret.
std::string with_annotation(const std::string& keys) {
    return support::one_page("BT /F1 12 Tf 50 700 Td (SECRET) Tj ET", {"<</Type/Annot/Rect[50 600 250 620]" + keys + ">>"}, "/Annots[6 0 R]", "",
                             "/AcroForm<</Fields[6 0 R]/DA(/Helv 0 Tf 0 g)/DR<</Font<</Helv 5 0 R>>>>>>");
}

Outcome without_secret(const std::string& pdf) {
    const auto draft = make_draft("a.pdf", Bytes(pdf.begin(), pdf.end()));
    const auto document = open_document(draft);
    const auto rewritten = document->rewrite(support::plan_for(draft, *document, "SECRET"));
    const support::TempFolder folder;
    support::write_file(folder / "a.pdf", std::string(as_text(rewritten.bytes)));
    Outcome out;
    out.text = support::run({"pdftotext", "-raw", folder / "a.pdf", "-"}).out;
    out.raw = support::run({"qpdf", "--qdf", "--static-id", "--object-streams=disable", folder / "a.pdf", "-"}).out;
    out.removals = rewritten.removals;
    CHECK(out.text.find("SECRET") == std::string::npos);
    CHECK(out.raw.find("SECRET") == std::string::npos);
    return out;
}

const std::string field = "/Subtype/Widget/FT/Tx/T(a)";

}  // namespace

TEST_CASE("the value of a text field without an appearance is drawn, read and cut as any other") {
    const auto pdf = with_annotation(field + "/DA(/Helv 11 Tf 0 g)/V(Kept value)");
    CHECK(without_secret(pdf).text.find("Kept value") != std::string::npos);
    CHECK(without_secret(with_annotation(field + "/V(Kept value)")).text.find("Kept value") != std::string::npos);  // by the form's /DA
    const auto cut = without_secret(with_annotation(field + "/DA(/Helv 11 Tf 0 g)/V(Kept SECRET value)"));
    CHECK(cut.text.find("Kept") != std::string::npos);
    CHECK(cut.text.find("value") != std::string::npos);
    CHECK(cut.raw.find("/AcroForm") == std::string::npos);
}

TEST_CASE("what we would draw otherwise than readers do is not drawn, and the evidence names it") {
    for (const std::string keys : {"/V<FEFF9AD856FD>", "/Ff 4096/V(several lines)", "/DA(/None 9 Tf)/V(no font)", "/V(x)/AP<</N null>>"}) {
        INFO(keys);
        CHECK(without_secret(with_annotation(field + keys)).lists("page 1 annotation Widget", "not-drawn"));
    }
    const auto choice = without_secret(with_annotation("/Subtype/Widget/FT/Ch/T(a)/V(chosen)"));
    CHECK(choice.lists("page 1 annotation Widget", "not-drawn"));
    const auto note = without_secret(with_annotation("/Subtype/FreeText/DA(/Helv 9 Tf)/Contents(a word of an officer)"));
    CHECK(note.lists("page 1 annotation FreeText", "not-drawn"));
    CHECK(note.raw.find("officer") == std::string::npos);
}

TEST_CASE("a password that a field holds is never drawn, and fields that show nothing are no loss") {
    const auto pass = without_secret(with_annotation(field + "/Ff 8192/V(open sesame)"));
    CHECK(pass.text.find("sesame") == std::string::npos);
    CHECK(pass.raw.find("sesame") == std::string::npos);
    CHECK(without_secret(with_annotation(field)).lists("page 1 annotation Widget", "not-on-list"));
    CHECK(without_secret(with_annotation(field + "/F 2/V(hidden)")).lists("page 1 annotation Widget", "not-on-list"));
}

TEST_CASE("what a field or a note says is read, drawn or not") {
    for (const auto& keys : {field + "/V(4111222233)", field + "/Ff 4096/V(4111222233)", std::string("/Subtype/FreeText/Contents(4111222233)")}) {
        const auto pdf = with_annotation(keys);
        const auto draft = make_draft("a.pdf", Bytes(pdf.begin(), pdf.end()));
        Extraction content;
        open_document(draft)->extract(content);
        CHECK(std::any_of(content.parts.begin(), content.parts.end(), [](const Part& part) { return part.text.find("4111222233") != std::string::npos; }));
    }
}

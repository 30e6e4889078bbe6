#include <catch2/catch.hpp>

#include "base/inflate.hpp"
#include "format/pdf/load.hpp"
#include "format/pdf/writer.hpp"
#include "support/run.hpp"
#include "unit/format_pdf/small_pdf.hpp"

using namespace review;

namespace {

Bytes rewritten(const std::string& pdf) {
    const auto document = load_pdf(as_bytes(pdf));
    return write_pdf(document->GetObjects(), *document->GetCatalog()).bytes;
}

const std::string sample = support::one_page(
    "BT /F1 12 Tf 72 700 Td (Hello) Tj ET", {"(ORPHAN)", "<</Title(INFO)/Producer(x)>>"},
    "/UserUnit 1.5/Rotate -90", "/ExtGState<</G<</ca .123456789>>>>", "/Odd(\\(\\)\\\\\\000\\377)/Wide<FEFF4E2D>",
    "/Info 7 0 R");

}  // namespace

TEST_CASE("the writer leaves out what the catalogue does not reach") {
    const auto bytes = rewritten(sample);
    const auto text = std::string(as_text(bytes));
    CHECK(text.find("ORPHAN") == std::string::npos);
    CHECK(text.find("INFO") == std::string::npos);
    CHECK(text.find("Producer") == std::string::npos);
    CHECK(text.find("/Info") == std::string::npos);
    CHECK(text.find(".123456789") != std::string::npos);
}

TEST_CASE("equal graphs are written as equal bytes, and writing again changes nothing") {
    const auto once = rewritten(sample);
    CHECK(once == rewritten(sample));
    CHECK(once == rewritten(std::string(as_text(once))));
}

TEST_CASE("other readers accept what the writer writes") {
    support::TempFolder folder;
    const auto bytes = rewritten(sample);
    support::write_file(folder / "a.pdf", std::string(as_text(bytes)));
    const auto checked = support::run({"qpdf", "--check", folder / "a.pdf"});
    INFO(checked.out << checked.err);
    CHECK(checked.status == 0);
    const auto text = support::run({"pdftotext", folder / "a.pdf", "-"});
    CHECK(text.out.find("Hello") != std::string::npos);
}

TEST_CASE("strings come back as they were") {
    const auto bytes = rewritten(sample);
    const auto document = load_pdf(bytes);
    const auto odd = document->GetCatalog()->GetDictionary().GetKey("Odd")->GetString();
    CHECK(std::string(odd.GetString(), static_cast<std::size_t>(odd.GetLength())) == std::string("()\\\0\377", 5));
    CHECK(document->GetCatalog()->GetDictionary().GetKey("Wide")->GetString().GetStringUtf8() == "中");
}

TEST_CASE("an unfiltered stream is deflated, a filtered one is kept as it is") {
    const auto bytes = rewritten(sample);
    CHECK(as_text(bytes).find("Tj") == std::string_view::npos);
    CHECK(as_text(bytes).find("/FlateDecode") != std::string_view::npos);
}

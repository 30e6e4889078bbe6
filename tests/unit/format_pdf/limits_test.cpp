#include <catch2/catch.hpp>

#include <functional>
#include <string>

#include <review/document.hpp>
#include <review/error.hpp>

#include "unit/format_pdf/small_pdf.hpp"

using namespace review;

// Every field of Limits ends a document that exceeds it, and is named.
namespace {

std::string refusal(const std::string& content, const std::function<void(Limits&)>& change) {
    Draft draft;
    draft.name = content.starts_with("%PDF") ? "draft.pdf" : "draft.xml";
    draft.bytes = Bytes(content.begin(), content.end());
    OpenOptions options;
    change(options.limits);
    try {
        Extraction text;
        open_document(draft, options)->extract(text);
        return "read";
    } catch (const Error& error) {
        return error.code() == Errc::limit ? error.what() : "another error";
    }
}

std::string repeated(const std::string& text, int times) {
    std::string all;
    for (int i = 0; i < times; ++i) all += text;
    return all;
}

const auto no_change = [](Limits&) {};

}  // namespace

TEST_CASE("a document that takes longer than its seconds is given up") {
    const auto late = [](Limits& limits) { limits.seconds = 0; };
    CHECK(refusal(support::one_page("BT /F1 12 Tf (x) Tj ET"), no_change) == "read");
    CHECK(refusal(support::one_page("BT /F1 12 Tf (x) Tj ET"), late).find("seconds") != std::string::npos);
    CHECK(refusal("<a>" + repeated("<b/>", 5000) + "</a>", late).find("seconds") != std::string::npos);
}

TEST_CASE("a document of more objects than allowed is given up before it is copied") {
    CHECK(refusal(support::one_page(""), [](Limits& limits) { limits.objects = 4; }).find("objects") != std::string::npos);
}

TEST_CASE("a form that is drawn again and again counts each time") {
    const auto form = support::stream_of(repeated("0 0 m ", 100) + "n", "/Type/XObject/Subtype/Form/BBox[0 0 5 5]");
    const auto draft = support::one_page(repeated("/A Do ", 1000), {form}, "", "/XObject<</A 6 0 R>>");
    CHECK(refusal(draft, no_change) == "read");
    CHECK(refusal(draft, [](Limits& limits) { limits.document_bytes = 100'000; }).find("document_bytes") != std::string::npos);
}

TEST_CASE("what any chain of filters gives is bounded while it comes") {
    const auto content = "<</Length 8002/Filter/ASCIIHexDecode>>\nstream\n" + repeated("20", 4000) + "> \nendstream";
    const auto draft = support::pdf_of({"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
                                        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>", content});
    CHECK(refusal(draft, no_change) == "read");
    CHECK(refusal(draft, [](Limits& limits) { limits.stream_bytes = 1000; }).find("stream_bytes") != std::string::npos);
}

TEST_CASE("pages, operators and nesting are bounded") {
    CHECK(refusal(support::one_page(repeated("q Q ", 100)), [](Limits& limits) { limits.page_operators = 50; }).find("page_operators") !=
          std::string::npos);
    CHECK(refusal(support::one_page(""), [](Limits& limits) { limits.pages = 0; }).find("pages") != std::string::npos);
}

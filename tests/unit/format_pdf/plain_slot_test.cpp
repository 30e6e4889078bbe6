// A signature is placed in files of our writer without a PDF library (sign/pdf_slot), and the file is what the general way makes
// of it, to the byte; whatever that refuses, or would read in another way, is left to it.
#include <catch2/catch.hpp>

#include <review/error.hpp>

#include "format/pdf/load.hpp"
#include "format/pdf/writer.hpp"
#include "sign/pdf_slot.hpp"
#include "support/run.hpp"
#include "unit/format_pdf/small_pdf.hpp"

using namespace review;

namespace {

const SlotFields plain_fields{"公开 )\\ /Contents <00>\n𝄞", "Beijing (A\\B)", "", "D:20260301120000Z"};

Bytes as_we_write(ByteView pdf) {
    const auto document = load_pdf(pdf);
    return write_pdf(document->GetObjects(), *document->GetCatalog()).bytes;
}

Bytes fixture_of(const std::string& name) {
    const auto text = support::read_file(REVIEW_FIXTURES "/" + name);
    return Bytes(text.begin(), text.end());
}

bool same(const SignatureSlot& one, const SignatureSlot& other) {
    return one.bytes == other.bytes && one.byte_range == other.byte_range && one.contents_begin == other.contents_begin && one.contents_end == other.contents_end && one.digest == other.digest;
}

bool taken_as_general(ByteView pdf, const SlotFields& fields) {
    const auto plain = plain_signature_slot(pdf, fields, 100);
    return plain && same(*plain, prepare_signature_slot(pdf, fields, 100));
}

SlotFields with_validation() {
    SlotFields fields = plain_fields;
    fields.validation.certificates = {{1, 2, 3}, Bytes(5000, 4)};
    fields.validation.responses = {{9}};
    return fields;
}

const std::string words = "BT /F1 12 Tf 72 700 Td (Hello) Tj ET";
const std::string small = support::one_page(words);

// `pdf` with the first `from` become as long a `to`: every offset stays right.
std::string instead(std::string pdf, std::string_view from, std::string to) {
    const auto at = pdf.find(from);
    REQUIRE(at != pdf.npos);
    REQUIRE(to.size() <= from.size());
    to.resize(from.size(), ' ');
    return pdf.replace(at, from.size(), to);
}

// Its table names another place for an object.
std::string moved(std::string pdf, std::size_t object, const std::string& digits) {
    const auto row = pdf.rfind("xref\n0 ");
    const auto at = pdf.find("65535 f \n", row) + 9 + 20 * (object - 1);
    return pdf.replace(at, 10, std::string(10 - digits.size(), '0') + digits);
}

std::string with_trailer(const std::string& keys) { return support::one_page(words, {}, "", "", "", keys); }
std::string with_catalogue(const std::string& keys, const std::vector<std::string>& more = {}) { return support::one_page(words, more, "", "", keys); }

}  // namespace

TEST_CASE("of files that our writer wrote both ways make the same signed file") {
    for (const auto* name : {"report.pdf", "form.pdf", "subsidy.pdf", "contract.pdf", "decision.pdf", "redhead.pdf", "tracing.pdf", "comments.pdf", "concealed.pdf"}) {
        INFO(name);
        const Bytes ours = as_we_write(fixture_of(name));
        CHECK(taken_as_general(ours, plain_fields));
        CHECK(taken_as_general(ours, with_validation()));
        CHECK(taken_as_general(ours, {}));
    }
}

TEST_CASE("so they do of small files that others wrote, in any order and with any blanks") {
    const std::string annotation = "<</Type/Annot/Subtype/Link/Rect[0 0 1 1]>>";
    for (const auto& pdf : {
             small,
             support::one_page(words, {annotation}, "/Annots[6 0 R]"),
             support::one_page(words, {annotation, "[6 0 R]"}, "/Annots 7 0 R"),
             with_catalogue("/AcroForm<</Fields[6 0 R]/SigFlags 1/DA(/F1 0 Tf)>>", {"<</FT/Tx/T(a)>>"}),
             with_catalogue("/AcroForm 6 0 R", {"<</Fields 7 0 R>>", "[]"}),
             with_catalogue("/Perms<</UR3 4 0 R>>/DSS<</Certs[4 0 R]>>"),
             with_catalogue("/Odd[ -3 0.5 -0.25 12.125\n(a\\)\\\\b\\n) <FEFF4E2D> true null /A#20B [ ] << >> ]"),
             with_catalogue("/Lost 6 0 R", {"(of nobody)", "[7 0 R]"}),
             support::pdf_of({"<</Pages 2 0 R/Type/Catalog>>", "<</Kids[3 0 R]/Type/Pages>>", "<</Kids[4 0 R]/Parent 2 0 R/Type/Pages>>", "<</Type/Page>>"}),
             with_trailer("/ID[<00><11>]"), with_catalogue("/A#42 1"), support::one_page(words, {"<</Length 7 0 R>>\nstream\nx\nendstream", "1"}),
         }) {
        INFO(pdf);
        CHECK(taken_as_general(as_bytes(pdf), plain_fields));
        CHECK(taken_as_general(as_bytes(pdf), with_validation()));
    }
}

TEST_CASE("what is not plain is left to the general way") {
    const std::string object_six = "(six)";
    for (const auto& pdf : {
             // signed, or nearly
             std::string(as_text(prepare_signature_slot(as_bytes(small), plain_fields, 100).bytes)),
             with_catalogue("/A 6 0 R", {"<</ByteRange[0 0 0 0]>>"}),
             support::one_page(words, {"<</ByteRange 0>>"}),
             // other revisions, other tables, what stands behind
             with_trailer("/Prev 9"), with_trailer("/XRefStm 9"), with_trailer("/Encrypt 4 0 R"), with_trailer("/Other 1"), with_trailer("/Info 4 0 R"),
             small + small.substr(9), small + "\n%%EOF\n", small + "x", "x" + small,
             instead(small, "/Size 6", "/Size 5"), instead(small, "/Size 6", "/Size 7"), instead(small, "xref\n0 6", "xref\n1 6"), instead(small, "%PDF-1.7", "%PDF-1.4"),
             // offsets and objects that lie
             moved(small, 5, "20"), moved(small, 5, "9"), moved(small, 5, "0"), moved(small, 5, "9999999999"),
             instead(small, "5 0 obj", "4 0 obj"), instead(small, "5 0 obj", "5 1 obj"), instead(small, "00000 n", "00001 n"), instead(small, "00000 n", "00000 f"),
             instead(small, "endobj", "endob"), instead(small, "endobj\n2", "endobj%2"),
             // streams
             instead(small, "/Length 36", "/Length 35"), instead(small, "/Length 36", "/Length 99"), instead(small, "/Length 36", "/Length  0"),
             support::one_page(words, {"<</Filter/FlateDecode/Length 7 0 R>>\nstream\nx\nendstream", "1"}),
             support::one_page(words, {support::stream_of("5 0 6 1", "/Type/ObjStm/N 2/First 4")}), support::one_page(words, {support::stream_of("x", "/Type/XRef")}),
             support::one_page(words, {support::stream_of("x", "/Filter null")}), support::one_page(words, {support::stream_of("x", "/Filter 7 0 R"), "null"}),
             // values of which there are several readings
             with_catalogue("/A 1/A 2"), with_catalogue("/A 007"), with_catalogue("/A +1"), with_catalogue("/A 1.50"), with_catalogue("/A -0"), with_catalogue("/A .5"),
             with_catalogue("/A 99999999999999999999"), with_catalogue("/A(\\101)"), with_catalogue("/A(a\nb)"), with_catalogue("/A((a))"), with_catalogue("/A<0>"),
             with_catalogue("/A<0a>"), with_catalogue("/A#20B 1"), with_catalogue("/A/#41"), with_catalogue("/A null"), with_catalogue("/A%c\n1"), with_catalogue("/A/" + std::string(200, 'x')),
             with_catalogue("/A~ 1"), with_catalogue("/A 6 0 R"), with_catalogue("/A 7 0 R"), with_catalogue("/A 9 0 R"), with_catalogue("/A 5 1 R"), with_catalogue("/A 0 0 R"),
             // a catalogue and pages that are none
             support::pdf_of({"[]"}), support::pdf_of({"2 0 R", "<</Type/Catalog/Pages 3 0 R>>", "<</Type/Page>>"}), support::pdf_of({"<</Type/Pages/Pages 1 0 R>>"}),
             support::pdf_of({"<</Type/Catalog/Pages 1 0 R>>"}), support::pdf_of({"<</Type/Catalog/Pages<</Type/Page>>>>"}), support::pdf_of({"<</Type/Catalog>>"}), support::pdf_of({"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Page>>"}),
             instead(small, "/Type/Pages", "/Type/PAGES"), instead(small, "/Type/Page/", "/Type/Pagx/"),
             support::pdf_of({"<</Type/Catalog/Pages 2 0 R>>", "<</Kids[2 0 R]/Type/Pages>>"}), support::pdf_of({"<</Type/Catalog/Pages 2 0 R>>", "<</Kids[]/Type/Pages>>"}),
             support::pdf_of({"<</Type/Catalog/Pages 2 0 R>>", "<</Kids[3 0 R]/Type/Pages>>", "<</Kids[2 0 R]/Type/Pages>>"}), support::pdf_of({"<</Type/Catalog/Pages 2 0 R>>", "<</Kids[<</Type/Page>>]/Type/Pages>>"}),
             support::pdf_of({"<</Type/Catalog/Pages 2 0 R>>", "<</Kids[9 0 R]/Type/Pages>>"}), support::pdf_of({"<</Type/Catalog/Pages 2 0 R/AcroForm 2 0 R>>", "<</Type/Page>>"}),
             with_catalogue("/AcroForm[]"), with_catalogue("/AcroForm<</Fields 1>>"), support::one_page(words, {}, "/Annots(none)"),
             support::one_page(words, {"<</Linearized 1>>"}), with_catalogue("/A 6 0 R", {"4 0 R"}),
         }) {
        INFO(pdf);
        CHECK_FALSE(plain_signature_slot(as_bytes(pdf), plain_fields, 100));
    }
    SlotFields looked = plain_fields;
    looked.look = VisibleSignature{};
    CHECK_FALSE(plain_signature_slot(as_bytes(small), looked, 100));
    SlotFields broken = plain_fields;
    broken.reason = "\xff";
    CHECK_FALSE(plain_signature_slot(as_bytes(small), broken, 100));
    broken.reason = std::string("a\0b", 3);
    CHECK_FALSE(plain_signature_slot(as_bytes(small), broken, 100));
    CHECK_FALSE(plain_signature_slot({}, plain_fields, 100));
}

TEST_CASE("a stream that says endobj, an object and a table is a stream") {
    const std::string lure = "endstream\nendobj\n9 0 obj\n<</ByteRange[0 0 0 0]>>\nendobj\nxref\n0 1\ntrailer\n<<>>\nstartxref\n0\n%%EOF\n";
    const auto pdf = support::one_page(words, {support::stream_of(lure, "/Filter/ASCIIHexDecode")}, "/Lure 6 0 R");
    CHECK(taken_as_general(as_bytes(pdf), plain_fields));
}

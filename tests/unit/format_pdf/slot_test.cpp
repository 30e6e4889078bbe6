#include <catch2/catch.hpp>

#include <review/error.hpp>
#include <review/signature_slot.hpp>

#include "support/run.hpp"
#include "unit/format_pdf/small_pdf.hpp"

using namespace review;

namespace {

const std::string sample = support::one_page("BT /F1 12 Tf 72 700 Td (Hello) Tj ET");
const SlotFields fields{"公开 ) /Contents <00>", "", "Office", "D:20260301120000Z"};

}  // namespace

TEST_CASE("the signed range is the whole file but the bracketed digits") {
    const auto slot = prepare_signature_slot(as_bytes(sample), fields, 100);
    CHECK(slot.contents_end - slot.contents_begin == 200);
    CHECK(slot.bytes[slot.contents_begin - 1] == '<');
    CHECK(slot.bytes[slot.contents_end] == '>');
    CHECK(slot.byte_range[0] == 0);
    CHECK(slot.byte_range[1] == slot.contents_begin - 1);
    CHECK(slot.byte_range[2] == slot.contents_end + 1);
    CHECK(slot.byte_range[2] + slot.byte_range[3] == slot.bytes.size());
    const auto text = as_text(slot.bytes);
    CHECK(text.find("ETSI.CAdES.detached") != std::string_view::npos);
    CHECK(text.find("/DocMDP") != std::string_view::npos);
    CHECK(text.find("%%EOF") == text.rfind("%%EOF"));
}

TEST_CASE("what is to be signed is told, and the file is named after what stands before its table") {
    const auto slot = prepare_signature_slot(as_bytes(sample), fields, 100);
    const std::string text(as_text(slot.bytes)), gap = text.substr(0, slot.byte_range[1]);
    CHECK(slot.digest == sha256(as_bytes(gap + text.substr(slot.byte_range[2]))));
    const auto table = text.rfind("\nxref\n") + 1;
    const auto id = sha256(as_bytes(gap + text.substr(slot.byte_range[2], table - slot.byte_range[2]))).hex().substr(0, 32);
    CHECK(text.substr(table).find("/ID [<" + id + "><" + id + ">]") != text.npos);
    auto other = fields;
    other.reason = "x";
    CHECK(as_text(prepare_signature_slot(as_bytes(sample), other, 100).bytes).find(id) == text.npos);
}

TEST_CASE("a file with room for a signature is a file other readers accept") {
    auto slot = prepare_signature_slot(as_bytes(sample), fields);
    fill_signature_slot(slot, as_bytes(std::string("\x30\x03\x02\x01\xff", 5)));
    CHECK(as_text(slot.bytes).substr(slot.contents_begin, 12) == "30030201ff00");
    support::TempFolder folder;
    support::write_file(folder / "a.pdf", std::string(as_text(slot.bytes)));
    const auto checked = support::run({"qpdf", "--check", folder / "a.pdf"});
    INFO(checked.out << checked.err);
    CHECK(checked.status == 0);
}

TEST_CASE("a signed file is not signed again") {
    const auto slot = prepare_signature_slot(as_bytes(sample), fields);
    CHECK_THROWS_AS(prepare_signature_slot(slot.bytes, fields), Error);
}

TEST_CASE("a signature that does not fit is refused") {
    auto slot = prepare_signature_slot(as_bytes(sample), fields, 4);
    CHECK_THROWS_AS(fill_signature_slot(slot, as_bytes("12345")), Error);
}

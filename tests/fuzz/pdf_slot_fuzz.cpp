// Where a signature is placed without a PDF library, the file is the one that the general way writes, to the byte: what that refuses
// is not taken either.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include <review/error.hpp>

#include "sign/pdf_slot.hpp"

namespace {

void place(review::ByteView pdf) {
    const review::SlotFields fields{"公开 ) \\ /Contents <00>", "", "", "D:20260301120000Z"};
    const auto plain = review::plain_signature_slot(pdf, fields, 16);
    if (!plain) return;
    try {
        const auto general = review::prepare_signature_slot(pdf, fields, 16);
        if (general.bytes != plain->bytes || general.contents_begin != plain->contents_begin || general.contents_end != plain->contents_end ||
            general.byte_range != plain->byte_range) std::abort();
    } catch (const review::Error&) {
        std::abort();
    }
}

// What was changed has its objects elsewhere: with a new table it is worth reading.
std::string with_new_table(std::string pdf) {
    const auto old = pdf.rfind("xref\n");
    pdf.resize(old == pdf.npos ? pdf.size() : old);
    std::string rows;
    std::size_t count = 0;
    for (std::size_t at = 0; (at = pdf.find("\n" + std::to_string(count + 1) + " 0 obj", at)) != pdf.npos; ++at) {
        const std::string offset = std::to_string(at + 1);
        rows += std::string(10 - offset.size(), '0') + offset + " 00000 n \n";
        ++count;
    }
    const std::string size = std::to_string(count + 1), start = std::to_string(pdf.size());
    return pdf + "xref\n0 " + size + "\n0000000000 65535 f \n" + rows + "trailer\n<</Root 1 0 R/Size " + size + ">>\nstartxref\n" + start + "\n%%EOF\n";
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    place({data, size});
    place(review::as_bytes(with_new_table(std::string(data, data + size))));
    return 0;
}

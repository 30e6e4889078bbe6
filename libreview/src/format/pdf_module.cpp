#include "format/pdf_module.hpp"

#include <review/error.hpp>

#include "base/messages/format_pdf.hpp"
#include "format/zip/directory.hpp"

namespace review {

// XML and HTML are told from text by their readers, and none of these three opens a file within it.
bool may_need_pdf_module(ByteView head) {
    const auto text = as_text(head);
    return text.starts_with('%') || text.starts_with("PK") || text.find("%PDF-") != text.npos || text.find('\0') != text.npos;
}

SignatureSlot prepare_signature_slot(ByteView pdf, const SlotFields& fields, std::size_t reserved_bytes) {
    SignatureSlot slot = pdf_module().prepare_slot(pdf, fields, reserved_bytes);
    identify_signature_slot(slot);
    return slot;
}

void fill_signature_slot(SignatureSlot& slot, ByteView cms_der) {
    constexpr char hex[] = "0123456789abcdef";
    if (cms_der.size() * 2 > slot.contents_end - slot.contents_begin) {
        throw Error(Errc::limit, say(Msg::pdf_signature_too_large, {std::to_string(cms_der.size())}));
    }
    auto out = slot.bytes.begin() + static_cast<std::ptrdiff_t>(slot.contents_begin);
    for (const auto byte : cms_der) {
        *out++ = static_cast<std::uint8_t>(hex[byte >> 4]);
        *out++ = static_cast<std::uint8_t>(hex[byte & 15]);
    }
}

}  // namespace review

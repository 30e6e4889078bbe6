#pragma once

#include <review/signature_slot.hpp>

namespace review::pdf {

// prepare_signature_slot(), whose public name is outside the module of PDF (format/pdf_module.hpp).
SignatureSlot prepare_slot(ByteView pdf, const SlotFields& fields, std::size_t reserved_bytes);

}  // namespace review::pdf

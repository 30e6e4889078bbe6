#pragma once

#include <optional>

#include <review/signature_slot.hpp>

namespace review {

// prepare_signature_slot() without a PDF library, for files in the plain form in which our writer leaves them: the same bytes. nullopt
// where anything about the file is unexpected or a look is asked for; the general way decides then what becomes of it, and says so.
std::optional<SignatureSlot> plain_signature_slot(ByteView pdf, const SlotFields& fields, std::size_t reserved_bytes);

}  // namespace review

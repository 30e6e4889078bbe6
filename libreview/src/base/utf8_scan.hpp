#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include <review/bytes.hpp>

namespace review {

// Passes over whole texts, at several bytes an instruction.

// Offset of the first byte that is not UTF-8 (RFC 3629: no overlong forms, no surrogates).
std::optional<std::size_t> first_not_utf8(ByteView bytes);

// Characters of a text in UTF-8: its bytes that continue none.
std::size_t count_characters(std::string_view text);

// A control character that no text has. Text has tab, line feed, vertical tab, form feed and carriage return, the end mark of
// DOS and the escape of logs.
bool has_binary_control(ByteView bytes);

}  // namespace review

#pragma once

#include <cstdint>
#include <string>

#include <review/bytes.hpp>
#include <review/limits.hpp>

namespace review {

// XML in UTF-8 without its comments, which no signature protects (Canonical XML 1.0, 2.1: they are left out), and anyone could add to or change. Any other
// encoding comes back as it is. `removed`: how many there were. Throws what XmlSplitter throws.
Bytes without_comments(ByteView xml, const std::string& draft_name, const Limits& limits, std::uint32_t& removed);

}  // namespace review

#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <review/bytes.hpp>
#include <review/evidence.hpp>

namespace review {

// Where nothing declares how a text is written, its bytes decide, and a cut changes them. A doubt in the evidence where the finished
// file, read afresh, is taken for another encoding than the draft, or for none; a mark in front that the draft does not have is told.
// Returns the output behind such a mark.
ByteView look_at_charset(std::string_view format, ByteView draft, ByteView output, Evidence& evidence);

}  // namespace review

#pragma once

#include <review/bytes.hpp>

namespace review::pdf {

// A content stream that lost text or paths, without the operators that now change nothing anybody sees:
// text objects and q ... Q that show nothing, marks around nothing, settings nobody uses before the next one
// of their kind. How many of them there were would tell how what is gone was written. One operator a line.
// A stream that cannot be parsed to its end comes back as it is.
Bytes without_dead_operators(ByteView content);

}  // namespace review::pdf

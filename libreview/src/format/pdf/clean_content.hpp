#pragma once

#include <review/bytes.hpp>

namespace review {

// A content stream without what no reader draws: comments, and the property lists of marked content
// (ActualText, Alt, E, private keys). Layers stay (/OC /Name BDC), for without them hidden content shows.
// Everything else is copied byte for byte. `changed` says whether anything went.
Bytes clean_content(ByteView content, bool& changed);

}  // namespace review

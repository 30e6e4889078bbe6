#pragma once

#include <review/bytes.hpp>

namespace review {

// A token as an authority would answer with it, which is what others' tools take (RFC 3161, 2.4.2: TimeStampResp, status granted).
Bytes time_stamp_response(ByteView token);

// The token of exactly such an answer. Throws Errc::unverified for any other bytes.
Bytes time_stamp_token(ByteView response);

}  // namespace review

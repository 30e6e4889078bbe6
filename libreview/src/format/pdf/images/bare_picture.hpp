#pragma once

#include <optional>

#include <review/bytes.hpp>

namespace review::pdf {

// A picture file as it is, less what no reader of PDF draws by: of a JPEG (ITU-T T.81, annex B) comments and the
// segments of applications, EXIF with its place, camera and thumbnail among them; of JPEG 2000 (ISO/IEC 15444-1,
// annexes A and I) boxes and comments of that kind; of both what stands behind the end. Samples keep every bit.
// None: not such a file from its first byte on, or it breaks off.
std::optional<Bytes> bare_jpeg(ByteView jpeg);
std::optional<Bytes> bare_jpx(ByteView jpx);

// A colour profile (ICC.1, 7) without its texts, who made it and when. Empty: no profile that readers take, and
// they do without it.
Bytes bare_profile(ByteView profile);

}  // namespace review::pdf

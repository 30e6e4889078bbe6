#pragma once

#include <review/bytes.hpp>

namespace review {

// A picture file without what no reader draws by: of JPEG and JPEG 2000 comments and EXIF, of PNG (ISO/IEC 15948, 11.3) texts, times and
// private chunks, of all three what stands behind the end. Samples keep every bit. Others, and what breaks off, are as they were.
Bytes bare_picture_file(ByteView picture);

}  // namespace review

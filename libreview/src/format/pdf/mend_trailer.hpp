#pragma once

#include <review/bytes.hpp>

namespace review::pdf {

// A file whose trailer is lost or unreadable (ISO 32000-1, 7.5.5), with one at its head that names the catalog which stands
// last: what qpdf's recovery needs. Empty where no catalog is in sight, and for encrypted files, whose key the trailer had.
Bytes with_trailer(ByteView draft);

}  // namespace review::pdf

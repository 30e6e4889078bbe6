#include "format/archive/archive_document.hpp"
#include "format/format.hpp"

namespace review {

extern const Format format_archive;
const Format format_archive{"archive", "zip", is_archive, open_archive};

}  // namespace review

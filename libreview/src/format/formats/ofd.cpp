#include "format/format.hpp"
#include "format/ofd/ofd_document.hpp"

namespace review {

extern const Format format_ofd;
const Format format_ofd{"ofd", "ofd", is_ofd, open_ofd};

}  // namespace review

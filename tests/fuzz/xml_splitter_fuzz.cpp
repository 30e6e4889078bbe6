#include "fuzz/rewrite_check.hpp"

namespace review {
extern const Format format_xml;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    check_rewrites(review::format_xml, data, size);
    return 0;
}

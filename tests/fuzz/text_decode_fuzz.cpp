#include "base/utf8_scan.hpp"
#include "fuzz/rewrite_check.hpp"

namespace review {
extern const Format format_text;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    check_rewrites(review::format_text, data, size, !review::first_not_utf8({data, size}));
    return 0;
}

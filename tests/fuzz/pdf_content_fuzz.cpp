#include <cstdlib>

#include "format/pdf/clean_content.hpp"

// A cleaned content stream is clean: cleaning it again changes nothing.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace review;
    const Bytes content(data, data + size);
    ContentShape shape, again;
    const auto clean = clean_content(content, shape);
    if (clean_content(clean, again) != clean || again.changed) std::abort();
    if (!shape.changed && clean != content) std::abort();
    return 0;
}

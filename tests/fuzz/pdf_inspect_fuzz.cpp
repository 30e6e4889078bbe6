#include <cstdlib>

#include <review/document.hpp>
#include <review/error.hpp>
#include <review/json.hpp>

#include "format/format.hpp"

namespace review {
extern const Format format_pdf;
}

// Any bytes are inspected, or refused with an error of ours, and twice the same is said of them.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace review;
    const Draft draft = make_draft("draft", Bytes(data, data + size));
    if (!format_pdf.sniff(draft.bytes)) return 0;
    OpenOptions options;
    options.limits.page_operators = 20'000;
    options.limits.nesting = 4;
    try {
        const auto document = format_pdf.open(draft, options);
        if (inspection_json(document->inspect(), Reveal::yes) != inspection_json(document->inspect(), Reveal::yes)) std::abort();
    } catch (const Error&) {
    }
    return 0;
}

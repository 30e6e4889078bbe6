#include <cstdlib>

#include <review/document.hpp>
#include <review/error.hpp>

#include "format/format.hpp"

namespace review {
extern const Format format_pdf;
}

// Any bytes are read, or refused with an error of ours; what was read is written again and read again.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace review;
    const Draft draft = make_draft("draft", Bytes(data, data + size));
    if (!format_pdf.sniff(draft.bytes)) return 0;
    OpenOptions options;
    options.limits.page_operators = 20'000;
    try {
        const auto document = format_pdf.open(draft, options);
        Extraction content;
        document->extract(content);
        RedactionPlan plan;
        plan.draft = draft.digest;
        for (const Part& part : content.parts) {
            if (part.kind == PartKind::page && part.glyph_count() > 2) {
                plan.cuts.push_back({{part.number, part.first + 1, part.first + 2}, part.kind, "f-1"});
            }
        }
        const Draft cut = make_draft("cut", document->rewrite(plan).bytes);
        Extraction again;
        format_pdf.open(cut, options)->extract(again);
    } catch (const Error&) {
    }
    return 0;
}

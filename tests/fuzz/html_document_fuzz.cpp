#include <algorithm>
#include <cstdlib>

#include <review/document.hpp>
#include <review/error.hpp>

#include "format/format.hpp"

namespace review {
extern const Format format_html;
}

// Any bytes are a page, or refused with an error of ours. Without cuts they are written as they were; with some, what was written is read again.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace review;
    const auto must = [](bool holds) {
        if (!holds) std::abort();
    };
    const Draft draft = make_draft("draft.html", Bytes(data, data + size));
    OpenOptions options;
    options.limits.seconds = 20;
    try {
        const auto document = format_html.open(draft, options);
        Extraction content;
        document->extract(content);
        document->inspect();
        RedactionPlan plan;
        plan.draft = draft.digest;
        must(document->rewrite(plan).bytes == draft.bytes);
        for (const Part& part : content.parts) {
            must(part.glyph_count() > 0);
            const auto end = part.first + part.glyph_count();
            if (const auto place = bytes_of(part, part.first, end)) must(place->begin < place->end && place->end <= size);
            if (part.first == 0) plan.cuts.push_back({{part.number, 0, std::min<std::uint32_t>(end, 3)}, part.kind, "f-1"});
        }
        const Draft cut = make_draft("cut.html", document->rewrite(plan).bytes);
        Extraction again;
        format_html.open(cut, options)->extract(again);
    } catch (const Error&) {
    }
    return 0;
}

#include <algorithm>
#include <cstdlib>

#include <review/document.hpp>
#include <review/error.hpp>

#include "format/format.hpp"
#include "format/zip/writer.hpp"

namespace review {
extern const Format format_archive;
}

namespace {

using namespace review;

void check(Bytes bytes) {
    const Draft draft = make_draft("draft.zip", std::move(bytes));
    if (!format_archive.sniff(draft.bytes)) return;
    OpenOptions options;
    options.limits.document_bytes = 1 << 24;
    options.limits.members = 100;
    options.limits.nesting = 3;
    try {
        const auto document = format_archive.open(draft, options);
        Extraction content;
        document->extract(content);
        document->inspect();
        RedactionPlan plan;
        plan.draft = draft.digest;
        plan.accepted = content.blind_spots;
        for (const Part& part : content.parts) {
            if (part.glyph_count() == 0) std::abort();
            if (part.first == 0) plan.cuts.push_back({{part.number, 0, std::min<std::uint32_t>(part.glyph_count(), 3)}, part.kind, "f-1"});
        }
        const Draft cut = make_draft("cut.zip", document->rewrite(plan).bytes);
        Extraction again;
        format_archive.open(cut, options)->extract(again);
    } catch (const Error&) {
    }
}

}  // namespace

// Any bytes are read, or refused with an error of ours; as an archive, and as a member of one.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    check({data, data + size});
    check(write_zip({{"a", Bytes(data, data + size)}, {"b/c.txt", Bytes{'x', 'y'}}}));
    return 0;
}

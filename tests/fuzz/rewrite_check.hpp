#pragma once

#include <algorithm>
#include <cstdlib>

#include <review/document.hpp>
#include <review/error.hpp>

#include "format/format.hpp"

// What must hold of any bytes that XML or plain text accepts. Stops the program where it does not. `knows_encoding`: nothing has to be
// guessed, so that a file that was cut is read as what it was.
inline void check_rewrites(const review::Format& format, const std::uint8_t* data, std::size_t size, bool knows_encoding) {
    using namespace review;
    const auto must = [](bool holds) {
        if (!holds) std::abort();
    };
    const Draft draft = make_draft("draft", Bytes(data, data + size));
    if (!format.sniff(draft.bytes)) return;
    try {
        const auto document = format.open(draft, {});
        Extraction content;
        document->extract(content);
        RedactionPlan plan;
        plan.draft = draft.digest;
        plan.width = Width::exact;
        must(document->rewrite(plan).bytes == draft.bytes);
        for (const Part& part : content.parts) {
            must(part.glyph_count() > 0);
            const auto end = part.first + part.glyph_count();
            if (const auto place = bytes_of(part, part.first, end)) must(place->begin < place->end && place->end <= size);
            if (part.first == 0) plan.cuts.push_back({{part.number, 0, std::min<std::uint32_t>(end, 3)}, part.kind, "f-1"});
        }
        const Draft cut = make_draft("cut", document->rewrite(plan).bytes);
        Extraction again;
        format.open(cut, {})->extract(again);
        // What was Base64 or markup within a text is none any more once it was cut.
        must(again.parts.size() <= content.parts.size());
        if (!knows_encoding || again.parts.size() < content.parts.size()) return;
        for (std::size_t i = 0; i < again.parts.size(); ++i) {
            // A blank that was cut no longer stands for the break at a tag behind it: one glyph more, of the three that were cut.
            const auto before = content.parts[i].glyph_count(), after = again.parts[i].glyph_count();
            must(after >= before && after <= before + 3);
        }
    } catch (const Error&) {
    }
}

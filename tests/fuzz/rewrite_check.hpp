#pragma once

#include <algorithm>
#include <cstdlib>

#include <review/document.hpp>
#include <review/error.hpp>

#include "format/format.hpp"

// What must hold of any bytes that XML or plain text accepts. Stops the program where it does not.
inline void check_rewrites(const review::Format& format, const std::uint8_t* data, std::size_t size) {
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
        must(again.parts.size() == content.parts.size());
        for (std::size_t i = 0; i < again.parts.size(); ++i) {
            must(again.parts[i].glyph_count() == content.parts[i].glyph_count());
        }
    } catch (const Error&) {
    }
}

#pragma once

#include <string>

#include <review/document.hpp>
#include <review/redaction_plan.hpp>

namespace support {

// Cuts every place where `value` stands, in any part.
inline review::RedactionPlan plan_for(const review::Draft& draft, const review::Document& document, const std::string& value) {
    review::RedactionPlan plan;
    plan.width = review::Width::exact;
    plan.draft = draft.digest;
    plan.format = "pdf";
    plan.values.push_back({review::Sensitive(value), "term"});
    review::Extraction content;
    document.extract(content);
    for (const auto& part : content.parts) {
        const auto glyph_at = [&](std::size_t byte) {
            std::uint32_t glyph = 0;
            while (glyph < part.glyph_ends.size() && part.glyph_ends[glyph] <= byte) ++glyph;
            return glyph;
        };
        for (auto at = part.text.find(value); at != std::string::npos; at = part.text.find(value, at + value.size())) {
            const auto begin = glyph_at(at);
            plan.cuts.push_back({{part.number, begin, glyph_at(at + value.size() - 1) + 1}, part.kind, "f-1"});
        }
    }
    return plan;
}

}  // namespace support

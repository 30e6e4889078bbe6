#pragma once

#include <string>
#include <string_view>

#include <review/document.hpp>
#include <review/error.hpp>

#include "unit/format_xml/xml_drafts.hpp"

namespace html_drafts {

inline review::Draft draft(std::string_view bytes) { return review::make_draft("draft.html", review::Bytes(bytes.begin(), bytes.end())); }

// The text of the part with that label; "(none)" where there is none.
inline std::string part(const review::Draft& source, std::string_view label) {
    for (const auto& one : xml_drafts::extracted(source).parts) {
        if (one.label == label) return one.text;
    }
    return "(none)";
}

// The draft without a value, as text.
inline std::string without(const review::Draft& source, std::string_view value) {
    const auto document = review::open_document(source);
    auto plan = xml_drafts::plan_for(source, xml_drafts::extracted(*document), value);
    plan.format = "html";
    for (auto& reading : document->readings_of(plan.cuts)) plan.cuts.push_back(std::move(reading));
    const auto rewritten = document->rewrite(plan);
    return std::string(review::as_text(rewritten.bytes));
}

}  // namespace html_drafts

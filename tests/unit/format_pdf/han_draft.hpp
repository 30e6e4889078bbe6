#pragma once

#include <string>

#include <review/document.hpp>
#include <review/pattern_pack.hpp>
#include <review/policy.hpp>
#include <review/release.hpp>
#include <review/scanner.hpp>

#include "unit/format_pdf/han_pdf.hpp"

// Drafts of one page with Han, read and redacted as a whole.
namespace support {

inline review::Draft draft_of_page(const std::string& content) {
    const auto pdf = han_page(content);
    return review::make_draft("a.pdf", review::Bytes(pdf.begin(), pdf.end()));
}

inline std::string text_of_page(const std::string& content) {
    review::Extraction all;
    open_document(draft_of_page(content))->extract(all);
    return all.parts.at(0).text;
}

inline review::ScannedDocument scanned(const review::Draft& draft) {
    return scan_document(draft, review::Scanner::compile(review::built_in_packs()), review::load_policy("default", review::Channel::internet), {});
}

// All that policy does not allow is cut.
inline review::Redaction redacted(const review::Draft& draft) {
    review::RedactionRequest request;
    request.decisions.draft = draft.digest;
    request.decisions.redact_all = true;
    return redact_document(draft, review::Scanner::compile(review::built_in_packs()), review::load_policy("default", review::Channel::internet), request);
}

}  // namespace support

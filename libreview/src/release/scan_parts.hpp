#pragma once

#include <string>

#include <review/document.hpp>
#include <review/policy.hpp>
#include <review/scan_result.hpp>
#include <review/scanner.hpp>

namespace review {

// "f-" and 16 hex digits: the same place of the same draft has the same id in every scan.
std::string finding_id(const Digest& draft, const Finding& finding);

// scan_document for a document that is open already. Throws what extraction throws.
void scan_parts(const Document& document, const Draft& draft, const Scanner& scanner, const Policy& policy,
                ByteView fingerprint_key, ScannedDocument& result);

}  // namespace review

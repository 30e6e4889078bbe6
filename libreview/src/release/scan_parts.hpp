#pragma once

#include <review/document.hpp>
#include <review/policy.hpp>
#include <review/scan_result.hpp>
#include <review/scanner.hpp>

#include "scan/sieve.hpp"

namespace review {

// scan_document for a document that is open already. Throws what extraction throws. `notes`: for whoever reads it again.
void scan_parts(const Document& document, const Draft& draft, const Scanner& scanner, const Policy& policy,
                ByteView fingerprint_key, ScannedDocument& result, SieveNotes* notes = nullptr);

}  // namespace review

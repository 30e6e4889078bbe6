#pragma once

#include <review/document.hpp>
#include <review/evidence.hpp>
#include <review/redaction_plan.hpp>
#include <review/scanner.hpp>

namespace review {

// Looks for residue in a finished file through another parser than the one that wrote it, in every
// stream, string and encoding. `draft` is the document the plan was made for, to compare what was
// not cut, and `draft_bytes` are its bytes (XML and text are compared byte by byte); null where only the file is at hand (then untouched_equal is not claimed).
// `pictures`: what reads the pictures of its pages once more, as it read the draft's.
// Never throws for what it finds: that is in the evidence. Throws where the file cannot be read.
Evidence prove(ByteView output, const RedactionPlan& plan, const Scanner* scanner, const Document* draft,
               const Limits& limits = {}, ByteView draft_bytes = {}, const PictureReading& pictures = {});

}  // namespace review

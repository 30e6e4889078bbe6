#pragma once

#include <review/document.hpp>
#include <review/evidence.hpp>
#include <review/redaction_plan.hpp>

namespace review {

// Has the draft and the finished file drawn at 150 dpi by another program and compares them, one page in memory at
// a time. A page without a cut is the same, but for letters that stand up to a pixel aside by rounding. On a page with cuts every box is of one colour, and the rest
// is the same but for the lines that were set again. Pages that were emptied or drawn, and pages that lost an
// annotation, are not compared: evidence.rendered counts them. `evidence` has its boxes and removals; what looks
// different becomes a doubt. PDF only; any other document is left alone.
// Throws Errc::unsupported where there is no pdftoppm or it cannot draw the file.
void look_drawn(const Document& draft, ByteView output, const RedactionPlan& plan, Evidence& evidence);

}  // namespace review

#pragma once

#include <review/evidence.hpp>
#include <review/limits.hpp>

#include "proof/needles.hpp"

namespace review {

// The raw file, without trusting its cross-reference table: every stream inflated, every byte between
// streams, one revision, nothing before or behind. Also in the codes of the file's fonts, once
// look_at_pdf_objects has read them.
void look_at_raw_pdf(ByteView file, Needles& needles, const Limits& limits, Evidence& evidence);

// The objects qpdf sees: strings, names, decoded streams; whether each is reached; the text that each
// font's codes show. Throws Errc::malformed where qpdf cannot open the file.
void look_at_pdf_objects(ByteView file, Needles& needles, const Limits& limits, Evidence& evidence);

}  // namespace review

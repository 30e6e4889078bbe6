#pragma once

#include <cstdint>

#include <review/extraction.hpp>

#include "format/text/source_text.hpp"

namespace review {

// Tells what the encoded words of a text say (RFC 2047, 2: =?utf-8?B?...?=), a part for each run of them from `number` on; one that cannot be
// read is a blind spot. Fields of mails and what quotes them are written so. A cut takes the whole run.
void tell_encoded_words(const SourceText& text, std::uint32_t number, ExtractionSink& sink);

}  // namespace review

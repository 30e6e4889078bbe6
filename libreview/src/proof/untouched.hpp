#pragma once

#include <review/document.hpp>
#include <review/redaction_plan.hpp>

#include "proof/needles.hpp"

namespace review {

// Every glyph of the draft's pages outside the cuts is on the output's pages, in order, within 0.1 pt.
// Glyphs that touch a drawn area may go; one that stands in an area of the output is residue.
bool pages_untouched(const Document& draft, const Document& output, const RedactionPlan& plan, Evidence& evidence);

// Every byte of the draft outside the cuts is in the output, in order, from the first to the last, and beside them there is nothing but what
// fills the cuts: blocks, and the neutral values of fields.
bool bytes_untouched(ByteView draft_bytes, const Document& draft, ByteView output, const RedactionPlan& plan);

// The same of the text that a reader sees, which stands in memory: half a character that was left before a cut takes the first byte of what
// fills it.
bool text_filled(const Document& draft, const Document& output, const RedactionPlan& plan);

// The text of all parts that come along, outside the bytes that are cut, in order: what stands once in a package may be read
// in several parts.
bool package_untouched(const Document& draft, const Document& output, const RedactionPlan& plan);

// The text of all parts beside pages that come along, outside the cuts, part by part in any order: a rebuild may give its members other
// names. Blanks and the blocks that stand for what went do not count.
bool asides_untouched(const Document& draft, const Document& output, const RedactionPlan& plan);

// The text of all parts outside the cuts, in order; for formats without pages where the bytes are not
// at hand.
bool text_untouched(const Document& draft, const Document& output, const RedactionPlan& plan);

}  // namespace review

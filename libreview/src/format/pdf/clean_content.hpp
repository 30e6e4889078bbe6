#pragma once

#include <review/bytes.hpp>

#include "format/pdf/tags/tag_numbers.hpp"

namespace review {

// What a content stream leaves behind when it ends (ISO 32000-1, 8.4.2: q and Q should balance).
struct ContentShape {
    int lowest = 0;         // how many Q come before their q: 0 or below
    int final = 0;          // how many q are still open, less the Q too many
    bool in_text = false;   // BT without ET
    bool bare = false;      // an operator outside every q ... Q
    bool changed = false;   // something was left out
    std::size_t dropped = 0;  // operators nobody knows, and operands no operator takes

    // What comes behind it finds the graphics state a page starts with.
    bool leaves_no_trace() const { return !bare && !in_text && lowest == 0 && final == 0; }
};

// A content stream without what no reader draws: comments, and the property lists of marked content
// (ActualText, Alt, E, private keys). Layers stay (/OC /Name BDC), for without them hidden content shows.
// `lists`: marked-content identifiers stay, as /P <</MCID 3>> BDC; those of named property lists are in it. Null: they go,
// too. Everything else is copied byte for byte.
Bytes clean_content(ByteView content, ContentShape& shape, const pdf::TagLists* lists = nullptr);

}  // namespace review

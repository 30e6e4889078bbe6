#pragma once

#include "format/text/mapped_text.hpp"
#include "format/text/source_text.hpp"
#include "format/xml/characters.hpp"

namespace review {

// Text of an XML member, utf8()[begin, end), references resolved, each character with its place.
MappedText xml_text(const SourceText& text, std::size_t begin, std::size_t end, XmlCharacters::Where where);

// ST_Xstring undone (ECMA-376-1, 22.9.2.19): names of columns, comments, headers are written so, and not only cells.
MappedText without_cell_escapes(const MappedText& text);

// oddHeader, evenHeader, firstHeader and the footers: of sheets (18.3.1.36 to 18.3.1.55) and of charts (21.2.2).
bool is_header_or_footer(std::string_view element);

// What such an element shows. Its codes are nothing (18.3.1.46): &B may stand in the middle of a number. Left, centre and right are lines.
// Of a size Excel takes three digits along (MS-OI29500, 2.1.619), LibreOffice all, and whoever wrote it meant two: "138&1212345678".
constexpr std::size_t longest_size = 3;
MappedText without_header_codes(const MappedText& text, std::size_t size_digits = longest_size);
// How many digits belong to a size makes a difference.
bool says_two_sizes(const MappedText& text);

}  // namespace review

#pragma once

#include <string>
#include <string_view>

namespace review {

// Whether the writer of redacted files (format/pdf/writer) would write a value that is read from this text by the very same text: a
// name, a number, a string, true, false or null. "No" costs time and nothing else, so whatever is seldom is no.
bool written_once(std::string_view text);
bool plain_name(std::string_view name);  // without its slash, no escapes

// A string object, escaped as the writer escapes: ASCII as it is, anything else in UTF-16 with its mark (ISO 32000-1, 7.9.2.2).
// Throws PdfFault where the text is no UTF-8 or holds a zero.
std::string pdf_text_string(std::string_view utf8);

}  // namespace review

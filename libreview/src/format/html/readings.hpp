#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "format/text/mapped_text.hpp"

namespace review {

// What readers make of a text once it stands where it stands. nullopt: nothing else than what is written.

// Of a URL: %xx, in UTF-8 or else in `charset` (WHATWG URL 1.3).
std::optional<MappedText> without_percents(const MappedText& text, const Charset& charset);

// Of scripts, JSON and style sheets: \uxxxx, \xxx, \n and their like (ECMA-262 12.9.4), hexadecimal escapes of CSS (Syntax 4.3.7), and
// strings that are put together where they stand ("42" + "03").
std::optional<MappedText> without_escapes(const MappedText& text, bool style_sheet);

// An e-mail address as Cloudflare hides them from robots, in data-cfemail and behind /cdn-cgi/l/email-protection#: hexadecimal bytes, each
// but the first XOR the first. nullopt: the attribute holds none.
std::optional<MappedText> hidden_address(std::string_view attribute, const MappedText& value);

// A URL that holds its file (RFC 2397), wherever it stands in a text: an attribute's value, a style sheet.
struct DataUrl {
    std::optional<MappedText> text;  // nullopt: what it holds is no text
    bool picture = false;
    bool markup = false;             // the text is HTML or XML
};
std::vector<DataUrl> data_urls(const MappedText& text);

}  // namespace review

#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace review {

// One way to write a value in bytes.
struct Spelling {
    std::string bytes;
    const char* encoding;
    bool exact = false;  // letters count in their case, as those of Base64 do
};

// UTF-8, UTF-16 both ways, GB18030, Big5, each also as hexadecimal digits and, of three Han or nine letters and more, as
// Base64 in its three phases; reversed. Of the value as it is and without blanks.
std::vector<Spelling> spellings_of(std::string_view value);

std::string hex_digits(std::string_view bytes);  // lower case

// What readers make of bytes: each is empty where it would not differ from `bytes`.
std::string without_blanks(std::string_view bytes);
std::string without_string_escapes(std::string_view bytes);  // ISO 32000-1, 7.3.4.2: \ddd, \n, line continuation
std::string without_name_escapes(std::string_view bytes);    // 7.3.5: #xx
std::string without_percent_escapes(std::string_view bytes); // RFC 3986: %xx
std::string without_entities(std::string_view bytes);        // XML 1.0, 4.1: &#n; &#xn;
std::string without_script_escapes(std::string_view bytes);  // ECMAScript: \uxxxx, \xxx

// The strings of a content stream one behind the other, whatever stands between them; empty where
// nothing is shown.
std::string joined_strings(std::string_view content);

}  // namespace review

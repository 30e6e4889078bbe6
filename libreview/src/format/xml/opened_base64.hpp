#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace review {

// What Base64 (RFC 4648) in an element or attribute holds.
struct OpenedBase64 {
    std::string text;        // UTF-8, where it is text
    bool unreadable = false; // a file nobody read here, or text in which something is written in yet another way
};

// The whole of a text that is nothing but Base64, of 24 letters at least, or of a data: URL (RFC 2397). nullopt: it is not, or it holds
// what keys, certificates, signatures, time stamps and digests are made of: DER, or a kilobyte at most that no kind of file begins with; where texts stand in such a one, it is they.
std::optional<OpenedBase64> opened_base64(std::string_view text);

// Whether a text is nothing but letters of Base64 in lines, after the head of a data: URL where there is one.
bool is_base64(std::string_view text);

// Digits of hexadecimal numbers alone: a digest or an id.
bool is_hexadecimal(std::string_view text);

}  // namespace review

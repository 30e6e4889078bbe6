#pragma once

#include <string>
#include <string_view>

namespace review {

// Text for XML 1.0 and HTML, in elements and in quoted attributes: & < > " ' as references; what is no UTF-8 and what
// XML has no character for becomes U+FFFD.
std::string markup_text(std::string_view text);

}  // namespace review

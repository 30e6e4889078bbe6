#pragma once

#include <review/bytes.hpp>

namespace review {

// A draft of our own with two values: what is used when a draft is read is used once when this one is. A PDF of one page; a line of text where
// nothing that reads PDF is loaded.
Bytes first_page();

}  // namespace review

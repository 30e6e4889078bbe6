#pragma once

#include <string_view>

#include <review/bytes.hpp>

namespace review {

// Tables that were computed when the library was built, by key: what they are made from, in every version that
// matters. Empty: none such was made, and the caller computes its own, which is slower and gives the same.
ByteView prepared(std::string_view key);

}  // namespace review

#pragma once

#include <string>
#include <string_view>

namespace review {

// A path as a URI reference (RFC 3986): everything but unreserved characters and "/" in percents, bytes that are no
// UTF-8 too; "file://" before an absolute path.
std::string uri_of_path(std::string_view path);

}  // namespace review

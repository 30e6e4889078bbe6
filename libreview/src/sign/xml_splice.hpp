#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <review/bytes.hpp>

namespace review {

// The file with `ascii` as the last thing in its root element; every other byte stays, save that
// <root/> becomes <root></root>. For a well-formed file without a DTD or comments only. `encoding`
// is what the parser said; nullopt where it is one in which markup is not plain ASCII bytes.
std::optional<Bytes> append_to_root(ByteView xml, std::string_view encoding, std::string_view ascii);

// The reverse: the file without `ascii`, which must stand there byte for byte; nullopt where it does not.
std::optional<Bytes> remove_from_root(ByteView xml, std::string_view encoding, std::string_view ascii);

}  // namespace review

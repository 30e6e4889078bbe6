#include "base/little_endian.hpp"
#include "format/ofd/ofd_document.hpp"
#include "format/ofd/package.hpp"
#include "format/zip/names.hpp"

namespace review {

// By the directory at the end (APPNOTE.TXT 4.3.12), where it can be found; the reader looks at all of it.
bool is_ofd(ByteView bytes) {
    if (!is_zip(bytes)) return false;
    const auto text = as_text(bytes);
    const auto end = text.rfind("PK\x05\x06");
    if (end == text.npos || bytes.size() - end < 22) return false;
    auto at = static_cast<std::size_t>(little_endian_at(bytes, end + 16, 4));
    for (auto left = little_endian_at(bytes, end + 10, 2); left > 0 && at <= bytes.size() && bytes.size() - at >= 46; --left) {
        if (!text.substr(at).starts_with("PK\x01\x02")) return false;
        const auto name = static_cast<std::size_t>(little_endian_at(bytes, at + 28, 2));
        if (folded_name(text.substr(at + 46, name)) == folded_name(ofd_root_name)) return true;
        at += 46 + name + static_cast<std::size_t>(little_endian_at(bytes, at + 30, 2) + little_endian_at(bytes, at + 32, 2));
    }
    return false;
}

}  // namespace review

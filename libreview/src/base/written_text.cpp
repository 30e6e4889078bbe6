#include "base/written_text.hpp"

#include <algorithm>
#include <optional>

#include "base/charset.hpp"
#include "base/utf8_scan.hpp"

namespace review {
namespace {

constexpr std::size_t utf16_mark = 2;

std::optional<Charset> utf16_of(ByteView bytes) {
    if (bytes.size() < utf16_mark) return std::nullopt;
    if (bytes[0] == 0xff && bytes[1] == 0xfe) return Charset::utf16le();
    if (bytes[0] == 0xfe && bytes[1] == 0xff) return Charset::utf16be();
    return std::nullopt;
}

std::size_t line_at(std::string_view text, std::size_t end) {
    return 1 + static_cast<std::size_t>(std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(end), '\n'));
}

}  // namespace

WrittenText written_text(ByteView bytes) {
    WrittenText written;
    if (const auto charset = utf16_of(bytes)) {
        auto decoded = decode(*charset, bytes, utf16_mark, 0);
        written.utf8 = std::move(decoded.utf8);
        if (!decoded.undecodable.empty()) written.wrong_line = line_at(written.utf8, std::min(written.utf8.find("\xef\xbf\xbd"), written.utf8.size()));
        return written;
    }
    auto text = as_text(bytes);
    if (const auto wrong = first_not_utf8(bytes)) written.wrong_line = line_at(text, *wrong);
    if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
    written.utf8 = text;
    return written;
}

}  // namespace review

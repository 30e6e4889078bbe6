#include "format/picture/bare_file.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

#include "format/pdf/images/bare_picture.hpp"

namespace review {
namespace {

constexpr std::string_view png_mark{"\x89PNG\r\n\x1a\n", 8};

// Chunks that decide what is seen.
bool is_drawn_by(std::string_view type) {
    constexpr std::array<std::string_view, 10> drawn{"IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "sBIT", "pHYs"};
    return std::find(drawn.begin(), drawn.end(), type) != drawn.end();
}

std::optional<Bytes> bare_png(ByteView picture) {
    const auto text = as_text(picture);
    if (!text.starts_with(png_mark)) return std::nullopt;
    Bytes out(picture.begin(), picture.begin() + static_cast<std::ptrdiff_t>(png_mark.size()));
    for (std::size_t at = png_mark.size(); picture.size() - at >= 12;) {
        std::size_t length = 0;
        for (int i = 0; i < 4; ++i) length = length << 8 | picture[at + static_cast<std::size_t>(i)];
        const auto type = text.substr(at + 4, 4);
        if (length > picture.size() - at - 12) return std::nullopt;
        const auto whole = picture.subspan(at, length + 12);
        if (is_drawn_by(type)) out.insert(out.end(), whole.begin(), whole.end());
        if (type == "IEND") return out;
        at += whole.size();
    }
    return std::nullopt;
}

}  // namespace

Bytes bare_picture_file(ByteView picture) {
    if (auto bare = bare_png(picture)) return *bare;
    if (auto bare = pdf::bare_jpeg(picture)) return *bare;
    if (auto bare = pdf::bare_jpx(picture)) return *bare;
    return {picture.begin(), picture.end()};
}

}  // namespace review

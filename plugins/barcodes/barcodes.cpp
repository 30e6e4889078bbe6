// Reads QR and bar codes on pictures of pages with ZXing-C++ (Apache-2.0). A code goes whole: its letters have no places of their own.
#define ZX_USE_UTF8 1
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include <ZXing/DecodeHints.h>
#include <ZXing/ReadBarcode.h>

#include <review/plugin.h>

namespace {

struct Place {
    double x0, y0, x1, y1;
};

// How much of a row between two columns is ink.
int ink_of_row(const review_picture& picture, const Place& place, double row) {
    const auto* samples = picture.grey + static_cast<std::size_t>(row) * picture.row_bytes;
    return static_cast<int>(std::count_if(samples + static_cast<std::size_t>(place.x0), samples + static_cast<std::size_t>(place.x1), [](auto grey) { return grey < 128; }));
}

// Of a code of bars the rows that were read are told, not how high the bars are.
void reach_over_bars(const review_picture& picture, Place& place) {
    const int bars = ink_of_row(picture, place, (place.y0 + place.y1) / 2);
    while (place.y0 >= 1 && 2 * ink_of_row(picture, place, place.y0 - 1) >= bars) --place.y0;
    while (place.y1 + 1 < picture.height && 2 * ink_of_row(picture, place, place.y1 + 1) >= bars) ++place.y1;
}

// Corners stand in the outer modules or bars, not around them.
Place whole_code(const ZXing::Result& code, const review_picture& picture) {
    Place place{static_cast<double>(picture.width), static_cast<double>(picture.height), 0, 0};
    for (const auto& corner : code.position()) {
        place.x0 = std::min<double>(place.x0, std::max(corner.x, 0)), place.x1 = std::max<double>(place.x1, std::min<double>(corner.x, picture.width));
        place.y0 = std::min<double>(place.y0, std::max(corner.y, 0)), place.y1 = std::max<double>(place.y1, std::min<double>(corner.y, picture.height - 1));
    }
    const bool bars = ZXing::BarcodeFormats(ZXing::BarcodeFormat::LinearCodes).testFlag(code.format());
    const bool upright = place.y1 - place.y0 > place.x1 - place.x0;
    if (bars && !upright) reach_over_bars(picture, place);
    // Bars that run across were read in columns; how long they are is not known: half of the code's length to either side.
    const double across = bars && upright ? (place.y1 - place.y0) / 2 : 0, rim = 4 + 0.05 * std::max(place.x1 - place.x0, place.y1 - place.y0);
    return {std::max(place.x0 - rim - across, 0.0), std::max(place.y0 - rim, 0.0), std::min<double>(place.x1 + rim + across, picture.width),
            std::min<double>(place.y1 + rim, picture.height)};
}

int tell_code(const ZXing::Result& code, const review_picture& picture, review_pieces* to) {
    const std::string text = code.text();
    if (text.empty()) return 0;
    const auto place = whole_code(code, picture);
    const review_piece piece{sizeof piece, {text.data(), text.size()}, place.x0, place.y0, place.x1, place.y1, 100, REVIEW_NEW_BLOCK, 1};
    return to->add(to, &piece);
}

// The library looks for no more on one picture.
constexpr std::size_t most_codes = 255;

int read_codes_of(const review_picture& picture, review_pieces* to) {
    ZXing::DecodeHints hints;
    hints.setTryHarder(true);
    hints.setTryRotate(true);
    hints.setMaxNumberOfSymbols(most_codes);
    const ZXing::ImageView view(picture.grey, static_cast<int>(picture.width), static_cast<int>(picture.height), ZXing::ImageFormat::Lum,
                                static_cast<int>(picture.row_bytes));
    const auto codes = ZXing::ReadBarcodes(view, hints);
    if (codes.size() >= most_codes) return -1;  // there may be more
    for (const auto& code : codes) {
        if (const int refused = tell_code(code, picture, to)) return refused;
    }
    return 0;
}

int read_codes(void*, const review_picture* picture, review_pieces* to) try {
    if (const int refused = read_codes_of(*picture, to)) return refused;
    // Light on dark: this release of the library reads dark codes only.
    std::vector<std::uint8_t> inverted(std::size_t{picture->width} * picture->height);
    for (std::uint32_t y = 0; y < picture->height; ++y) {
        const auto* row = picture->grey + std::size_t{y} * picture->row_bytes;
        std::transform(row, row + picture->width, inverted.begin() + static_cast<std::ptrdiff_t>(std::size_t{y} * picture->width),
                       [](std::uint8_t grey) { return static_cast<std::uint8_t>(255 - grey); });
    }
    auto other = *picture;
    other.grey = inverted.data();
    other.row_bytes = picture->width;
    return read_codes_of(other, to);
} catch (...) {
    return -1;
}

}  // namespace

extern "C" int review_plugin_init(review_host* host) {
    if (host->hello(host, REVIEW_PLUGIN_VERSION) != 0) return -1;
    const review_picture_reader reader{sizeof reader, "zxing-cpp 1.4", read_codes, nullptr};
    return host->add_picture_reader(host, &reader);
}

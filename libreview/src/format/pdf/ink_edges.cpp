#include "format/pdf/ink_edges.hpp"

#include <algorithm>
#include <cmath>

namespace review::pdf {
namespace {

// Of the box's height.
constexpr double most_along = 0.4;
constexpr double most_across = 0.2;

struct Window {
    long x0, y0, x1, y1;  // pixels; the last two behind it
};

class Ink {
public:
    Ink(const GreyPicture& picture, const Window& around) : picture_(picture), around_(around) {
        std::uint8_t dark = 255, light = 0;
        for (auto y = around.y0; y < around.y1; ++y) {
            for (auto x = around.x0; x < around.x1; ++x) dark = std::min(dark, at(x, y)), light = std::max(light, at(x, y));
        }
        // A scan's paper is not even: what is a third of the way to black is ink.
        ink_ = light - (light - dark) / 3;
    }
    bool in_column(long x, long y0, long y1) const {
        if (x < around_.x0 || x >= around_.x1) return false;
        for (auto y = y0; y < y1; ++y) {
            if (at(x, y) < ink_) return true;
        }
        return false;
    }
    bool in_row(long y, long x0, long x1) const {
        if (y < around_.y0 || y >= around_.y1) return false;
        for (auto x = x0; x < x1; ++x) {
            if (at(x, y) < ink_) return true;
        }
        return false;
    }

private:
    std::uint8_t at(long x, long y) const { return picture_.samples[static_cast<std::size_t>(y) * picture_.width + static_cast<std::size_t>(x)]; }
    const GreyPicture& picture_;
    Window around_;
    int ink_ = 0;
};

}  // namespace

void widen_to_paper(const GreyPicture& picture, RecognisedPiece& piece) {
    const auto within = [](double value, std::uint32_t most) { return static_cast<long>(std::clamp(value, 0.0, static_cast<double>(most))); };
    Window box{within(std::floor(piece.x0), picture.width), within(std::floor(piece.y0), picture.height),
               within(std::ceil(piece.x1), picture.width), within(std::ceil(piece.y1), picture.height)};
    if (box.x0 >= box.x1 || box.y0 >= box.y1) return;
    const auto height = static_cast<double>(box.y1 - box.y0);
    const auto along = static_cast<long>(most_along * height) + 1, across = static_cast<long>(most_across * height) + 1;
    const Window around{std::max(box.x0 - along, 0L), std::max(box.y0 - across, 0L), std::min<long>(box.x1 + along, picture.width),
                        std::min<long>(box.y1 + across, picture.height)};
    const Ink ink(picture, around);
    while (box.x0 > around.x0 && ink.in_column(box.x0 - 1, box.y0, box.y1)) --box.x0;
    while (box.x1 < around.x1 && ink.in_column(box.x1, box.y0, box.y1)) ++box.x1;
    while (box.y0 > around.y0 && ink.in_row(box.y0 - 1, box.x0, box.x1)) --box.y0;
    while (box.y1 < around.y1 && ink.in_row(box.y1, box.x0, box.x1)) ++box.y1;
    piece.x0 = static_cast<double>(box.x0), piece.y0 = static_cast<double>(box.y0);
    piece.x1 = static_cast<double>(box.x1), piece.y1 = static_cast<double>(box.y1);
}

}  // namespace review::pdf

#include "format/pdf/shown_page.hpp"

#include <algorithm>
#include <cmath>

#include "format/pdf/boxes.hpp"
#include "format/pdf/object_access.hpp"

namespace review::pdf {

namespace {

using namespace PoDoFo;

const PdfObject* inherited_value(const Page& page, const char* key, PdfVecObjects& objects) {
    const PdfObject* node = page.object;
    for (int steps = 0; node != nullptr && steps < 64; ++steps, node = value_of(node, "Parent", objects)) {
        if (const auto* value = value_of(node, key, objects)) return value;
    }
    return nullptr;
}

// False: there is no such box, or it has no area.
bool read_box(const PdfObject* box, PdfVecObjects& objects, Rectangle& to) {
    if (box == nullptr || !box->IsArray() || box->GetArray().size() != 4) return false;
    const auto at = [&](std::size_t i) { return number_of(resolve(&box->GetArray()[i], objects)); };
    const Rectangle read{std::min(at(0), at(2)), std::min(at(1), at(3)), std::max(at(0), at(2)), std::max(at(1), at(3))};
    if (!(read.x1 > read.x0 && read.y1 > read.y0) || !std::isfinite(read.x1 - read.x0 + read.y1 - read.y0)) return false;
    to = read;
    return true;
}

}  // namespace

Point ShownPage::shown(double x, double y) const {
    switch (turned) {
        case 1: return {y - media.y0, x - media.x0};
        case 2: return {media.x1 - x, y - media.y0};
        case 3: return {media.y1 - y, media.x1 - x};
        default: return {x - media.x0, media.y1 - y};
    }
}

Rectangle ShownPage::shown(const Quad& quad) const {
    Rectangle bounds{1e300, 1e300, -1e300, -1e300};
    for (std::size_t i = 0; i < 8; i += 2) {
        const auto point = shown(quad[i], quad[i + 1]);
        bounds = {std::min(bounds.x0, point.x), std::min(bounds.y0, point.y), std::max(bounds.x1, point.x), std::max(bounds.y1, point.y)};
    }
    return bounds;
}

Rectangle ShownPage::shown(const Rectangle& box) const { return shown(quad_of_rectangle(box.x0, box.y0, box.x1, box.y1)); }

ShownPage shown_page(const Page& page, PdfVecObjects& objects) {
    ShownPage view;
    read_box(inherited_value(page, "MediaBox", objects), objects, view.media);
    view.crop = view.media;
    if (Rectangle crop; read_box(inherited_value(page, "CropBox", objects), objects, crop)) {
        const Rectangle common{std::max(crop.x0, view.media.x0), std::max(crop.y0, view.media.y0),
                               std::min(crop.x1, view.media.x1), std::min(crop.y1, view.media.y1)};
        if (common.x1 > common.x0 && common.y1 > common.y0) view.crop = common;
    }
    const double degrees = number_of(inherited_value(page, "Rotate", objects));
    if (std::isfinite(degrees)) view.turned = ((static_cast<int>(std::lround(std::fmod(degrees, 360) / 90)) % 4) + 4) % 4;
    return view;
}

PixelBox pixels_of(const Rectangle& points, const ShownPage& page, const DrawnPage& drawn, int grow) {
    const auto media = page.shown(page.media);
    const double scale_x = drawn.width / media.x1, scale_y = drawn.height / media.y1;
    const auto bound = [](double value, std::uint32_t most) {
        return static_cast<std::uint32_t>(std::clamp(value, 0.0, static_cast<double>(most)));
    };
    return {bound(std::floor(points.x0 * scale_x) - grow, drawn.width), bound(std::floor(points.y0 * scale_y) - grow, drawn.height),
            bound(std::ceil(points.x1 * scale_x) + grow, drawn.width), bound(std::ceil(points.y1 * scale_y) + grow, drawn.height)};
}

}  // namespace review::pdf

#include "format/pdf/labels.hpp"

#include <algorithm>
#include <cmath>

#include "format/pdf/boxes.hpp"

namespace review::pdf {

namespace {

constexpr double by_height = 0.7, by_width = 0.92, least_size = 4;
constexpr double descent = 0.2;  // of an em: what Han and Latin letters reach below the line

}  // namespace

std::optional<LabelPlace> place_label(const Quad& box, double em_wide) {
    double x = box[0], y = box[1];
    double along_x = box[2] - x, along_y = box[3] - y, up_x = box[6] - x, up_y = box[7] - y;
    if (std::hypot(up_x, up_y) > 2 * std::hypot(along_x, along_y)) {  // read downwards, its head to the right
        x = box[6], y = box[7];
        std::swap(along_x, up_x);
        std::swap(along_y, up_y);
        along_x = -along_x, along_y = -along_y;
    }
    const double length = std::hypot(along_x, along_y);
    if (!(length > 0) || !(em_wide > 0)) return std::nullopt;
    const double dx = along_x / length, dy = along_y / length;
    const double nx = -dy, ny = dx;
    double height = up_x * nx + up_y * ny;
    if (height < 0) x += nx * height, y += ny * height, height = -height;  // mirrored text; the code is not
    const double size = std::min(by_height * height, by_width * length / em_wide);
    if (!(size >= least_size)) return std::nullopt;
    const double left = (length - size * em_wide) / 2, foot = (height - size) / 2 + descent * size;
    LabelPlace place;
    place.text = {size * dx, size * dy, size * nx, size * ny, x + dx * left + nx * foot, y + dy * left + ny * foot};
    const double right = left + size * em_wide;
    place.around = {x + dx * left, y + dy * left, x + dx * right, y + dy * right,
                    x + dx * right + nx * height, y + dy * right + ny * height, x + dx * left + nx * height, y + dy * left + ny * height};
    return place;
}

std::string print_labels(const std::vector<LabelPlace>& places, const std::string& font_name, const std::string& shown) {
    if (places.empty()) return {};
    std::string out = "q\n1 g\nBT\n/" + font_name + " 1 Tf\n";
    for (const auto& place : places) {
        const auto& m = place.text;
        for (const double number : {m.a, m.b, m.c, m.d, m.e, m.f}) out += number_text(number) + ' ';
        out += "Tm\n" + shown + " Tj\n";
    }
    return out + "ET\nQ\n";
}

PoDoFo::PdfReference Labels::font() {
    if (!embedded_) embedded_ = font_.embed(document_);
    return *embedded_;
}

Quad turned_upright(const Quad& box, int quarters) {
    Quad out = box;
    std::rotate(out.begin(), out.begin() + 2 * quarters, out.end());
    return out;
}

}  // namespace review::pdf

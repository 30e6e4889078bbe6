#include "format/pdf/unreadable_pages.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <string>
#include <utility>

#include "format/pdf/appearances.hpp"
#include "format/pdf/boxes.hpp"
#include "format/pdf/images/encode.hpp"
#include "format/pdf/object_access.hpp"
#include "format/pdf/path_geometry.hpp"
#include "format/pdf/stream_data.hpp"

namespace review::pdf {

namespace {

using namespace PoDoFo;

const PdfObject* inherited(const Page& page, const char* key, PdfVecObjects& objects) {
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

// The page as it is looked at: what shows of it, and how it is turned (ISO 32000-1, 7.7.3.3).
struct View {
    Rectangle media{0, 0, 612, 792}, crop;
    int turned = 0;  // quarters, clockwise

    // Points right and down of the upper left corner of the media box as it is shown.
    Point shown(double x, double y) const {
        switch (turned) {
            case 1: return {y - media.y0, x - media.x0};
            case 2: return {media.x1 - x, y - media.y0};
            case 3: return {media.y1 - y, media.x1 - x};
            default: return {x - media.x0, media.y1 - y};
        }
    }
    Rectangle shown(const Quad& quad) const {
        Rectangle bounds{1e300, 1e300, -1e300, -1e300};
        for (std::size_t i = 0; i < 8; i += 2) {
            const auto point = shown(quad[i], quad[i + 1]);
            bounds = {std::min(bounds.x0, point.x), std::min(bounds.y0, point.y), std::max(bounds.x1, point.x), std::max(bounds.y1, point.y)};
        }
        return bounds;
    }
    Rectangle shown(const Rectangle& box) const { return shown(quad_of_rectangle(box.x0, box.y0, box.x1, box.y1)); }
};

View view_of(const Page& page, PdfVecObjects& objects) {
    View view;
    read_box(inherited(page, "MediaBox", objects), objects, view.media);
    view.crop = view.media;
    if (Rectangle crop; read_box(inherited(page, "CropBox", objects), objects, crop)) {
        const Rectangle common{std::max(crop.x0, view.media.x0), std::max(crop.y0, view.media.y0),
                               std::min(crop.x1, view.media.x1), std::min(crop.y1, view.media.y1)};
        if (common.x1 > common.x0 && common.y1 > common.y0) view.crop = common;
    }
    const double degrees = number_of(inherited(page, "Rotate", objects));
    if (std::isfinite(degrees)) view.turned = ((static_cast<int>(std::lround(std::fmod(degrees, 360) / 90)) % 4) + 4) % 4;
    return view;
}

// Everything of the page goes but its place in the tree and its size.
PdfDictionary& cleared(const Page& page, double width, double height) {
    auto& keys = page.object->GetDictionary();
    const auto parent = keys.HasKey("Parent") ? *keys.GetKey("Parent") : PdfObject();
    keys.Clear();
    keys.AddKey("Type", PdfName("Page"));
    if (!parent.IsNull()) keys.AddKey("Parent", parent);
    PdfArray box;
    for (const double value : {0.0, 0.0, width, height}) box.push_back(PdfObject(PdfVariant(value)));
    keys.AddKey("MediaBox", box);
    keys.AddKey("Rotate", PdfObject(PdfVariant(pdf_int64{0})));
    keys.AddKey("Resources", PdfDictionary());
    return keys;
}

// Whole pixels, the next ones outwards, inside the picture.
struct Pixels {
    std::uint32_t x0 = 0, y0 = 0, x1 = 0, y1 = 0;
};

Pixels pixels(const Rectangle& points, double scale_x, double scale_y, const DrawnPage& drawn, int grow) {
    const auto bound = [](double value, std::uint32_t most) {
        return static_cast<std::uint32_t>(std::clamp(value, 0.0, static_cast<double>(most)));
    };
    return {bound(std::floor(points.x0 * scale_x) - grow, drawn.width), bound(std::floor(points.y0 * scale_y) - grow, drawn.height),
            bound(std::ceil(points.x1 * scale_x) + grow, drawn.width), bound(std::ceil(points.y1 * scale_y) + grow, drawn.height)};
}

void blacken(DrawnPage& drawn, const Pixels& at) {
    for (auto y = at.y0; y < at.y1; ++y) {
        const auto row = drawn.samples.begin() + static_cast<std::ptrdiff_t>((std::size_t{y} * drawn.width) * 3);
        std::fill(row + std::ptrdiff_t{3} * at.x0, row + std::ptrdiff_t{3} * std::max(at.x0, at.x1), std::uint8_t{0});
    }
}

// The pixels of a part of the page; one component where there is no colour in it.
Samples samples_of(const DrawnPage& drawn, const Pixels& part) {
    Samples samples{part.x1 - part.x0, part.y1 - part.y0, 3, 8, {}};
    bool grey = true;
    for (auto y = part.y0; y < part.y1; ++y) {
        const auto* row = drawn.samples.data() + (std::size_t{y} * drawn.width + part.x0) * 3;
        samples.data.insert(samples.data.end(), row, row + std::size_t{samples.width} * 3);
    }
    for (std::size_t i = 0; grey && i < samples.data.size(); i += 3) {
        grey = samples.data[i] == samples.data[i + 1] && samples.data[i] == samples.data[i + 2];
    }
    if (!grey) return samples;
    for (std::size_t i = 0; i * 3 < samples.data.size(); ++i) samples.data[i] = samples.data[i * 3];
    samples.data.resize(samples.data.size() / 3);
    samples.components = 1;
    return samples;
}

}  // namespace

void drop_cut_annotations(PdfMemDocument& document, const Page& page, const std::function<bool(const PdfReference&)>& loses) {
    std::set<PdfReference> drawn_cut;
    for (const auto& appearance : visible_appearances(document, *page.object)) {
        if (loses(appearance.form)) drawn_cut.insert(appearance.annotation);
    }
    auto* list = value_of(page.object, "Annots", document.GetObjects());
    if (list == nullptr || !list->IsArray()) return;
    PdfArray kept;
    for (const auto& one : list->GetArray()) {
        const bool goes = one.IsReference() && (loses(one.GetReference()) || drawn_cut.contains(one.GetReference()));
        if (!goes) kept.push_back(one);
    }
    page.object->GetDictionary().AddKey("Annots", kept);
}

void empty_page(PdfMemDocument& document, const Page& page, Removals& removals) {
    const auto view = view_of(page, document.GetObjects());
    const auto shown = view.shown(view.crop);
    cleared(page, shown.x1 - shown.x0, shown.y1 - shown.y0);
    removals.add("page " + std::to_string(page.number), "unreadable");
}

std::vector<Quad> draw_page(PdfMemDocument& document, const Page& page, DrawnPage drawn, const std::vector<Quad>& black,
                            Removals& removals) {
    const auto view = view_of(page, document.GetObjects());
    const auto media = view.shown(view.media), crop = view.shown(view.crop);
    const double scale_x = drawn.width / media.x1, scale_y = drawn.height / media.y1;
    const double width = crop.x1 - crop.x0, height = crop.y1 - crop.y0;
    std::vector<Quad> boxes;
    for (const auto& quad : black) {
        const auto at = pixels(view.shown(quad), scale_x, scale_y, drawn, 1);
        blacken(drawn, at);
        boxes.push_back(quad_of_rectangle(at.x0 / scale_x - crop.x0, height - (at.y1 / scale_y - crop.y0),
                                          at.x1 / scale_x - crop.x0, height - (at.y0 / scale_y - crop.y0)));
    }
    auto& objects = document.GetObjects();
    auto* picture = objects.CreateObject(PdfVariant(PdfDictionary()));
    picture->GetDictionary().AddKey("Type", PdfName("XObject"));
    picture->GetDictionary().AddKey("Subtype", PdfName("Image"));
    const auto samples = samples_of(drawn, pixels(crop, scale_x, scale_y, drawn, 0));
    set_samples(*picture, samples);
    picture->GetDictionary().AddKey("ColorSpace", PdfName(samples.components == 1 ? "DeviceGray" : "DeviceRGB"));
    auto& keys = cleared(page, width, height);
    PdfDictionary named, resources;
    named.AddKey("Page", picture->Reference());
    resources.AddKey("XObject", named);
    keys.AddKey("Resources", resources);
    auto* content = objects.CreateObject(PdfVariant(PdfDictionary()));
    set_stream(*content, as_bytes("q " + number_text(width) + " 0 0 " + number_text(height) + " 0 0 cm /Page Do Q\n"));
    keys.AddKey("Contents", content->Reference());
    removals.add("page " + std::to_string(page.number), "drawn-as-picture");
    return boxes;
}

}  // namespace review::pdf

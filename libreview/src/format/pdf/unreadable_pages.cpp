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
#include "format/pdf/shown_page.hpp"
#include "format/pdf/stream_data.hpp"

namespace review::pdf {

namespace {

using namespace PoDoFo;

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

void blacken(DrawnPage& drawn, const PixelBox& at) {
    for (auto y = at.y0; y < at.y1; ++y) {
        const auto row = drawn.samples.begin() + static_cast<std::ptrdiff_t>((std::size_t{y} * drawn.width) * 3);
        std::fill(row + std::ptrdiff_t{3} * at.x0, row + std::ptrdiff_t{3} * std::max(at.x0, at.x1), std::uint8_t{0});
    }
}

// The pixels of a part of the page; one component where there is no colour in it.
Samples samples_of(const DrawnPage& drawn, const PixelBox& part) {
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
    const auto view = shown_page(page, document.GetObjects());
    const auto shown = view.shown(view.crop);
    cleared(page, shown.x1 - shown.x0, shown.y1 - shown.y0);
    removals.add("page " + std::to_string(page.number), "unreadable");
}

std::vector<Quad> draw_page(PdfMemDocument& document, const Page& page, DrawnPage drawn, const std::vector<Quad>& black,
                            Removals& removals) {
    const auto view = shown_page(page, document.GetObjects());
    const auto media = view.shown(view.media), crop = view.shown(view.crop);
    const double scale_x = drawn.width / media.x1, scale_y = drawn.height / media.y1;
    const double width = crop.x1 - crop.x0, height = crop.y1 - crop.y0;
    std::vector<Quad> boxes;
    for (const auto& quad : black) {
        const auto at = pixels_of(view.shown(quad), view, drawn, 1);
        blacken(drawn, at);
        boxes.push_back(quad_of_rectangle(at.x0 / scale_x - crop.x0, height - (at.y1 / scale_y - crop.y0),
                                          at.x1 / scale_x - crop.x0, height - (at.y0 / scale_y - crop.y0)));
    }
    auto& objects = document.GetObjects();
    auto* picture = objects.CreateObject(PdfVariant(PdfDictionary()));
    picture->GetDictionary().AddKey("Type", PdfName("XObject"));
    picture->GetDictionary().AddKey("Subtype", PdfName("Image"));
    const auto samples = samples_of(drawn, pixels_of(crop, view, drawn, 0));
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

#include "format/pdf/inspect/annotations.hpp"

#include <cmath>

#include "format/pdf/appearances.hpp"
#include "format/pdf/object_access.hpp"

namespace review::pdf {

using PoDoFo::PdfObject;
using PoDoFo::PdfVecObjects;

namespace {

// Annotation flags (table 165): hidden, and not shown on a screen.
constexpr long hidden_flag = 2, no_view = 32;

std::vector<double> numbers_at(const PdfObject* object, const char* key, PdfVecObjects& objects) {
    std::vector<double> numbers;
    const auto* array = value_of(object, key, objects);
    if (!array || !array->IsArray()) return numbers;
    for (const auto& item : array->GetArray()) numbers.push_back(number_of(resolve(&item, objects)));
    return numbers;
}

Quad corners_of(const std::vector<double>& r) {
    const double x0 = std::min(r[0], r[2]), x1 = std::max(r[0], r[2]), y0 = std::min(r[1], r[3]), y1 = std::max(r[1], r[3]);
    return {x0, y0, x1, y0, x1, y1, x0, y1};
}

// 12.5.6.10 asks for counter-clockwise corners; what producers write, and viewers expect, is
// upper left, upper right, lower left, lower right.
std::vector<Quad> quads_of(const PdfObject* annotation, PdfVecObjects& objects) {
    std::vector<Quad> quads;
    const auto n = numbers_at(annotation, "QuadPoints", objects);
    for (std::size_t i = 0; i + 8 <= n.size(); i += 8) {
        Extent box;
        for (std::size_t k = 0; k < 8; k += 2) box.add({n[i + k], n[i + k + 1]});
        const bool upright = (n[i] == n[i + 4] || n[i] == n[i + 6]);
        if (upright) quads.push_back(corners_of({box.left, box.bottom, box.right, box.top}));
        else quads.push_back({n[i + 4], n[i + 5], n[i + 6], n[i + 7], n[i + 2], n[i + 3], n[i], n[i + 1]});
    }
    const auto r = numbers_at(annotation, "Rect", objects);
    if (quads.empty() && r.size() == 4) quads.push_back(corners_of(r));
    return quads;
}

PdfObject* appearance_of(const PdfObject* annotation, PdfVecObjects& objects) {
    auto* normal = value_of(value_of(annotation, "AP", objects), "N", objects);
    if (!normal || normal->HasStream()) return normal;
    const auto state = name_of(value_of(annotation, "AS", objects));
    auto* chosen = state.empty() ? nullptr : value_of(normal, state.c_str(), objects);
    return chosen && chosen->HasStream() ? chosen : nullptr;
}

// C and IC: one, three or four numbers (table 164). Nothing: transparent.
Colour colour_of(const std::vector<double>& n) {
    if (n.size() == 1) return Rgb{n[0], n[0], n[0]};
    if (n.size() == 3) return Rgb{n[0], n[1], n[2]};
    if (n.size() == 4) return rgb_of_cmyk(n[0], n[1], n[2], n[3]);
    return std::nullopt;
}

// Where the appearance goes; nothing where the annotation has no place.
bool place(const PdfObject* annotation, const PdfObject* form, PdfVecObjects& objects, Matrix& into) {
    const auto r = numbers_at(annotation, "Rect", objects), b = numbers_at(form, "BBox", objects), m = numbers_at(form, "Matrix", objects);
    if (r.size() != 4 || b.size() != 4) return false;
    const Placement matrix = m.size() == 6 ? Placement{m[0], m[1], m[2], m[3], m[4], m[5]} : Placement{1, 0, 0, 1, 0, 0};
    const auto p = placement_of({b[0], b[1], b[2], b[3]}, matrix, {r[0], r[1], r[2], r[3]});
    into = {p[0], p[1], p[2], p[3], p[4], p[5]};
    return true;
}

// 12.5.4: one point, where nothing says more.
double line_width_of(const PdfObject* annotation, PdfVecObjects& objects) {
    const auto border = numbers_at(annotation, "Border", objects);
    return number_of(value_of(value_of(annotation, "BS", objects), "W", objects), border.size() > 2 ? border[2] : 1);
}

void add_line(Shape& lines, const std::vector<double>& n) {
    for (std::size_t i = 0; i + 2 <= n.size(); i += 2) i == 0 ? lines.begin({n[0], n[1]}) : lines.add({n[i], n[i + 1]});
}

// The lines that readers draw of it (tables 175, 178 and 182).
Shape lines_of(const SeenAnnotation& seen, PdfVecObjects& objects) {
    Shape lines(Shape::Rule::lines, line_width_of(seen.object, objects) / 2);
    if (seen.kind == "Line") add_line(lines, numbers_at(seen.object, "L", objects));
    if (seen.kind == "PolyLine") add_line(lines, numbers_at(seen.object, "Vertices", objects));
    const auto* strokes = seen.kind == "Ink" ? value_of(seen.object, "InkList", objects) : nullptr;
    if (!strokes || !strokes->IsArray()) return lines;
    for (const auto& item : strokes->GetArray()) {
        const auto* stroke = resolve(&item, objects);
        std::vector<double> n;
        if (!stroke || !stroke->IsArray()) continue;
        for (const auto& number : stroke->GetArray()) n.push_back(number_of(resolve(&number, objects)));
        add_line(lines, n);
    }
    return lines;
}

}  // namespace

std::vector<SeenAnnotation> annotations_of(const PdfObject& page, const LayerStates& layers, PdfVecObjects& objects) {
    std::vector<SeenAnnotation> found;
    const auto* list = value_of(&page, "Annots", objects);
    if (!list || !list->IsArray()) return found;
    for (const auto& item : list->GetArray()) {
        const auto* annotation = resolve(&item, objects);
        if (!annotation || !annotation->IsDictionary()) continue;
        const auto flags = static_cast<long>(number_of(value_of(annotation, "F", objects)));
        const bool shown = (flags & (hidden_flag | no_view)) == 0 && layers.shows(value_of(annotation, "OC", objects));
        found.push_back({annotation, name_of(value_of(annotation, "Subtype", objects)), shown, quads_of(annotation, objects)});
    }
    return found;
}

void draw_annotations(const std::vector<SeenAnnotation>& annotations, const WalkContext& context, const LayerStates& layers,
                      PageView& view, UsedCodes& codes) {
    auto& objects = context.objects;
    for (std::size_t i = 0; i < annotations.size(); ++i) {
        const auto& seen = annotations[i];
        // A mark shows what is to be redacted; a pop-up opens at a click.
        if (seen.kind == "Redact" || seen.kind == "Popup") continue;
        const bool highlight = seen.kind == "Highlight";
        Matrix at;
        auto* form = appearance_of(seen.object, objects);
        if (form && !place(seen.object, form, objects, at)) continue;
        GraphicsTracker tracker(objects, layers, nullptr, at);
        tracker.enter(value_of(seen.object, "OC", objects));
        ViewSink sink(view, codes, tracker, objects);
        sink.draw_for(static_cast<int>(i), seen.shown, highlight);
        if (form) {
            walk_form(context, *form, at, sink);
            continue;
        }
        if (auto lines = lines_of(seen, objects); !lines.empty()) {
            const auto colour = colour_of(numbers_at(seen.object, "C", objects));
            sink.mark({std::move(lines), colour ? colour : Rgb{}, number_of(value_of(seen.object, "CA", objects), 1), false});
            continue;
        }
        if (seen.kind == "Widget") {
            const auto paper = colour_of(numbers_at(value_of(seen.object, "MK", objects), "BG", objects));  // table 189
            for (const auto& quad : seen.quads) paper ? sink.mark({Shape::of(quad), paper, 1, false}) : nullptr;
            continue;
        }
        const bool square = seen.kind == "Square" || seen.kind == "Circle" || seen.kind == "Polygon";
        if (!highlight && !square && seen.kind != "FreeText") continue;
        const auto colour = colour_of(numbers_at(seen.object, square ? "IC" : "C", objects));
        if (!colour) continue;
        const double alpha = number_of(value_of(seen.object, "CA", objects), 1);
        for (const auto& quad : seen.quads) sink.mark({Shape::of(quad), colour, alpha, false});
    }
}

}  // namespace review::pdf

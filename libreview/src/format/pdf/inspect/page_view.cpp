#include "format/pdf/inspect/page_view.hpp"

#include <algorithm>
#include <cmath>

#include "format/pdf/object_access.hpp"
#include "format/pdf/text_lines.hpp"

namespace review::pdf {

using PoDoFo::PdfObject;

namespace {

// What a glyph is seen by (table 106). A Type3 procedure has colours of its own; a mask shows what
// nobody can tell without drawing.
std::vector<Pen> pens_of(const Graphics& state, const TextState& text) {
    if (state.all_masked) return {{std::nullopt, 0}};
    const bool told = !state.soft_mask && text.font && !text.font->is_type3();
    const auto pen = [&](const Ink& ink) { return Pen{told && !ink.see_through ? ink.colour : std::nullopt, ink.alpha}; };
    switch (text.render % 4) {
        case 0: return {pen(state.fill)};
        case 1: return {pen(state.stroke)};
        case 2: return {pen(state.fill), pen(state.stroke)};
        default: return {{std::nullopt, 1}};
    }
}

// How far letters are stretched apart by the size, Tz and the matrices: the unit of text in its thinner direction, in points.
bool is_squeezed(const TextState& text) {
    if (!text.font || text.font->is_type3()) return false;  // whose own matrix may make up for it
    const Matrix unit = Matrix{text.size * text.scale, 0, 0, text.size, 0, 0} * text.text * text.ctm;
    const double longer = std::max(std::hypot(unit.a, unit.b), std::hypot(unit.c, unit.d));
    const double thinner = longer > 0 ? std::abs(unit.a * unit.d - unit.b * unit.c) / longer : 0;
    constexpr double hair = 0.5, narrowest = 0.06;  // points, and of its height: the narrowest print is six times as broad
    return longer > 0 && ((thinner < hair && thinner < 0.5 * longer) || thinner < narrowest * longer);
}

// U+2588, and the black squares and rectangles that stand for it: by their share of the glyph's box, which is as high as the line.
bool is_block(std::string_view unicode) {
    for (const std::string_view block : {"\u2588", "\u2589", "\u258a", "\u25a0", "\u25ac", "\u25ae", "\u25fc", "\u25fe", "\u2b1b"}) {
        if (unicode == block) return true;
    }
    return false;
}

// An outline so broad that nothing can be read between the strokes.
bool is_broad(double line, const TextState& text) {
    const Matrix unit = text.text * text.ctm;
    const double size = std::abs(text.size) * std::hypot(unit.c, unit.d), width = std::abs(line) * std::hypot(text.ctm.c, text.ctm.d);
    return size > 0 && width >= 0.2 * size;
}

}  // namespace

void ViewSink::begin_stream(std::string_view, PdfObject* form) {
    if (form) codes_.forms.insert(form);
    tracker_.begin_stream(form);
}

void ViewSink::operation(const Operation& op, const TextState&) {
    for (auto& painted : tracker_.operation(op)) mark(std::move(painted));
}

SeenPaint* ViewSink::mark(Mark mark) {
    const auto& state = tracker_.now();
    if (state.text_clip) {
        *state.text_clip = true;  // it shows in the form of letters, and covers none
        return nullptr;
    }
    if (mark.see_through || state.soft_mask || !shown_ || !tracker_.shown() || mark.shape.empty()) return nullptr;
    SeenPaint paint;
    paint.box = state.clip ? mark.shape.box().common(state.clip->box) : mark.shape.box();
    if (paint.box.empty()) return nullptr;
    paint.shape = std::move(mark.shape);
    paint.annotation = annotation_;
    paint.colour = mark.colour;
    paint.alpha = mark.alpha;
    // Viewers draw a highlight so that the text stays readable, whatever its appearance says.
    paint.blend = highlight_ && state.blend == Blend::normal ? Blend::multiply : state.blend;
    paint.clip = state.clip;
    paint.group = state.group;
    return &view_.paints.emplace_back(std::move(paint));
}

Look ViewSink::look(const TextState& before) const {
    const auto& state = tracker_.now();
    Look look;
    look.order = view_.paints.size();
    look.annotation = annotation_;
    look.annotation_shown = shown_;
    look.layer_shown = tracker_.shown();
    look.invisible = before.render == 3;
    look.squeezed = is_squeezed(before);
    look.pens = pens_of(state, before);
    look.blend = state.blend;
    look.clip = state.clip;
    look.group = state.group;
    if (before.render == 7) look.text_clip = state.text_clip;
    return look;
}

void ViewSink::show(const Operation&, const TextState& before, std::span<const ShownGlyph> glyphs) {
    auto& state = tracker_.now();
    if (before.render >= 4 && !state.text_clip) state.text_clip = std::make_shared<bool>(false);
    const auto others = view_.paints.size();
    paint_glyphs(before, glyphs);
    auto seen_as = look(before);
    seen_as.own = view_.paints.size() - others;
    const auto seen = std::make_shared<const Look>(std::move(seen_as));
    show_inside(before, glyphs);
    for (const auto& glyph : glyphs) view_.glyphs.push_back({glyph.unicode, glyph.quad, glyph.vertical, seen, !glyph.drawn.empty()});
    if (tracker_.layer()) view_.layer_glyphs[tracker_.layer()] += glyphs.size();
}

// Letters cover little of what is below them. Blocks do, and outlines as broad as the letters.
void ViewSink::paint_glyphs(const TextState& before, std::span<const ShownGlyph> glyphs) {
    if (!before.font || before.font->is_type3() || before.render >= 3) return;
    const auto& state = tracker_.now();
    const bool outlined = before.render != 0 && is_broad(state.line_width, before);
    Shape shape;
    for (const auto& glyph : glyphs) {
        const auto& q = glyph.quad;
        if (!is_finite(q) || !(is_block(glyph.unicode) || (outlined && !is_blank(glyph.unicode)))) continue;
        shape.begin({q[0], q[1]});
        for (std::size_t i = 2; i < q.size(); i += 2) shape.add({q[i], q[i + 1]});
    }
    const auto& ink = outlined ? state.stroke : state.fill;
    if (!shape.empty()) mark({std::move(shape), ink.colour, ink.alpha, ink.see_through});
}

void ViewSink::show_inside(const TextState& before, std::span<const ShownGlyph> glyphs) {
    auto& codes = codes_.by_font[before.font_object];
    for (const auto& glyph : glyphs) codes.insert({glyph.code, glyph.code_bytes});
}

void ViewSink::image(const Operation& op, const Quad& place, PdfObject* object) {
    const auto flag = [&](const char* key, const char* abbreviated) {
        if (object) {
            const auto* value = value_of(object, key, objects_);
            return value && value->IsBool() && value->GetBool();
        }
        const auto* dictionary = op.operands.empty() ? nullptr : &op.operands[0];
        const auto* value = dictionary ? dictionary->value_of(key) : nullptr;
        if (dictionary && !value) value = dictionary->value_of(abbreviated);
        return value && value->text == "true";
    };
    const bool stencil = flag("ImageMask", "IM");
    const bool masked = stencil || value_of(object, "SMask", objects_) || value_of(object, "Mask", objects_) ||
                        number_of(value_of(object, "SMaskInData", objects_)) != 0;
    const auto& fill = tracker_.now().fill;
    tracker_.enter(value_of(object, "OC", objects_));
    // An inline stencil is not decoded.
    if (auto* paint = mark({Shape::of(place), stencil ? fill.colour : std::nullopt, fill.alpha, masked && !object})) {
        paint->kind = SeenPaint::Kind::image;
        paint->picture = object;
        paint->place = place;
        paint->masked = masked;
    }
    tracker_.leave();
}

}  // namespace review::pdf

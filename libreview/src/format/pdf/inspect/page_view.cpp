#include "format/pdf/inspect/page_view.hpp"

#include <algorithm>

#include "format/pdf/object_access.hpp"

namespace review::pdf {

using PoDoFo::PdfObject;

namespace {

// What a glyph is seen by (table 106). A Type3 procedure has colours of its own; a mask shows what
// nobody can tell without drawing.
std::vector<Pen> pens_of(const Graphics& state, const TextState& text) {
    const bool told = !state.soft_mask && text.font && !text.font->is_type3();
    const auto pen = [&](const Ink& ink) { return Pen{told && !ink.see_through ? ink.colour : std::nullopt, ink.alpha}; };
    switch (text.render % 4) {
        case 0: return {pen(state.fill)};
        case 1: return {pen(state.stroke)};
        case 2: return {pen(state.fill), pen(state.stroke)};
        default: return {{std::nullopt, 1}};
    }
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
    const auto seen = std::make_shared<const Look>(look(before));
    show_inside(before, glyphs);
    for (const auto& glyph : glyphs) view_.glyphs.push_back({glyph.unicode, glyph.quad, glyph.vertical, seen, !glyph.drawn.empty()});
    if (tracker_.layer()) view_.layer_glyphs[tracker_.layer()] += glyphs.size();
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

#include "format/pdf/inspect/graphics.hpp"

#include <algorithm>
#include <cmath>

#include "format/pdf/object_access.hpp"

namespace review::pdf {

using PoDoFo::PdfObject;

namespace {

Blend blend_of(const PdfObject* mode, PoDoFo::PdfVecObjects& objects) {
    if (mode && mode->IsArray() && !mode->GetArray().empty()) mode = resolve(&mode->GetArray()[0], objects);
    const auto name = name_of(mode);
    if (name == "Multiply") return Blend::multiply;
    if (name == "Darken") return Blend::darken;
    if (name == "Screen") return Blend::screen;
    if (name == "Lighten") return Blend::lighten;
    return name == "Normal" || name == "Compatible" ? Blend::normal : Blend::other;
}

std::vector<double> numbers_in(const Operation& op) {
    std::vector<double> numbers;
    for (const auto& operand : op.operands) {
        if (operand.kind == Operand::Kind::number) numbers.push_back(operand.number);
    }
    return numbers;
}

// Longer chains only hostile files have: they are cut short to their box.
constexpr int most_clips = 64;

Shape rectangle(const Extent& b) { return Shape::of({b.left, b.bottom, b.right, b.bottom, b.right, b.top, b.left, b.top}); }

Mark mark(Shape shape, const Ink& ink) { return {std::move(shape), ink.colour, ink.alpha, ink.see_through}; }

// How broad a line of one unit is on the page, roughly where the scale differs by direction.
double scale_of(const Matrix& m) { return std::sqrt(std::abs(m.a * m.d - m.b * m.c)); }

}  // namespace

GraphicsTracker::GraphicsTracker(PoDoFo::PdfVecObjects& objects, const LayerStates& layers, const PdfObject* resources, const Matrix& initial)
    : objects_(objects), layers_(layers), resources_(resources) {
    now_.ctm = initial;
}

const PdfObject* GraphicsTracker::resource(const char* kind, const std::string& name) const {
    return value_of(value_of(resources_, kind, objects_), name.c_str(), objects_);
}

void GraphicsTracker::begin_stream(const PdfObject* form) {
    streams_.push_back({saved_.size(), marked_.size(), resources_, now_});
    if (!form) return;
    const auto numbers = [&](const char* key) {
        std::vector<double> found;
        if (const auto* array = value_of(form, key, objects_); array && array->IsArray()) {
            for (const auto& item : array->GetArray()) found.push_back(number_of(resolve(&item, objects_)));
        }
        return found;
    };
    if (const auto m = numbers("Matrix"); m.size() == 6) now_.ctm = Matrix{m[0], m[1], m[2], m[3], m[4], m[5]} * now_.ctm;
    if (const auto b = numbers("BBox"); b.size() == 4) clip_to(Shape::of(placed(now_.ctm, b[0], b[1], b[2], b[3])));
    if (const auto* own = value_of(form, "Resources", objects_)) resources_ = own;
    if (const auto* layer = value_of(form, "OC", objects_)) enter(layer);
    if (name_of(value_of(value_of(form, "Group", objects_), "S", objects_)) != "Transparency") return;
    // 11.6.6: the group gets the state's alpha and blend mode, and starts inside without them.
    now_.group = std::make_shared<const Group>(Group{now_.all_masked ? 0 : now_.fill.alpha, now_.soft_mask ? Blend::other : now_.blend, now_.group});
    now_.fill.alpha = now_.stroke.alpha = 1;
    now_.blend = Blend::normal;
    now_.soft_mask = now_.all_masked = false;
}

void GraphicsTracker::end_stream() {
    if (streams_.empty()) return;
    saved_.resize(std::min(saved_.size(), streams_.back().states));
    marked_.resize(std::min(marked_.size(), streams_.back().marked));
    resources_ = streams_.back().resources;
    now_ = std::move(streams_.back().state);
    streams_.pop_back();
    path_.clear();
}

void GraphicsTracker::enter(const PdfObject* inner) {
    marked_.push_back({inner ? inner : layer(), shown() && layers_.shows(inner)});
}

std::vector<Mark> GraphicsTracker::operation(const Operation& op) {
    if (path_.operation(op, now_.ctm) || state_operation(op) || colour_operation(op)) return {};
    if (op.op == "W" || op.op == "W*") {
        clip_pending_ = op.op == "W" ? 1 : 2;
        return {};
    }
    if (op.op == "sh") return shading(op);
    static constexpr std::string_view painting[] = {"f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "n"};
    if (std::find(std::begin(painting), std::end(painting), op.op) != std::end(painting)) return paint(op);
    marked_content(op);
    return {};
}

bool GraphicsTracker::state_operation(const Operation& op) {
    if (op.op == "q") {
        saved_.push_back(now_);
    } else if (op.op == "Q") {
        const auto floor = streams_.empty() ? 0 : streams_.back().states;
        if (saved_.size() <= floor) return true;
        now_ = std::move(saved_.back());
        saved_.pop_back();
    } else if (op.op == "cm") {
        const auto n = numbers_in(op);
        if (n.size() == 6) now_.ctm = Matrix{n[0], n[1], n[2], n[3], n[4], n[5]} * now_.ctm;
    } else if (op.op == "w") {
        now_.line_width = op.number(0);
    } else if (op.op == "gs") {
        if (!op.operands.empty()) extended_state(resource("ExtGState", op.operands[0].text));
    } else {
        return false;
    }
    return true;
}

void GraphicsTracker::extended_state(const PdfObject* dictionary) {
    if (!dictionary) return;
    now_.fill.alpha = number_of(value_of(dictionary, "ca", objects_), now_.fill.alpha);
    now_.stroke.alpha = number_of(value_of(dictionary, "CA", objects_), now_.stroke.alpha);
    now_.line_width = number_of(value_of(dictionary, "LW", objects_), now_.line_width);
    if (const auto* mode = value_of(dictionary, "BM", objects_)) now_.blend = blend_of(mode, objects_);
    if (const auto* mask = value_of(dictionary, "SMask", objects_)) {
        now_.soft_mask = !mask->IsName();
        now_.all_masked = now_.soft_mask && lets_nothing_through(*mask);
    }
}

// 11.5: a group that paints nothing, or nothing but black where its brightness counts, on black.
bool GraphicsTracker::lets_nothing_through(const PdfObject& mask) const {
    constexpr std::uint64_t most_group = 1u << 16;
    const auto* group = value_of(&mask, "G", objects_);
    if (!group || !group->HasStream() || value_of(&mask, "TR", objects_)) return false;
    const bool brightness = name_of(value_of(&mask, "S", objects_)) == "Luminosity";
    if (const auto* backdrop = value_of(&mask, "BC", objects_); brightness && backdrop && backdrop->IsArray()) {
        if (backdrop->GetArray().size() > 3) return false;
        for (const auto& part : backdrop->GetArray()) {
            if (number_of(resolve(&part, objects_)) > 0.01) return false;
        }
    }
    bool whole = false;
    const auto content = stream_of(*group, most_group, whole);
    if (!whole) return false;
    GraphicsTracker inside(objects_, layers_, value_of(group, "Resources", objects_), Matrix{});
    inside.in_pattern_ = true;
    Lexer lexer(content);
    Operation op;
    while (lexer.next(op)) {
        // What these draw is not followed.
        for (const std::string_view other : {"Do", "BI", "sh", "gs", "Tj", "TJ", "'", "\""}) {
            if (op.op == other) return false;
        }
        for (const auto& painted : inside.operation(op)) {
            const auto& c = painted.colour;
            const bool black = brightness && !painted.see_through && c && std::max({c->red, c->green, c->blue}) <= 0.01;
            if (!black) return false;
        }
    }
    return !lexer.broken();
}

bool GraphicsTracker::colour_operation(const Operation& op) {
    struct Row {
        std::string_view fill, stroke;
        InkSpace space;
    };
    static const Row rows[] = {{"g", "G", InkSpace::gray()}, {"rg", "RG", InkSpace::rgb()}, {"k", "K", InkSpace::cmyk()}};
    for (const auto& row : rows) {
        if (op.op != row.fill && op.op != row.stroke) continue;
        Ink& ink = op.op == row.fill ? now_.fill : now_.stroke;
        ink.space = row.space;
        ink.colour = row.space.colour(numbers_in(op));
        ink.see_through = false;
        return true;
    }
    if (op.op == "cs" || op.op == "CS") {
        Ink& ink = op.op == "cs" ? now_.fill : now_.stroke;
        ink.space = InkSpace::named(op.operands.empty() ? "" : op.operands[0].text, resources_, objects_);
        ink.colour = ink.space.initial();
        ink.see_through = false;
        return true;
    }
    const bool fills = op.op == "sc" || op.op == "scn";
    if (!fills && op.op != "SC" && op.op != "SCN") return false;
    set_colour(fills ? now_.fill : now_.stroke, op);
    return true;
}

void GraphicsTracker::set_colour(Ink& ink, const Operation& op) {
    ink.see_through = false;
    if (!op.operands.empty() && op.operands.back().kind == Operand::Kind::name) return pattern(ink, op.operands.back().text);
    ink.colour = ink.space.colour(numbers_in(op));
}

void GraphicsTracker::pattern(Ink& ink, const std::string& name) {
    ink.colour.reset();
    const auto* pattern = resource("Pattern", name);
    if (number_of(value_of(pattern, "PatternType", objects_)) == 2) return;
    ink.see_through = in_pattern_ || !pattern || !pattern->HasStream() || !fills_its_cell(*pattern, ink.colour);
}

// 8.7.3: hatching is lines over a filled cell, or lines with nothing between them. Judged by nine points of the
// cell, the steps between cells included.
bool GraphicsTracker::fills_its_cell(const PdfObject& pattern, Colour& colour) const {
    constexpr std::uint64_t most_cell = 1u << 20;
    const auto* box = value_of(&pattern, "BBox", objects_);
    if (!box || !box->IsArray() || box->GetArray().size() != 4) return false;
    const auto at = [&](std::size_t i) { return number_of(resolve(&box->GetArray()[i], objects_)); };
    const double wide = std::abs(number_of(value_of(&pattern, "XStep", objects_))), high = std::abs(number_of(value_of(&pattern, "YStep", objects_)));
    bool whole = false;
    const auto content = stream_of(pattern, most_cell, whole);
    GraphicsTracker cell(objects_, layers_, value_of(&pattern, "Resources", objects_), Matrix{});
    cell.in_pattern_ = true;
    Lexer lexer(content);
    Operation op;
    bool filled = false;
    while (lexer.next(op)) {
        for (const auto& mark : cell.operation(op)) {
            bool covers = !mark.see_through && mark.alpha >= 1 && cell.now_.blend == Blend::normal;
            for (int i = 0; i < 9 && covers; ++i) {
                const Point point{std::min(at(0), at(2)) + wide * (i % 3 + 0.5) / 3, std::min(at(1), at(3)) + high * (i / 3 + 0.5) / 3};
                covers = mark.shape.contains(point) && shows(cell.now_.clip.get(), point);
            }
            if (covers) colour = mark.colour;
            filled = filled || covers;
        }
    }
    // An uncoloured cell is painted with the colour it is chosen with, which is not followed.
    if (number_of(value_of(&pattern, "PaintType", objects_)) == 2) colour.reset();
    return filled;
}

void GraphicsTracker::marked_content(const Operation& op) {
    if (op.op == "BMC") enter(nullptr);
    if (op.op == "BDC") {
        const bool layer = op.operands.size() == 2 && op.operands[0].text == "OC" && op.operands[1].kind == Operand::Kind::name;
        enter(layer ? resource("Properties", op.operands[1].text) : nullptr);
    }
    const auto floor = streams_.empty() ? 0 : streams_.back().marked;
    if (op.op == "EMC" && marked_.size() > floor) marked_.pop_back();
}

void GraphicsTracker::clip_to(Shape shape) {
    Clip clip;
    clip.box = now_.clip ? now_.clip->box.common(shape.box()) : shape.box();
    clip.depth = now_.clip ? now_.clip->depth + 1 : 1;
    if (clip.depth > most_clips) shape = rectangle(clip.box);
    clip.shape = std::make_shared<const Shape>(std::move(shape));
    if (clip.depth > most_clips) clip.depth = 1;
    else clip.outer = now_.clip;
    now_.clip = std::make_shared<const Clip>(std::move(clip));
}

std::vector<Mark> GraphicsTracker::paint(const Operation& op) {
    std::vector<Mark> marks;
    const bool star = op.op.ends_with('*');
    const char kind = op.op[0];
    if (!path_.outline().empty()) {
        const auto rule = star ? Shape::Rule::even_odd : Shape::Rule::nonzero;
        if (kind == 'f' || kind == 'F' || kind == 'B' || kind == 'b') marks.push_back(mark(path_.outline().painted(rule), now_.fill));
        if (kind == 'S' || kind == 's' || kind == 'B' || kind == 'b') {
            const double half = std::abs(now_.line_width) * scale_of(now_.ctm) / 2;
            if (kind == 's' || kind == 'b') path_.close();
            marks.push_back(mark(path_.outline().painted(Shape::Rule::lines, half), now_.stroke));
        }
    }
    // 8.5.4: the new clip counts from the next operator on. An empty path clips everything away.
    if (clip_pending_ != 0) {
        clip_to(path_.outline().painted(clip_pending_ == 2 ? Shape::Rule::even_odd : Shape::Rule::nonzero));
    }
    clip_pending_ = 0;
    path_.clear();
    return marks;
}

// 8.7.4.2: a shading fills the clip. Only one that goes on beyond its ends does so for certain.
std::vector<Mark> GraphicsTracker::shading(const Operation& op) {
    const auto* dictionary = op.operands.empty() ? nullptr : resource("Shading", op.operands[0].text);
    const auto type = number_of(value_of(dictionary, "ShadingType", objects_));
    const auto* extend = value_of(dictionary, "Extend", objects_);
    if ((type != 2 && type != 3) || !extend || !extend->IsArray() || !now_.clip) return {};
    for (const auto& end : extend->GetArray()) {
        const auto* on = resolve(&end, objects_);
        if (!on || !on->IsBool() || !on->GetBool()) return {};
    }
    const auto& box = now_.clip->box;
    std::vector<Mark> marks;
    marks.push_back({rectangle(box), std::nullopt, now_.fill.alpha, false});
    return marks;
}

}  // namespace review::pdf

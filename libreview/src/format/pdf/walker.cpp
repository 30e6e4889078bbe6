#include "format/pdf/walker.hpp"

#include <algorithm>
#include <deque>
#include <map>
#include <tuple>
#include <utility>

#include <review/error.hpp>

#include "base/messages/base.hpp"
#include "base/messages/format_pdf.hpp"
#include "format/pdf/glyph_procedures.hpp"
#include "format/pdf/layer_states.hpp"
#include "format/pdf/object_access.hpp"
#include "format/pdf/operator_table.hpp"

namespace review::pdf {

using PoDoFo::PdfObject;

FontCache::FontCache() = default;
FontCache::~FontCache() = default;

const Font& FontCache::font(PdfObject& dictionary) {
    auto& slot = fonts_[&dictionary];
    if (!slot) slot = Font::load(dictionary, *dictionary.GetOwner());
    return *slot;
}

GlyphProcedures& FontCache::procedures(const PdfObject& dictionary, const PdfObject* around) {
    const bool own = value_of(&dictionary, "Resources", *dictionary.GetOwner()) != nullptr;
    auto& slot = procedures_[{&dictionary, own ? nullptr : around}];
    if (!slot) slot = std::make_unique<GlyphProcedures>(dictionary, own ? nullptr : around);
    return *slot;
}

namespace {

// shape * text * ctm while the glyphs of a string move `text`: it alone is calculated for each, to the same bit.
class StringPlaces {
public:
    StringPlaces(const Matrix& shape, const Matrix& text, const Matrix& ctm)
        : ctm_(ctm), whole_(shape * text * ctm), right_(shape.e * text.a + shape.f * text.c), up_(shape.e * text.b + shape.f * text.d) {}

    Matrix at(const Matrix& text) const {
        const double e = right_ + text.e, f = up_ + text.f;
        return {whole_.a, whole_.b, whole_.c, whole_.d, e * ctm_.a + f * ctm_.c + ctm_.e, e * ctm_.b + f * ctm_.d + ctm_.f};
    }

private:
    const Matrix& ctm_;
    Matrix whole_;
    double right_, up_;
};

struct GraphicsState {
    Matrix ctm;
    TextState text;
};

class Walker {
public:
    Walker(const WalkContext& context, WalkSink& sink) : context_(context), sink_(&sink) {}

    void stream(std::string_view content, const PdfObject* resources, PdfObject* form);
    void form(PdfObject& form, const PdfObject* parent_resources);

    GraphicsState state;

private:
    using Handler = void (Walker::*)(const Operation&);
    struct Row {
        std::string_view operands;
        Handler handler;
    };
    static const OperatorTable<Row>& table();
    void operation(const Operation& op);
    bool fits(const Operation& op, std::string_view kinds) const;
    void show_string(std::string_view bytes, std::uint32_t element);
    void look_inside(ShownGlyph& glyph);
    void place_pictures(ShownGlyph& glyph, const Matrix& place);
    void adjust(double thousandths);
    void nest(const Operation& op, Nested use);
    Matrix matrix_of(const PdfObject& form) const { return matrix_at(&form, "Matrix", context_.objects); }
    PdfObject* resource(const char* kind, const std::string& name);
    std::string object_label() const { return forms_.empty() ? "" : label_of(forms_.back()->Reference()); }

    void nothing(const Operation&) {}
    void save(const Operation&);
    void restore(const Operation&);
    void concat(const Operation& op);
    void graphics_state(const Operation& op);
    void begin_text(const Operation&);
    void char_spacing(const Operation& op) { state.text.char_spacing = op.number(0); }
    void word_spacing(const Operation& op) { state.text.word_spacing = op.number(0); }
    void scaling(const Operation& op) { state.text.scale = op.number(0) / 100; }
    void leading(const Operation& op) { state.text.leading = op.number(0); }
    void font(const Operation& op);
    void use_font(PdfObject* object, double size);
    void render(const Operation& op) { state.text.render = static_cast<int>(op.number(0)); }
    void rise(const Operation& op) { state.text.rise = op.number(0); }
    void move(const Operation& op) { new_line(op.number(0), op.number(1)); }
    void move_leading(const Operation& op);
    void text_matrix(const Operation& op);
    void next_line(const Operation&) { new_line(0, -state.text.leading); }
    void new_line(double x, double y);
    void show(const Operation& op);
    void show_next_line(const Operation& op);
    void show_spaced(const Operation& op);
    void xobject(const Operation& op);
    void inline_image(const Operation& op) { sink_->image(op, placed(state.ctm, 0, 0, 1, 1), nullptr); }
    void paint(const Operation& op) { sink_->paint(op); }
    void shade(const Operation& op) { sink_->shade(op, resource("Shading", op.operands[0].text)); }
    void pattern(const Operation& op);
    void begin_mark(const Operation&) { unseen_.push_back(state.text.unseen); }
    void end_mark(const Operation&) {
        if (unseen_.size() > marks_floor_) unseen_.pop_back();
    }
    bool unseen() const { return !unseen_.empty() && unseen_.back(); }
    bool is_unseen(const Operation& op);
    bool is_unseen(const PdfObject* membership) const { return membership != nullptr && !context_.layers->may_show(membership); }
    void begin_compatibility(const Operation&) { ++compatibility_; }
    void end_compatibility(const Operation&) { compatibility_ = std::max(0, compatibility_ - 1); }

    const WalkContext& context_;
    WalkSink* sink_;
    const PdfObject* resources_ = nullptr;
    Matrix base_;  // of the stream: where its own content begins
    std::vector<GraphicsState> saved_;
    std::vector<PdfObject*> forms_;
    std::map<std::pair<const PdfObject*, const PdfObject*>, std::uint32_t> nested_;
    std::map<std::pair<const PdfObject*, std::string>, PdfObject*> named_fonts_;  // by resources and name
    std::vector<ShownGlyph> glyphs_;
    std::deque<std::vector<Quad>> glyph_pictures_;
    GlyphProcedures* procedures_ = nullptr;  // of the font that is shown, a Type 3 font
    std::uint32_t next_number_ = 0;
    std::uint64_t operations_ = 0;
    std::size_t floor_ = 0;  // a form restores no state it did not save
    std::vector<bool> unseen_;  // by open mark, and by form around them
    std::size_t marks_floor_ = 0;  // nor does it end marks it did not begin (14.6.1)
    int compatibility_ = 0;
};

const OperatorTable<Walker::Row>& Walker::table() {
    static const auto rows = [] {
        OperatorTable<Row> made;
#define REVIEW_OPERATOR(symbol, operands, handler) made.put(symbol, {operands, &Walker::handler});
#include "format/pdf/operators.inc"
#undef REVIEW_OPERATOR
        return made;
    }();
    return rows;
}

void Walker::stream(std::string_view content, const PdfObject* resources, PdfObject* form) {
    const auto* outer = resources_;
    resources_ = resources;
    const auto base = std::exchange(base_, state.ctm);
    const auto floor = std::exchange(floor_, saved_.size());
    const auto marks_floor = std::exchange(marks_floor_, unseen_.size());
    sink_->begin_stream(content, form);
    context_.budget.add_inflated(content.size());
    Lexer lexer(content);
    Operation op;
    while (lexer.next(op)) {
        if (++operations_ > context_.limits.page_operators) {
            throw Error(Errc::limit, say(Msg::limit_exceeded, {"a page", "page_operators", std::to_string(context_.limits.page_operators)}));
        }
        if (operations_ % 4096 == 0) context_.budget.check_time();
        operation(op);
    }
    if (lexer.broken()) sink_->problem(BlindReason::malformed, say(Msg::pdf_broken_content), object_label());
    sink_->end_stream();
    saved_.resize(std::min(saved_.size(), floor_));
    floor_ = floor;
    unseen_.resize(std::min(unseen_.size(), marks_floor_));
    marks_floor_ = marks_floor;
    base_ = base;
    resources_ = outer;
}

void Walker::operation(const Operation& op) {
    const auto* const row = table().find(op.op);
    const auto wanted = row == nullptr ? "*" : row->operands;
    if (op.operands.size() > wanted.size() && wanted != "*" && has_idle_operands(op, wanted.size())) {
        Operation less = op;
        less.operands.erase(less.operands.begin(), less.operands.end() - static_cast<std::ptrdiff_t>(wanted.size()));
        return operation(less);
    }
    state.text.ctm = state.ctm;
    state.text.unseen = context_.layers != nullptr && is_unseen(op);
    sink_->operation(op, state.text);
    if (row == nullptr) {
        if (compatibility_ == 0 && !is_nobodys_operator(op.op)) sink_->problem(BlindReason::unsupported, say(Msg::pdf_unknown_operator), object_label());
        return;
    }
    if (!fits(op, wanted)) {
        sink_->problem(BlindReason::malformed, say(Msg::pdf_wrong_operands, {op.op}), object_label());
        return;
    }
    (this->*row->handler)(op);
}

// 8.11.3: by a mark around it, or by the object it draws. Readers take the last operands of marks.
bool Walker::is_unseen(const Operation& op) {
    if (unseen()) return true;
    const auto count = op.operands.size();
    const auto is_name = [&](std::size_t i) { return op.operands[i].kind == Operand::Kind::name; };
    if ((op.op == "BDC" || op.op == "DP") && count >= 2 && is_name(count - 1) && is_name(count - 2) && op.operands[count - 2].text == "OC") {
        return is_unseen(resource("Properties", op.operands.back().text));
    }
    return op.op == "Do" && count > 0 && is_name(count - 1) &&
           is_unseen(value_of(resource("XObject", op.operands.back().text), "OC", context_.objects));
}

bool Walker::fits(const Operation& op, std::string_view kinds) const {
    if (kinds == "*") return true;
    if (op.operands.size() != kinds.size()) return false;
    for (std::size_t i = 0; i < kinds.size(); ++i) {
        using Kind = Operand::Kind;
        const auto kind = op.operands[i].kind;
        const bool good = kinds[i] == 'n' ? kind == Kind::number : kinds[i] == 'N' ? kind == Kind::name
                        : kinds[i] == 's' ? kind == Kind::string : kinds[i] == 'a' ? kind == Kind::array
                        : kind == Kind::name || kind == Kind::dictionary;
        if (!good) return false;
    }
    return true;
}

void Walker::save(const Operation&) {
    if (saved_.size() > 4096) throw Error(Errc::limit, say(Msg::limit_exceeded, {"q", "nesting", "4096"}));
    saved_.push_back(state);
}

void Walker::restore(const Operation&) {
    if (saved_.size() <= floor_) return;
    const auto lines = std::pair(state.text.text, state.text.line);
    state = saved_.back();
    std::tie(state.text.text, state.text.line) = lines;  // Tm and Tlm are no part of the graphics state
    saved_.pop_back();
}

void Walker::concat(const Operation& op) {
    state.ctm = Matrix{op.number(0), op.number(1), op.number(2), op.number(3), op.number(4), op.number(5)} * state.ctm;
}

void Walker::graphics_state(const Operation& op) {
    auto* dictionary = resource("ExtGState", op.operands[0].text);
    if (const auto* pair = value_of(dictionary, "Font", context_.objects); pair && pair->IsArray() && pair->GetArray().size() == 2) {
        auto* chosen = resolve(const_cast<PdfObject*>(&pair->GetArray()[0]), context_.objects);
        use_font(chosen, number_of(resolve(&pair->GetArray()[1], context_.objects)));
    }
    auto* group = value_of(value_of(dictionary, "SMask", context_.objects), "G", context_.objects);
    if (group) nest(op, {Nested::Kind::soft_mask, group, dictionary});
}

void Walker::begin_text(const Operation&) { state.text.text = state.text.line = Matrix{}; }

// Chinese drafts change between two fonts several times in a line.
void Walker::font(const Operation& op) {
    const auto [known, fresh] = named_fonts_.try_emplace({resources_, op.operands[0].text});
    if (fresh) known->second = resource("Font", op.operands[0].text);
    use_font(known->second, op.number(1));
}

void Walker::use_font(PdfObject* object, double size) {
    state.text.font_object = object && object->IsDictionary() ? object : nullptr;
    state.text.font = state.text.font_object ? &context_.fonts.font(*object) : nullptr;
    state.text.size = size;
}

void Walker::move_leading(const Operation& op) {
    state.text.leading = -op.number(1);
    new_line(op.number(0), op.number(1));
}

void Walker::text_matrix(const Operation& op) {
    state.text.text = {op.number(0), op.number(1), op.number(2), op.number(3), op.number(4), op.number(5)};
    state.text.line = state.text.text;
}

void Walker::new_line(double x, double y) {
    state.text.line = moved_by(state.text.line, x, y);
    state.text.text = state.text.line;
}

void Walker::show_next_line(const Operation& op) {
    next_line(op);
    show(op);
}

void Walker::show_spaced(const Operation& op) {
    state.text.word_spacing = op.number(0);
    state.text.char_spacing = op.number(1);
    show_next_line(op);
}

void Walker::show(const Operation& op) {
    TextState before = state.text;
    before.ctm = state.ctm;
    glyphs_.clear();
    glyph_pictures_.clear();
    if (!before.font) {
        sink_->problem(BlindReason::malformed, say(Msg::pdf_no_font), object_label());
        return;
    }
    procedures_ = before.font->is_type3() ? &context_.fonts.procedures(*before.font_object, resources_) : nullptr;
    const auto& operand = op.operands.back();
    if (operand.kind == Operand::Kind::string) show_string(operand.text, 0);
    for (std::uint32_t i = 0; i < operand.items.size(); ++i) {
        const auto& item = operand.items[i];
        if (item.kind == Operand::Kind::string) show_string(item.text, i);
        else if (item.kind == Operand::Kind::number) adjust(-item.number);
    }
    sink_->show(op, before, glyphs_);
}

void Walker::show_string(std::string_view bytes, std::uint32_t element) {
    // Copies: what is written for each glyph could be any of these, as far as a compiler sees.
    const auto set = state.text;
    const auto& font = *set.font;
    const bool vertical = font.vertical();
    const double descent = font.descent(), ascent = font.ascent();
    const Matrix shape{set.size * set.scale, 0, 0, set.size, 0, set.rise};
    const StringPlaces places(shape, set.text, state.ctm);
    Matrix text = set.text;
    for (std::size_t at = 0; at < bytes.size();) {
        auto& glyph = glyphs_.emplace_back();
        glyph.number = next_number_++;
        glyph.element = element;
        glyph.offset = static_cast<std::uint32_t>(at);
        const auto& from_font = font.next(bytes, at);
        glyph.code = from_font.code;
        glyph.code_bytes = from_font.code_bytes;
        glyph.unicode = from_font.unicode;
        glyph.drawn = from_font.drawn;
        glyph.numbered = from_font.numbered;
        glyph.vertical = vertical;
        if (procedures_) look_inside(glyph);
        const Matrix place = places.at(text);
        if (procedures_) place_pictures(glyph, place);
        glyph.quad = vertical ? placed(place, -from_font.origin_x, from_font.vertical, from_font.width - from_font.origin_x, 0)
                              : placed(place, 0, descent, from_font.width, ascent);
        double spacing = set.char_spacing;
        if (glyph.code_bytes == 1 && glyph.code == 32) spacing += set.word_spacing;  // 9.3.3
        const double advance = vertical ? from_font.vertical : from_font.width;
        glyph.thousandths = set.size == 0 ? 0 : (advance + spacing / set.size) * 1000;
        // With no size the spacing still moves the pen.
        const double moved = advance * set.size + spacing;
        text = vertical ? moved_by(text, 0, moved) : moved_by(text, moved * set.scale, 0);
    }
    state.text.text = text;
}

// Where the font does not say what a glyph means, the text in its procedure does.
void Walker::look_inside(ShownGlyph& glyph) {
    const auto& shown = procedures_->shown(glyph.code, context_);
    for (const auto& [reason, detail] : shown.problems) sink_->problem(reason, detail, label_of(state.text.font_object->Reference()));
    if (shown.text.empty()) return;
    (glyph.unicode.empty() ? glyph.unicode : glyph.inside) = shown.text;
    if (glyph.inside == glyph.unicode) glyph.inside = {};
}

void Walker::place_pictures(ShownGlyph& glyph, const Matrix& place) {
    const auto& pictures = procedures_->shown(glyph.code, context_).pictures;
    if (pictures.empty()) return;
    auto& placed = glyph_pictures_.emplace_back();
    for (const auto& picture : pictures) placed.push_back(moved(place, picture));
    glyph.pictures = placed;
}

void Walker::adjust(double thousandths) {
    auto& text = state.text;
    const double moved = thousandths / 1000 * text.size;
    const bool vertical = text.font->vertical();
    text.text = vertical ? moved_by(text.text, 0, moved) : moved_by(text.text, moved * text.scale, 0);
}

PdfObject* Walker::resource(const char* kind, const std::string& name) {
    return value_of(value_of(resources_, kind, context_.objects), name.c_str(), context_.objects);
}

void Walker::xobject(const Operation& op) {
    const auto& name = op.operands[0].text;
    auto* object = resource("XObject", name);
    if (!object || !object->HasStream()) return;  // readers draw nothing
    const auto kind = name_of(value_of(object, "Subtype", context_.objects));
    if (kind == "Image") {
        sink_->image(op, placed(state.ctm, 0, 0, 1, 1), object);
    } else if (kind == "Form") {
        sink_->place_form(op, name, *object);
        unseen_.push_back(state.text.unseen);
        form(*object, resources_);
        unseen_.pop_back();
    } else if (kind != "PS") {  // 8.8.2: printers of another age; none draws it now
        sink_->problem(BlindReason::unsupported, say(Msg::pdf_other_xobject), label_of(object->Reference()));
    }
}

void Walker::form(PdfObject& object, const PdfObject* parent_resources) {
    const bool cycle = std::find(forms_.begin(), forms_.end(), &object) != forms_.end();
    if (cycle || forms_.size() >= context_.limits.nesting) {
        sink_->problem(BlindReason::limit, say(Msg::pdf_form_nesting), label_of(object.Reference()));
        sink_->begin_stream({}, &object);
        sink_->end_stream();
        return;
    }
    bool whole = false;
    const auto content = stream_of(object, context_.limits.stream_bytes, whole);
    if (!whole) sink_->problem(BlindReason::malformed, say(Msg::pdf_damaged_stream), label_of(object.Reference()));
    const auto outer = state;
    state.ctm = matrix_of(object) * state.ctm;
    const auto* own = value_of(&object, "Resources", context_.objects);
    forms_.push_back(&object);
    (context_.fonts.procedure_depth > 0 ? context_.fonts.walked_in_glyphs : context_.fonts.walked).insert(&object);
    stream(content, own ? own : parent_resources, &object);
    forms_.pop_back();
    state = outer;
}

void Walker::pattern(const Operation& op) {
    if (op.operands.empty() || op.operands.back().kind != Operand::Kind::name) return;
    auto* object = resource("Pattern", op.operands.back().text);
    if (object && object->HasStream()) nest(op, {Nested::Kind::pattern, object});
}

// For sinks that want no more of nested content than its text.
struct TextInside final : WalkSink {
    explicit TextInside(WalkSink& to) : outer(to) {}
    WalkSink& outer;
    bool reads_nested() const override { return true; }
    void show(const Operation&, const TextState& before, std::span<const ShownGlyph> glyphs) override {
        outer.show_inside(before, glyphs);
    }
};

// However often it is painted with on a page, it is read once, where the first use puts it.
void Walker::nest(const Operation& op, Nested use) {
    if (!use.object->HasStream()) return;
    if (std::find(forms_.begin(), forms_.end(), use.object) != forms_.end()) {
        sink_->problem(BlindReason::limit, say(Msg::pdf_form_nesting), label_of(use.object->Reference()));
        return;
    }
    if (!value_of(use.object, "Resources", context_.objects)) use.borrowed = resources_;
    const auto [known, first] = nested_.try_emplace({use.object, use.borrowed}, static_cast<std::uint32_t>(nested_.size() + 1));
    use.number = known->second;
    use.first = first;
    const auto outer = state;
    if (use.kind == Nested::Kind::pattern) {  // 8.7.3.1: in the state its stream began with
        state = {};
        state.ctm = base_;
    }
    if (const auto* box = value_of(use.object, "BBox", context_.objects); first && box && box->IsArray() && box->GetArray().size() == 4) {
        const auto at = [&](std::size_t i) { return number_of(resolve(&box->GetArray()[i], context_.objects)); };
        use.extent = placed(matrix_of(*use.object) * state.ctm, at(0), at(1), at(2), at(3));
    }
    TextInside text(*sink_);
    auto* const told = sink_;
    if (!told->reads_nested()) sink_ = &text;
    sink_->nested(op, use);
    if (first) {
        // It may be painted with elsewhere, too: only its own marks count.
        const auto around = std::exchange(unseen_, {});
        form(*use.object, resources_);
        unseen_ = around;
        sink_->end_nested();
    }
    sink_ = told;
    state = outer;
}

}  // namespace

void walk_content(const WalkContext& context, std::string_view content, const PdfObject* resources, const Matrix& initial,
                  WalkSink& sink) {
    Walker walker(context, sink);
    walker.state.ctm = initial;
    walker.stream(content, resources, nullptr);
}

void walk_form(const WalkContext& context, PdfObject& form, const Matrix& initial, WalkSink& sink) {
    Walker walker(context, sink);
    walker.state.ctm = initial;
    walker.form(form, nullptr);
}

}  // namespace review::pdf

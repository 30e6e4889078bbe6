#include "format/pdf/cut_sink.hpp"

#include <algorithm>

#include "base/messages/format_pdf.hpp"
#include "format/pdf/boxes.hpp"
#include "format/pdf/cut_show.hpp"
#include "format/pdf/object_access.hpp"

namespace review::pdf {

using PoDoFo::PdfObject;

namespace {

std::vector<ShowElement> elements_of(const Operation& op) {
    std::vector<ShowElement> elements;
    const auto& shown = op.operands.back();
    if (shown.kind == Operand::Kind::string) return {{false, 0, shown.text}};
    for (const auto& item : shown.items) {
        const bool text = item.kind == Operand::Kind::string;
        elements.push_back({!text, text ? 0 : item.number, text ? item.text : std::string()});
    }
    return elements;
}

// Areas come as rectangles along the axes.
std::vector<Rectangle> rectangles_of(const std::vector<Quad>& areas) {
    std::vector<Rectangle> rectangles;
    for (const auto& q : areas) {
        rectangles.push_back({std::min({q[0], q[2], q[4], q[6]}), std::min({q[1], q[3], q[5], q[7]}),
                              std::max({q[0], q[2], q[4], q[6]}), std::max({q[1], q[3], q[5], q[7]})});
    }
    return rectangles;
}

bool is_mark(std::string_view op) { return op == "BDC" || op == "BMC" || op == "EMC" || op == "DP" || op == "MP"; }

}  // namespace

CutSink::CutSink(PoDoFo::PdfMemDocument& document, const PoDoFo::PdfDictionary* resources,
                 std::vector<std::uint32_t> numbers, std::vector<Quad> areas, const Matrix& placement, CutRecord& record,
                 PictureCutter* pictures, bool may_hide)
    : document_(document), cutter_(document, resources), numbers_(std::move(numbers)), areas_(std::move(areas)),
      placement_(placement), record_(record), pictures_(pictures),
      paths_(rectangles_of(areas_), replacing(), may_hide), paths_in_cells_({}, replacing(), may_hide) {}

void CutSink::begin_stream(std::string_view content, PdfObject* form) {
    contents_.push_back(content);
    is_nested_.push_back(std::exchange(entering_, false));
    is_unseen_.push_back(std::exchange(entering_unseen_, false));
    paths().begin_stream();
    if (contents_.size() == 1) return;
    cutter_.enter(form->Reference(), Bytes(content.begin(), content.end()), do_begin_, do_end_);
}

void CutSink::end_stream() {
    paths().end_stream();
    contents_.pop_back();
    if (contents_.empty()) {
        for (const auto& r : paths_.painted_pictures()) {
            record_.pictures.push_back({quad_of_rectangle(r.x0, r.y0, r.x1, r.y1), "", "scn", say(Msg::pdf_picture_kind, {"PatternType"}), true});
        }
    }
    if (is_nested_.back()) left_ = cutter_.leave_copy();
    else if (is_unseen_.back()) cutter_.leave_out();
    else if (!contents_.empty()) cutter_.leave();
    else cutter_.sort_splices();
    is_nested_.pop_back();
    is_unseen_.pop_back();
}

void CutSink::nested(const Operation& op, const Nested& what) {
    nesting_.begin(what);
    const auto& name = op.operands.back();
    const Use use{what, name.begin, name.end, op.op == "SCN"};
    if (what.first) cells_[what.number] = on_page(what.extent);
    if (!what.first) return apply(use);
    uses_.push_back(use);
    entering_ = true;
    do_begin_ = do_end_ = 0;
}

void CutSink::end_nested() {
    nesting_.end();
    const auto use = uses_.back();
    uses_.pop_back();
    if (const auto copy = std::exchange(left_, std::nullopt)) copies_[{use.what.object, use.what.borrowed}] = *copy;
    apply(use);
}

void CutSink::apply(const Use& use) {
    if (use.what.kind == Nested::Kind::pattern && !tiled()) {
        paths_.use_pattern(use.strokes, {Paint::Kind::cells, cells_[use.what.number], pictured_.count(use.what.number) != 0});
    }
    const auto copy = copies_.find({use.what.object, use.what.borrowed});
    if (copy == copies_.end()) return;
    if (use.what.kind == Nested::Kind::pattern) {
        cutter_.name_instead(use.begin, use.end, "Pattern", copy->second);
        return;
    }
    const auto [state, fresh] = states_.try_emplace(use.what.state);
    if (fresh) state->second = state_with(*use.what.state, copy->second);
    cutter_.name_instead(use.begin, use.end, "ExtGState", state->second);
}

PoDoFo::PdfReference CutSink::state_with(const PdfObject& state, const PoDoFo::PdfReference& group) {
    auto& objects = document_.GetObjects();
    auto keys = state.GetDictionary();
    auto mask = value_of(&state, "SMask", objects)->GetDictionary();
    mask.AddKey("G", group);
    keys.AddKey("SMask", mask);
    return objects.CreateObject(PoDoFo::PdfVariant(keys))->Reference();
}

void CutSink::place_form(const Operation& op, const std::string&, PdfObject&) {
    do_begin_ = op.begin;
    do_end_ = op.end;
    entering_unseen_ = unseen_;
}

void CutSink::show(const Operation& op, const TextState& before, std::span<const ShownGlyph> glyphs) {
    std::vector<ShowCode> codes;
    bool any = false;
    for (const auto& glyph : glyphs) {
        const bool cut = goes(glyph);
        any = any || cut;
        codes.push_back({glyph.element, glyph.offset, glyph.thousandths, cut});
    }
    if (!any) return;
    lose(before, glyphs);
    // TJ numbers are multiples of the font size: with none there is no number that keeps the place.
    if (before.size == 0 && (before.char_spacing != 0 || before.word_spacing != 0)) {
        problem(BlindReason::unsupported, say(Msg::pdf_cut_without_size), "");
    }
    cutter_.replace(op.begin, op.end,
                    show_without(op.op, number_text(op.number(0)), number_text(op.number(1)), elements_of(op), codes));
}

void CutSink::lose(const TextState& before, std::span<const ShownGlyph> glyphs) {
    for (const auto& glyph : glyphs) {
        const bool ordered = unseen_ ? is_ordered(glyph) : goes(glyph);
        record_.any = record_.any || ordered;
        // Over a picture it may be what a reader found there.
        if (ordered && !tiled()) record_.cut.push_back(on_page(glyph.quad));
    }
    if (unseen_ && before.render >= 4) record_.unseen_clips = true;  // 9.3.6
    if (before.font_object != nullptr) record_.fonts.insert(before.font_object->Reference());
}

void CutSink::image(const Operation& op, const Quad& place, PdfObject* object) {
    if (unseen_) return cutter_.replace(op.begin, op.end, "");
    if (tiled()) {
        for (const auto& use : uses_) pictured_.insert(use.what.number);
        return;
    }
    Picture picture{on_page(place), object == nullptr ? "" : label_of(object->Reference()), std::string(op.op), "", false};
    if (pictures_ != nullptr && pictures_->touches(picture.place)) {
        try {
            const auto copy = object != nullptr ? pictures_->cut(*object, picture.place)
                                                : pictures_->cut_inline(op, contents_.back(), cutter_.resources(), picture.place);
            cutter_.draw_instead(op.begin, op.end, copy, object);
        } catch (const Error& error) {
            picture.reason = error.what();
        }
    }
    record_.pictures.push_back(std::move(picture));
}

void CutSink::operation(const Operation& op, const TextState& before) {
    unseen_ = before.unseen;
    record_.unseen = record_.unseen || unseen_;
    to_page_ = before.ctm * placement_;
    paths().hide(unseen_);
    paths().operation(op, to_page_);
    if (unseen_ && is_mark(op.op)) cutter_.replace(op.begin, op.end, "");
    if (!tiled()) use_shading_pattern(op);
}

void CutSink::use_shading_pattern(const Operation& op) {
    if ((op.op != "scn" && op.op != "SCN") || op.operands.empty() || op.operands.back().kind != Operand::Kind::name) return;
    auto& objects = document_.GetObjects();
    const auto* patterns = dictionary_at(objects, cutter_.resources(), "Pattern");
    const auto* pattern = patterns == nullptr ? nullptr : resolve(patterns->GetKey(PoDoFo::PdfName(op.operands.back().text)), objects);
    const auto* shading = value_of(pattern, "Shading", objects);
    if (shading != nullptr && is_drawing(shading)) paths_.use_pattern(op.op == "SCN", {Paint::Kind::drawing, {}, false});
}

// Axial and radial shadings are one run of colours; a mesh or a function of two variables may be a picture.
bool CutSink::is_drawing(const PdfObject* shading) const {
    const auto kind = number_of(value_of(shading, "ShadingType", document_.GetObjects()));
    return kind != 2 && kind != 3;
}

// ISO 32000-1, 8.7.4.5: a function has a domain, a mesh the range of its coordinates; either may have a box.
Rectangle CutSink::reach_of(const PdfObject& shading, const Matrix& to_page) const {
    auto& objects = document_.GetObjects();
    const auto numbers = [&](const char* key) {
        std::vector<double> out;
        const auto* array = value_of(&shading, key, objects);
        if (array != nullptr && array->IsArray()) {
            for (const auto& item : array->GetArray()) out.push_back(number_of(resolve(&item, objects)));
        }
        return out;
    };
    if (const auto box = numbers("BBox"); box.size() == 4) return rectangles_of({placed(to_page, box[0], box[1], box[2], box[3])})[0];
    if (const auto decode = numbers("Decode"); decode.size() >= 4) {
        return rectangles_of({placed(to_page, decode[0], decode[2], decode[1], decode[3])})[0];
    }
    return {-1e9, -1e9, 1e9, 1e9};
}

void CutSink::shade(const Operation& op, PdfObject* shading) {
    if (unseen_) return cutter_.replace(op.begin, op.end, "");
    if (tiled() || shading == nullptr) return;
    paths_.shade(op, to_page_, is_drawing(shading), reach_of(*shading, to_page_));
}

void CutSink::problem(BlindReason reason, const std::string& detail, const std::string&) {
    record_.any = record_.any || unseen_;  // what cannot be read there may stay
    record_.problems.emplace_back(reason, detail);
}

bool CutSink::is_ordered(const ShownGlyph& glyph) const {
    return std::binary_search(numbers_.begin(), numbers_.end(), glyph.number);
}

bool CutSink::goes(const ShownGlyph& glyph) const {
    if (unseen_ || is_ordered(glyph)) return true;
    if (tiled()) return false;  // the fill that shows it is cut
    const auto touched = [&](const Quad& place) {
        const auto quad = on_page(place);
        return std::any_of(areas_.begin(), areas_.end(), [&](const Quad& area) { return overlap(area, quad); });
    };
    return touched(glyph.quad) || std::any_of(glyph.pictures.begin(), glyph.pictures.end(), touched);
}

Quad CutSink::on_page(const Quad& quad) const {
    return moved(placement_, quad);
}

}  // namespace review::pdf

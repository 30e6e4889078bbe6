#include "format/ooxml/unseen_looks.hpp"

#include <algorithm>
#include <cstdlib>

#include "format/ooxml/markup_value.hpp"
#include "format/ooxml/relationships.hpp"
#include "format/ooxml/slide_shapes.hpp"
#include "format/ooxml/unit_reader.hpp"

namespace review {
namespace {

constexpr double nearly_all = 0.9;  // of a shape's area: then it is covered

}  // namespace

SlideLooks::SlideLooks(const OoxmlPackage& package, const std::string& draft_name, const Limits& limits)
    : package_(package), draft_name_(draft_name), limits_(limits) {
    for (const auto& member : package_.members()) {
        if (!member.text || member.role != "officeDocument") continue;
        each_start_tag(*member.text, draft_name_, limits_, [&](const XmlStartTag& tag) {
            if (tag.name == "sldSz") width_ = office_number(tag.get("cx")), height_ = office_number(tag.get("cy"));
        });
    }
}

// White is the slide only where neither it nor its layout and master say or draw anything else.
bool SlideLooks::has_white_ground(const OoxmlMember& slide) const {
    const auto* member = &slide;
    bool white = true;
    for (const auto* next : {"slideLayout", "slideMaster", ""}) {
        bool inside = false;
        each_start_tag(*member->text, draft_name_, limits_, [&](const XmlStartTag& tag) {
            if (tag.name == "bg") inside = true;
            if (tag.name == "spTree") inside = false;
            const auto colour = tag.name == "srgbClr" ? hex_colour(tag.get("val")) : tag.name == "schemeClr" && tag.get("val") == "bg1" ? std::optional(white_ink) : std::nullopt;
            if (inside && tag.name.ends_with("Clr")) white = white && colour && is_white(*colour);
            if (inside && (tag.name == "gradFill" || tag.name == "blipFill" || tag.name == "pattFill")) white = false;
            if (member != &slide && (tag.name == "pic" || tag.name == "blipFill")) white = false;
        });
        const auto leads = std::find_if(member->relationships.begin(), member->relationships.end(), [&](const Relationship& one) { return one.type == next; });
        if (leads == member->relationships.end()) break;
        member = package_.named(resolved_target(member->name, leads->target));
        if (member == nullptr || !member->text) break;
    }
    return white;
}

OfficeUnseen SlideLooks::in(const OoxmlMember& slide) const {
    OfficeUnseen unseen;
    const auto shapes = slide_shapes(slide, draft_name_, limits_);
    const SlideBox page{0, 0, width_, height_, true};
    std::optional<bool> white;
    for (std::size_t i = 0; i < shapes.size(); ++i) {
        const auto& shape = shapes[i];
        if (shape.text.empty()) continue;
        const auto area = shape.box.width * shape.box.height;
        const bool covered = shape.box.known && area > 0 && std::any_of(shapes.begin() + static_cast<std::ptrdiff_t>(i) + 1, shapes.end(), [&](const SlideShape& over) {
            return over.plain && !over.hidden && over.text.empty() && over.box.known && shape.box.common(over.box) >= nearly_all * area;
        });
        if (shape.hidden) add_unseen_text(unseen, Concealment::hidden_text, Manner::vanish, shape.text);
        else if (shape.box.known && area > 0 && shape.box.common(page) <= 0) add_unseen_text(unseen, Concealment::hidden_text, Manner::outside_page, shape.text);
        else if (covered) add_unseen_text(unseen, Concealment::fake_redaction, Manner::box, shape.text);
        if (shape.hidden || covered || !shape.simple) continue;
        const bool alone = shape.box.known && std::none_of(shapes.begin(), shapes.begin() + static_cast<std::ptrdiff_t>(i), [&](const SlideShape& under) {
            return under.filled && !under.hidden && (!under.box.known || under.box.common(shape.box) > 0);
        });
        if (alone && !shape.filled && !white) white = has_white_ground(slide);
        const auto fill = shape.filled ? (shape.plain ? shape.colour : std::nullopt) : alone && *white ? std::optional(white_ink) : std::nullopt;
        for (const auto& run : shape.runs) {
            const auto ink = run.ink ? run.ink : run.marker ? std::optional(black_ink) : std::nullopt;
            const auto ground = run.marker ? run.marker : fill;
            if (ink && ground && is_same_colour(*ink, *ground)) add_same_colour(unseen, *ground, run.text);
        }
    }
    return unseen;
}

}  // namespace review

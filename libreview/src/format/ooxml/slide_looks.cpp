#include "format/ooxml/unseen_looks.hpp"

#include <algorithm>
#include <cstdlib>

#include "format/ooxml/markup_value.hpp"
#include "format/ooxml/unit_reader.hpp"

namespace review {
namespace {

constexpr double nearly_all = 0.9;  // of a shape's area: then it is covered

struct SlideBox {
    double x = 0, y = 0, width = 0, height = 0;
    bool known = false;
    double common(const SlideBox& other) const {
        const auto across = std::min(x + width, other.x + other.width) - std::max(x, other.x);
        const auto down = std::min(y + height, other.y + other.height) - std::max(y, other.y);
        return across > 0 && down > 0 ? across * down : 0;
    }
};

struct SlideRun {
    std::optional<Rgb> ink, marker;
    std::string text;
};

// 19.3.1.43 and its like, in the order in which they are painted.
struct SlideShape {
    SlideBox box;
    bool hidden = false, filled = false, plain = false;  // plain: of one opaque colour
    bool simple = false;                                  // what its text stands on is its fill or the slide
    std::optional<Rgb> colour;
    std::string text;
    std::vector<SlideRun> runs;
};

// 20.1.7.5: where a group stands, and where its shapes say they stand.
struct SlideGroup {
    SlideBox box, inner;
    std::size_t level = 0;
    bool hidden = false;
};

class SlideWalk {
public:
    SlideWalk(const OoxmlMember& slide, const std::string& draft_name, const Limits& limits) : utf8_(slide.text->utf8()), splitter_(utf8_, draft_name, limits) {}

    std::vector<SlideShape> run() {
        for (auto token = splitter_.next(); token.kind != XmlTokenKind::finish; token = splitter_.next()) {
            if (token.kind == XmlTokenKind::start) {
                open_.push_back(local_name(token.name));
                if (skipped_ == 0) start();
                if (token.empty) end();
            } else if (token.kind == XmlTokenKind::end) {
                end();
            } else if ((token.kind == XmlTokenKind::text || token.kind == XmlTokenKind::cdata) && level_ > 0 && skipped_ == 0 && open_.back() == "t") {
                run_.text = plain_text(utf8_, token);
                shape_.text += run_.text;
                shape_.runs.push_back(run_);
            }
        }
        return std::move(shapes_);
    }

private:
    std::string get(std::string_view name) const { return attribute_of(splitter_, utf8_, name); }
    bool is_true(std::string_view name) const { return get(name) == "1" || get(name) == "true"; }
    std::string_view above(std::size_t levels) const { return open_.size() > levels ? open_[open_.size() - 1 - levels] : std::string_view(); }

    void start() {
        const auto name = open_.back();
        const bool begins = name == "sp" || name == "pic" || name == "graphicFrame" || name == "cxnSp";
        if (name == "Fallback") {
            skipped_ = open_.size();
        } else if (name == "grpSp" && level_ == 0) {
            groups_.push_back({{}, {}, open_.size(), false});
        } else if (begins && level_ == 0) {
            level_ = open_.size();
            shape_ = {};
            shape_.simple = name == "sp";
            shape_.filled = name == "pic" || name == "graphicFrame";
            shape_.hidden = std::any_of(groups_.begin(), groups_.end(), [](const SlideGroup& one) { return one.hidden; });
        } else if (name == "cNvPr" && is_true("hidden")) {
            if (level_ > 0) shape_.hidden = true;
            else if (!groups_.empty()) groups_.back().hidden = true;
        } else if (above(1) == "xfrm") {
            place(name);
        } else if (level_ > 0) {
            look(name);
        }
    }

    void place(std::string_view name) {
        if (level_ == 0 && groups_.empty()) return;
        auto& box = level_ > 0 ? shape_.box : name == "chOff" || name == "chExt" ? groups_.back().inner : groups_.back().box;
        if (name == "off" || name == "chOff") box.x = office_number(get("x")), box.y = office_number(get("y"));
        if (name == "ext" || name == "chExt") box.width = office_number(get("cx")), box.height = office_number(get("cy")), box.known = true;
    }

    // The fill of the shape itself, and how its text is written.
    void look(std::string_view name) {
        if (above(1) == "spPr") {
            if (name == "gradFill" || name == "blipFill" || name == "pattFill" || name == "solidFill") shape_.filled = true, shape_.plain = name == "solidFill";
        } else if (name == "fillRef" && above(1) == "style") {
            shape_.filled = shape_.filled || get("idx") != "0";
        } else if (above(1) == "solidFill" && above(2) == "spPr") {
            shape_.colour = colour(name);
        } else if (above(2) == "solidFill" && above(3) == "spPr") {
            if (name == "alpha" && office_number(get("val")) < 90000) shape_.plain = false;
            if (name != "alpha") shape_.colour.reset();
        } else if (name == "r" || name == "fld") {
            run_ = {};
        } else if (above(2) == "rPr" && above(1) == "solidFill") {
            run_.ink = colour(name);
        } else if (above(2) == "rPr" && above(1) == "highlight") {
            run_.marker = colour(name);
        } else if (above(3) == "rPr" && above(2) == "solidFill") {
            run_.ink.reset();  // another shade of it
        }
    }

    // Colours of a theme are not looked up: which one is the paper depends on it.
    std::optional<Rgb> colour(std::string_view name) const {
        if (name == "srgbClr") return hex_colour(get("val"));
        if (name == "sysClr") return hex_colour(get("lastClr"));
        return name == "prstClr" ? written_colour(get("val")) : std::nullopt;
    }

    void end() {
        if (open_.empty()) return;
        const auto level = open_.size();
        if (skipped_ == level) skipped_ = 0;
        if (level_ == level) {
            for (auto group = groups_.rbegin(); group != groups_.rend(); ++group) move_into(*group);
            shapes_.push_back(std::move(shape_));
            level_ = 0;
        }
        if (!groups_.empty() && groups_.back().level == level) groups_.pop_back();
        open_.pop_back();
    }

    void move_into(const SlideGroup& group) {
        if (!group.box.known || !group.inner.known || group.inner.width <= 0 || group.inner.height <= 0) {
            shape_.box.known = false;
            return;
        }
        const auto across = group.box.width / group.inner.width, down = group.box.height / group.inner.height;
        auto& box = shape_.box;
        box.x = group.box.x + (box.x - group.inner.x) * across, box.width *= across;
        box.y = group.box.y + (box.y - group.inner.y) * down, box.height *= down;
    }

    std::string_view utf8_;
    XmlSplitter splitter_;
    std::vector<std::string_view> open_;
    std::size_t skipped_ = 0, level_ = 0;  // of an element that is not read; of the shape
    std::vector<SlideGroup> groups_;
    SlideShape shape_;
    SlideRun run_;
    std::vector<SlideShape> shapes_;
};

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
    const auto shapes = SlideWalk(slide, draft_name_, limits_).run();
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

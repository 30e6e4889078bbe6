#include "format/ooxml/slide_shapes.hpp"

#include "format/ooxml/markup_value.hpp"
#include "format/ooxml/unit_reader.hpp"
#include "format/ooxml/unseen_looks.hpp"

namespace review {
namespace {

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
                if (new_paragraph_) shape_.paragraphs.emplace_back();
                new_paragraph_ = false;
                shape_.paragraphs.back() += run_.text;
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
        new_paragraph_ = new_paragraph_ || name == "p";
        const bool begins = name == "sp" || name == "pic" || name == "graphicFrame" || name == "cxnSp";
        if (name == "Fallback") {
            skipped_ = open_.size();
        } else if (name == "grpSp" && level_ == 0) {
            groups_.push_back({{}, {}, open_.size(), false});
        } else if (begins && level_ == 0) {
            level_ = open_.size();
            shape_ = {};
            shape_.begin = splitter_.position();
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
            shape_.end = splitter_.position();
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
    bool new_paragraph_ = true;
    std::vector<SlideShape> shapes_;
};

}  // namespace

std::vector<SlideShape> slide_shapes(const OoxmlMember& slide, const std::string& draft_name, const Limits& limits) { return SlideWalk(slide, draft_name, limits).run(); }

}  // namespace review

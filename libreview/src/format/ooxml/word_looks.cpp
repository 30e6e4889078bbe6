#include "format/ooxml/unseen_looks.hpp"

#include <algorithm>
#include <cstdlib>
#include <functional>

#include "base/utf8_scan.hpp"
#include "format/ooxml/markup_value.hpp"
#include "format/ooxml/unit_reader.hpp"

namespace review {
namespace {

constexpr double smallest_size = 1, smallest_scale = 5;   // points; percent of a character's width
constexpr double beside_page = -4000, past_page = 31680;  // twentieths of a point; 22 inches are the largest page
constexpr double least_cover = 5;                         // points: what is thinner is a line
constexpr double points_an_emu = 1.0 / 12700;
constexpr std::size_t most_parents = 16;                  // styles that go on from another

// 17.18.40; those in which black letters are not read.
std::optional<Rgb> marker_colour(const std::string& name) {
    if (name == "black") return black_ink;
    if (name == "white") return white_ink;
    return std::nullopt;
}

// 17.3.5: a pattern all of which is its first colour, else the ground behind it.
std::optional<Rgb> shading(const std::string& pattern, const std::string& colour, const std::string& fill) { return hex_colour(pattern == "solid" ? colour : fill); }

// "width:200pt" of a VML style, in points.
double measure(const std::string& style, std::string_view name) {
    const auto at = style.find(std::string(name) + ":");
    if (at == style.npos) return 0;
    const auto value = style.substr(at + name.size() + 1);
    const auto unit = value.find_first_not_of("0123456789.-");
    const auto in = [&](std::string_view what) { return unit != value.npos && value.compare(unit, what.size(), what) == 0; };
    return office_number(value) * (in("in") ? 72 : in("mm") ? 72 / 25.4 : in("cm") ? 72 / 2.54 : in("px") ? 0.75 : 1);
}

// What text stands on. Unknown: a table with a style of its own, a shape; nobody is told anything there.
struct Ground {
    std::size_t level;
    std::optional<Rgb> colour;
    bool known = true;
};

// A shape that floats before the text.
struct Float {
    std::size_t level = 0;  // of its element; 0: there is none
    bool behind = false, inline_ = false, opaque = false, written = false;
    double width = 0, height = 0;
};

// Reads a member, and keeps what stands around the text that comes next.
class WordWalk {
public:
    WordWalk(const OoxmlMember& member, const std::string& draft_name, const Limits& limits, const std::function<WordStyle(const std::string&)>& style, OfficeUnseen& unseen)
        : utf8_(member.text->utf8()), splitter_(utf8_, draft_name, limits), style_(style), unseen_(unseen) {}

    void run() {
        for (auto token = splitter_.next(); token.kind != XmlTokenKind::finish; token = splitter_.next()) {
            if (token.kind == XmlTokenKind::start) {
                open_.push_back(local_name(token.name));
                if (skipped_ == 0) start();
                if (token.empty) end();
            } else if (token.kind == XmlTokenKind::end) {
                end();
            } else if ((token.kind == XmlTokenKind::text || token.kind == XmlTokenKind::cdata) && skipped_ == 0 && !open_.empty() && open_.back() == "t") {
                words(plain_text(utf8_, token));
            }
        }
        cover();
    }

private:
    std::string get(std::string_view name) const { return attribute_of(splitter_, utf8_, name); }
    bool within(std::string_view parent) const { return open_.size() > 1 && open_[open_.size() - 2] == parent; }
    bool within(std::string_view parent, std::string_view above) const { return within(parent) && open_.size() > 2 && open_[open_.size() - 3] == above; }

    void start() {
        const auto name = open_.back();
        if (name == "Fallback") skipped_ = open_.size();
        else if (name == "background") page_ = hex_colour(get("color")).value_or(page_);
        else if (name == "p") paragraph();
        else if (name == "r") run_ = paragraph_style_;
        else if (within("rPr", "r")) run_property(name);
        else if (within("pPr", "p")) paragraph_property(name);
        else if (name == "tbl") grounds_.push_back({open_.size(), std::nullopt, true});
        else if (name == "tblStyle" && !grounds_.empty() && style_(get("val")).shaded) grounds_.back().known = false;
        else if (name == "tc") grounds_.push_back({open_.size(), std::nullopt, true});
        else if (name == "shd" && (within("tcPr") || within("tblPr")) && !grounds_.empty()) grounds_.back().colour = shading(get("val"), get("color"), get("fill"));
        else if (name == "txbxContent") grounds_.push_back({open_.size(), std::nullopt, false});
        else drawing(name);
    }

    void end() {
        if (open_.empty()) return;
        const auto level = open_.size();
        if (open_.back() == "p" && float_.level == 0) last_ = paragraph_text_.empty() ? last_ : paragraph_text_;
        if (open_.back() == "p" && float_.level == 0) cover();
        if (open_.back() == "p" && !outer_.empty() && skipped_ == 0) {
            paragraph_style_ = outer_.back();
            outer_.pop_back();
        }
        if (skipped_ == level) skipped_ = 0;
        while (!grounds_.empty() && grounds_.back().level == level) grounds_.pop_back();
        if (float_.level == level) float_ends();
        open_.pop_back();
    }

    void paragraph() {
        outer_.push_back(paragraph_style_);
        off_page_ = false;
        paragraph_style_ = style_("");
        if (float_.level == 0) paragraph_text_.clear();
    }

    void paragraph_property(std::string_view name) {
        if (name == "pStyle") paragraph_style_ = style_(get("val"));
        if (name == "shd") paragraph_style_.ground = shading(get("val"), get("color"), get("fill"));
        if (name != "framePr") return;
        const auto beside = [](double place) { return place < beside_page || place > past_page; };
        off_page_ = beside(office_number(get("x"))) || beside(office_number(get("y")));
    }

    void run_property(std::string_view name) {
        const auto value = get("val");
        if (name == "rStyle") {
            const auto style = style_(value);
            if (style.ink) run_.ink = style.ink;
            if (style.ground) run_.ground = style.ground;
            if (style.marker) run_.marker = style.marker;
            if (style.size) run_.size = style.size;
            if (style.scale) run_.scale = style.scale;
        }
        if (name == "color") run_.ink = hex_colour(value);
        if (name == "highlight") run_.marker = marker_colour(value);
        if (name == "shd") run_.ground = shading(value, get("color"), get("fill"));
        if (name == "sz") run_.size = office_number(value) / 2;
        if (name == "w") run_.scale = office_number(value);
    }

    void words(const std::string& text) {
        if (float_.level > 0) float_.written = true;
        else paragraph_text_ += text;
        if (off_page_) add_unseen_text(unseen_, Concealment::hidden_text, Manner::outside_page, text);
        else if (run_.size && *run_.size > 0 && *run_.size <= smallest_size) add_unseen_text(unseen_, Concealment::hidden_text, Manner::too_small, text);
        else if (run_.scale && *run_.scale > 0 && *run_.scale <= smallest_scale) add_unseen_text(unseen_, Concealment::hidden_text, Manner::too_small, text);
        // Where no colour is said programs write white on what is dark (17.3.2.6), but not on a marker.
        const auto ink = run_.ink ? run_.ink : run_.marker ? std::optional(black_ink) : std::nullopt;
        const auto ground = run_.marker ? run_.marker : run_.ground ? run_.ground : around();
        if (ink && ground && is_same_colour(*ink, *ground)) add_same_colour(unseen_, *ground, text);
    }

    std::optional<Rgb> around() const {
        for (auto one = grounds_.rbegin(); one != grounds_.rend(); ++one) {
            if (one->colour) return one->colour;
            if (!one->known) return std::nullopt;
        }
        return page_;
    }

    // 20.4.2.3 and what stands in it; VML 19.1.2.16.
    void drawing(std::string_view name) {
        if (name == "anchor" && float_.level == 0) {
            float_ = {open_.size(), get("behindDoc") == "1" || get("behindDoc") == "true", false, false, false, 0, 0};
        } else if (float_.level > 0 && name == "extent") {
            float_.width = office_number(get("cx")) * points_an_emu, float_.height = office_number(get("cy")) * points_an_emu;
        } else if (float_.level > 0 && (name == "wrapSquare" || name == "wrapTopAndBottom" || name == "wrapTight" || name == "wrapThrough")) {
            float_.inline_ = true;
        } else if (float_.level > 0 && (within("solidFill", "spPr") || within("solidFill", "wsp"))) {
            const auto colour = name == "srgbClr" ? hex_colour(get("val")) : name == "schemeClr" ? (get("val") == "tx1" || get("val") == "dk1" ? std::optional(black_ink) : get("val") == "bg1" ? std::optional(white_ink) : std::nullopt) : written_colour(get("val"));
            float_.opaque = colour && (is_dark(*colour) || is_white(*colour));
        } else if (float_.level > 0 && float_.opaque && open_.size() > 3 && open_[open_.size() - 3] == "solidFill" && (name == "alpha" || name.starts_with("lum"))) {
            float_.opaque = name == "alpha" && office_number(get("val")) >= 90000;
        } else if (float_.level == 0 && (name == "rect" || name == "roundrect" || name == "oval")) {
            const auto style = get("style");
            const auto fill = get("fillcolor");
            const bool filled = get("filled") != "f" && get("filled") != "false" && get("opacity").empty();
            const auto colour = fill.empty() ? std::optional(white_ink) : written_colour(std::string_view(fill).substr(0, fill.find(' ')));
            const bool floats = style.find("position:absolute") != style.npos && style.find("z-index:-") == style.npos;
            float_ = {open_.size(), !floats, false, filled && colour && (is_dark(*colour) || is_white(*colour)), false, measure(style, "width"), measure(style, "height")};
        }
    }

    void float_ends() {
        const bool covers = !float_.behind && !float_.inline_ && float_.opaque && !float_.written && float_.width >= least_cover && float_.height >= least_cover;
        covered_ = covered_ || covers;
        float_ = {};
    }

    // Under what hangs on a paragraph without text may be the one before.
    void cover() {
        if (covered_) add_unseen_text(unseen_, Concealment::fake_redaction, Manner::box, paragraph_text_.empty() ? last_ : paragraph_text_);
        covered_ = false;
    }

    std::string_view utf8_;
    XmlSplitter splitter_;
    const std::function<WordStyle(const std::string&)>& style_;
    OfficeUnseen& unseen_;
    std::vector<std::string_view> open_;
    std::size_t skipped_ = 0;  // level of an element that is not read
    std::vector<Ground> grounds_;
    Rgb page_ = white_ink;
    WordStyle paragraph_style_, run_;
    std::vector<WordStyle> outer_;  // of the paragraphs around a text box
    bool off_page_ = false, covered_ = false;
    Float float_;
    std::string paragraph_text_, last_;
};

}  // namespace

double office_number(const std::string& text) { return std::strtod(text.c_str(), nullptr); }

void add_unseen_text(OfficeUnseen& unseen, Concealment kind, Manner manner, std::string_view text) {
    if (std::all_of(text.begin(), text.end(), is_xml_blank)) return;
    auto& all = unseen[{kind, manner}];
    all += text;
}

void add_same_colour(OfficeUnseen& unseen, const Rgb& ground, std::string_view text) {
    if (is_dark(ground)) add_unseen_text(unseen, Concealment::fake_redaction, Manner::highlight, text);
    else add_unseen_text(unseen, Concealment::hidden_text, Manner::same_colour, text);
}

WordLooks::WordLooks(const OoxmlPackage& package, const std::string& draft_name, const Limits& limits) : draft_name_(draft_name), limits_(limits) {
    for (const auto& member : package.members()) {
        if (member.text && member.role == "styles" && member.type.find("wordprocessingml") != member.type.npos) read_styles(member);
    }
}

void WordLooks::read_styles(const OoxmlMember& member) {
    const auto utf8 = member.text->utf8();
    XmlSplitter splitter(utf8, draft_name_, limits_);
    std::vector<std::string_view> open;
    WordStyle* style = nullptr;
    for (auto token = splitter.next(); token.kind != XmlTokenKind::finish; token = splitter.next()) {
        if (token.kind == XmlTokenKind::end && !open.empty()) open.pop_back();
        if (token.kind != XmlTokenKind::start) continue;
        const auto name = local_name(token.name);
        const auto get = [&](std::string_view attribute) { return attribute_of(splitter, utf8, attribute); };
        const bool own = open.size() == 3 && open[1] == "style" && (open[2] == "rPr" || open[2] == "pPr");
        if (name == "style" && open.size() == 1) {
            const auto id = get("styleId");
            style = &styles_[id];
            if (get("type") == "paragraph" && (get("default") == "1" || get("default") == "true")) usual_ = id;
        } else if (style == nullptr || open.size() < 2) {
        } else if (name == "basedOn") {
            style->based_on = get("val");
        } else if (name == "shd") {
            const auto fill = shading(get("val"), get("color"), get("fill"));
            style->shaded = style->shaded || (fill && !is_white(*fill)) || !get("themeFill").empty();
            if (own) style->ground = fill;
        } else if (own && open[2] == "rPr") {
            if (name == "color") style->ink = hex_colour(get("val"));
            if (name == "highlight") style->marker = marker_colour(get("val"));
            if (name == "sz") style->size = office_number(get("val")) / 2;
            if (name == "w") style->scale = office_number(get("val"));
        }
        if (!token.empty) open.push_back(name);
    }
}

WordStyle WordLooks::resolved(const std::string& id) const {
    WordStyle all;
    auto next = id.empty() ? usual_ : id;
    for (std::size_t i = 0; i < most_parents && !next.empty(); ++i) {
        const auto found = styles_.find(next);
        if (found == styles_.end()) break;
        const auto& one = found->second;
        if (!all.ink) all.ink = one.ink;
        if (!all.ground) all.ground = one.ground;
        if (!all.marker) all.marker = one.marker;
        if (!all.size) all.size = one.size;
        if (!all.scale) all.scale = one.scale;
        all.shaded = all.shaded || one.shaded;
        next = one.based_on;
    }
    return all;
}

OfficeUnseen WordLooks::in(const OoxmlMember& member) const {
    OfficeUnseen unseen;
    WordWalk(member, draft_name_, limits_, [this](const std::string& id) { return resolved(id); }, unseen).run();
    return unseen;
}

}  // namespace review

#include "format/html/unseen_looks.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <map>
#include <optional>

#include "base/colour.hpp"
#include "format/html/display.hpp"
#include "format/html/splitter.hpp"
#include "format/html/style_rules.hpp"

namespace review {
namespace {

constexpr double far_away = -500;       // pixels to the left of the page or above it
constexpr double smallest_letter = 1;   // pixels

bool is_all_blank(std::string_view text) { return std::all_of(text.begin(), text.end(), is_html_blank); }

double length_of(const std::string& value) { return std::strtod(value.c_str(), nullptr); }

// A colour or a ground; unknown where a picture, a variable or a colour that covers in part decides.
struct Seen {
    std::optional<Rgb> colour;
    bool said = false;
};

Seen seen_colour(const std::string& value) {
    if (value.empty() || value == "inherit" || value == "initial" || value == "unset") return {};
    return {written_colour(value), true};
}

Seen seen_ground(const std::string& style) {
    auto value = style_value(style, "background-color");
    const auto shorthand = style_value(style, "background");
    if (value.empty()) value = shorthand;
    if (value == "none" || value == "transparent" || value == "0") return {};
    return seen_colour(value);
}

bool is_transparent(const std::string& colour) {
    if (colour == "transparent") return true;
    const auto last = colour.find_last_of(",/");
    const bool fourth = colour.starts_with("rgba(") || colour.starts_with("hsla(") || colour.find('/') != colour.npos;
    return fourth && last != colour.npos && colour.back() == ')' && is_zero_length(colour.substr(last + 1, colour.size() - last - 2));
}

bool is_clipped(const std::string& style) {
    const auto path = style_value(style, "clip-path"), clip = style_value(style, "clip");
    if (path == "inset(100%)" || path == "inset(50%)" || path.starts_with("circle(0)") || path.starts_with("circle(0px") || path.starts_with("polygon(00")) return true;
    if (clip.starts_with("rect(0,0,0,0)") || clip.starts_with("rect(0000)") || clip.starts_with("rect(0px,0px,0px,0px)") || clip.starts_with("rect(1px,1px,1px,1px)")) return true;
    if (!style_value(style, "overflow").starts_with("hidden")) return false;
    const auto none = [&](std::string_view property) { return is_zero_length(style_value(style, property)); };
    return none("height") || none("width") || none("max-height") || none("max-width");
}

bool is_far_away(const std::string& style) {
    const auto position = style_value(style, "position");
    const auto far = [&](std::string_view property) { return length_of(style_value(style, property)) <= far_away; };
    if (position == "absolute" || position == "fixed") {
        if (far("left") || far("top") || far("right") || far("bottom")) return true;
    }
    return far("text-indent") || far("margin-left");
}

std::optional<Manner> manner_of(const std::string& style) {
    if (style_value(style, "display") == "none" || style_value(style, "visibility") == "hidden") return Manner::vanish;
    if (is_zero_length(style_value(style, "opacity"))) return Manner::transparent;
    const auto size = style_value(style, "font-size");
    if (is_zero_length(size) || (size.ends_with("px") && length_of(size) <= smallest_letter) || (size.ends_with("pt") && length_of(size) < smallest_letter)) return Manner::too_small;
    if (is_transparent(style_value(style, "color"))) return Manner::transparent;
    if (is_clipped(style)) return Manner::clipped;
    if (is_far_away(style)) return Manner::outside_page;
    return std::nullopt;
}

// A sheet of fonts, borders and distances conceals nothing.
bool may_conceal(const std::string& sheet) {
    constexpr std::array<std::string_view, 12> concealing{"color", "background", "position", "clip", "filter", "transform", "visibility", "opacity", "text-indent", "z-index", "@import", "var("};
    return std::any_of(concealing.begin(), concealing.end(), [&](std::string_view word) { return sheet.find(word) != sheet.npos; });
}

class LooksWalk {
public:
    LooksWalk(const HtmlTree& tree, bool& styled) : tree_(tree) {
        for (std::size_t i = 0; i < tree.nodes.size(); ++i) {
            const auto& node = tree.nodes[i];
            if (node.kind != HtmlNode::Kind::element) continue;
            if (node.name == "style") {
                for (auto& rule : style_rules(text_in(i))) rules_.push_back(std::move(rule));
                styled = styled || may_conceal(ascii_lower(text_in(i)));
            }
            const auto* rel = attribute_of(node, "rel");
            if (node.name == "link" && rel != nullptr && ascii_lower(*rel).find("stylesheet") != std::string::npos) styled = true;
        }
        styled_ = styled;
        // Those that hide nothing by themselves are weighed against others: not here.
        std::erase_if(rules_, [](const StyleRule& rule) { return !manner_of(rule.style); });
    }

    std::vector<HtmlLook> run() {
        for (std::size_t i = 0; i < tree_.nodes.size(); ++i) {
            while (!open_.empty() && open_.back().end <= i) open_.pop_back();
            const auto& node = tree_.nodes[i];
            if (node.kind == HtmlNode::Kind::text) words(node);
            if (node.kind == HtmlNode::Kind::element) enter(i);
        }
        std::vector<HtmlLook> looks;
        for (auto& [how, text] : found_) looks.push_back({how.first, how.second, std::move(text)});
        return looks;
    }

private:
    struct Open {
        std::size_t end = 0, index = 0;
        bool passed = false;            // told otherwise, or no text of the page
        std::optional<Manner> manner;   // how it is concealed
        Seen ink, ground;
        bool link = false;
    };

    std::string text_in(std::size_t index) const {
        std::string text;
        for (auto i = index + 1; i < tree_.nodes[index].index_end; ++i) {
            if (tree_.nodes[i].kind == HtmlNode::Kind::text) text += tree_.nodes[i].text;
        }
        return text;
    }

    void enter(std::size_t index) {
        const auto& node = tree_.nodes[index];
        Open open = open_.empty() ? Open{} : open_.back();
        open.end = node.index_end, open.index = index;
        const auto told = [&] { return node.name == "script" || node.name == "style" || node.name == "title" || node.name == "noscript" || node.name == "textarea" || node.name == "option" || !node.html; };
        open.passed = open.passed || told() || display_of(node).hidden;
        const auto* style = attribute_of(node, "style");
        const std::string own = style == nullptr ? "" : *style;
        if (!open.manner) open.manner = manner_of(own);
        for (const auto& rule : rules_) {
            if (!open.manner && rule.is_for(node)) open.manner = manner_of(rule.style);
        }
        if (!open.manner && is_closed(node, index)) open.manner = Manner::vanish;
        colours(node, own, open);
        if (covers(node, own, index)) {
            const auto under = text_in(open_.back().index);
            if (!open_.back().passed && !is_all_blank(under)) found_[{Concealment::fake_redaction, Manner::box}] += under;
        }
        open_.push_back(std::move(open));
    }

    // 4.11.1 and 4.11.4: what a reader has to open first.
    bool is_closed(const HtmlNode& node, std::size_t) const {
        if (node.name == "dialog") return attribute_of(node, "open") == nullptr;
        if (open_.empty() || node.name == "summary") return false;
        const auto& outer = tree_.nodes[open_.back().index];
        return outer.name == "details" && attribute_of(outer, "open") == nullptr;
    }

    void colours(const HtmlNode& node, const std::string& own, Open& open) {
        const auto attribute = [&](std::string_view name) {
            const auto* value = attribute_of(node, name);
            return value == nullptr ? std::string() : ascii_lower(*value);
        };
        auto ink = seen_colour(style_value(own, "color"));
        if (!ink.said && (node.name == "font" || node.name == "basefont")) ink = seen_colour(attribute("color"));
        if (!ink.said && node.name == "body") ink = seen_colour(attribute("text"));
        if (ink.said) open.ink = ink;
        if (node.name == "a") open.link = !ink.said;
        auto ground = seen_ground(own);
        if (!ground.said) ground = seen_colour(attribute("bgcolor"));
        if (!attribute("background").empty() || own.find("url(") != own.npos || own.find("gradient(") != own.npos) ground = {std::nullopt, true};
        if (ground.said) open.ground = ground;
        // Where sheets may colour it, nobody knows what an element without a style of its own stands on.
        if (!ground.said && styled_ && (!attribute("class").empty() || !attribute("id").empty())) open.ground = {std::nullopt, true};
    }

    // An empty box with a ground of its own, put over all of the element it stands in.
    bool covers(const HtmlNode& node, const std::string& own, std::size_t index) const {
        const auto position = style_value(own, "position");
        if (open_.empty() || (position != "absolute" && position != "fixed") || !seen_ground(own).colour || !is_all_blank(text_in(index))) return false;
        if (display_of(node).hidden || manner_of(own) || style_value(own, "z-index").starts_with("-")) return false;
        const auto has = [&](std::string_view property) { return !style_value(own, property).empty(); };
        const auto whole = [&](std::string_view property) { return style_value(own, property) == "100%"; };
        if (is_zero_length(style_value(own, "inset")) || (whole("width") && whole("height"))) return true;
        const auto high = length_of(style_value(own, "height")), wide = length_of(style_value(own, "width"));
        return (has("top") || has("left") || has("bottom") || has("right")) && ((high >= 8 && wide >= 8) || (has("top") && has("bottom") && has("left") && has("right")));
    }

    void words(const HtmlNode& node) {
        if (open_.empty() || open_.back().passed || is_all_blank(node.text)) return;
        const auto& open = open_.back();
        auto manner = open.manner;
        const auto& holder = tree_.nodes[open.index];
        if (!manner && holder.name == "details" && attribute_of(holder, "open") == nullptr) manner = Manner::vanish;
        if (manner) {
            found_[{Concealment::hidden_text, *manner}] += node.text;
            return;
        }
        // What is not said is black on white, but for links; what sheets say nobody knows.
        const auto ink = open.ink.said ? open.ink.colour : open.link || (styled_ && !open.ground.colour) ? std::nullopt : std::optional(black_ink);
        const auto ground = open.ground.said ? open.ground.colour : styled_ ? std::nullopt : std::optional(white_ink);
        if (!ink || !ground || !is_same_colour(*ink, *ground) || (!open.ink.said && styled_)) return;
        if (is_dark(*ground)) found_[{Concealment::fake_redaction, Manner::highlight}] += node.text;
        else found_[{Concealment::hidden_text, Manner::same_colour}] += node.text;
    }

    const HtmlTree& tree_;
    bool styled_ = false;
    std::vector<StyleRule> rules_;
    std::vector<Open> open_;
    std::map<std::pair<Concealment, Manner>, std::string> found_;
};

}  // namespace

std::vector<HtmlLook> html_looks(const HtmlTree& tree, bool& styled) { return LooksWalk(tree, styled).run(); }

}  // namespace review

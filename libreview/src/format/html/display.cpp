#include "format/html/display.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>

#include "format/html/splitter.hpp"

namespace review {
namespace {

// WHATWG HTML 15.3; what else is called block there, a line each, and elements whose text stands apart.
constexpr std::array<std::string_view, 70> blocks{"address", "article", "aside", "blockquote", "body", "br", "caption", "center", "col", "colgroup", "dd",
    "details", "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "frame", "frameset", "h1", "h2", "h3", "h4",
    "h5", "h6", "head", "header", "hgroup", "hr", "html", "iframe", "legend", "li", "link", "listing", "main", "menu", "meta", "nav", "noembed",
    "noframes", "noscript", "ol", "optgroup", "option", "p", "plaintext", "pre", "script", "search", "section", "select", "style", "summary", "table",
    "tbody", "template", "textarea", "tfoot", "thead", "title", "tr", "ul", "xmp", "rtc"};

constexpr std::array<std::string_view, 6> in_drawings{"text", "title", "desc", "foreignobject", "script", "style"};

// A style as one word: "display:none;color:red".
std::string squeezed(const std::string& style) {
    std::string word = ascii_lower(style);
    word.erase(std::remove_if(word.begin(), word.end(), is_html_blank), word.end());
    return word;
}

bool is_one_of(const std::string& value, std::initializer_list<std::string_view> values) { return std::find(values.begin(), values.end(), value) != values.end(); }

// White on what is taken for white, no colour at all, a point of a letter, a box of no width, far away.
bool is_concealing(const std::string& style) {
    const std::initializer_list<std::string_view> white{"#fff", "#ffffff", "white", "rgb(255,255,255)", "#fffffe", "#fefefe"};
    const auto colour = style_value(style, "color");
    auto ground = style_value(style, "background-color");
    if (ground.empty()) ground = style_value(style, "background");
    if (colour == "transparent" || (colour.starts_with("rgba(") && colour.ends_with(",0)"))) return true;
    if (is_one_of(colour, white) && (ground.empty() || is_one_of(ground, white))) return true;
    if (is_one_of(style_value(style, "font-size"), {"1px", "0.1px", "1pt", "0.5px", "0.5pt", "0.1pt"})) return true;
    if (is_zero_length(style_value(style, "width")) && style_value(style, "overflow") == "hidden") return true;
    if (style_value(style, "clip-path").starts_with("inset(100%") || style_value(style, "clip").starts_with("rect(0")) return true;
    const auto far = [&](std::string_view side) {
        const auto value = style_value(style, side);
        return value.starts_with('-') && value.size() > 5 && value.find_first_not_of("-0123456789") >= 5;  // -9999px, -100em
    };
    return far("left") || far("top") || far("text-indent") || far("margin-left");
}

}  // namespace

std::string style_value(const std::string& style, std::string_view property) {
    const auto word = squeezed(style);
    std::string value;
    for (std::size_t at = 0; at < word.size();) {
        const auto end = std::min(word.find(';', at), word.size());
        if (word.compare(at, property.size(), property) == 0 && at + property.size() < end && word[at + property.size()] == ':') {
            value = word.substr(at + property.size() + 1, end - at - property.size() - 1);
        }
        at = end + 1;
    }
    if (const auto mark = value.find('!'); mark != value.npos) value.resize(mark);
    return value;
}

bool is_zero_length(const std::string& value) {
    const auto number = std::min(value.find_first_not_of("+-.0123456789"), value.size());
    return number > 0 && value.find_first_of("123456789") >= number && value.find('0') < number;
}

const std::string* attribute_of(const HtmlNode& node, std::string_view name) {
    for (const auto& attribute : node.attributes) {
        if (attribute.name == name) return &attribute.value;
    }
    return nullptr;
}

Display display_of(const HtmlNode& node) {
    const auto is = [&](const auto& names) { return std::find(names.begin(), names.end(), std::string_view(node.name)) != names.end(); };
    Display display;
    display.block = node.html ? is(blocks) : is(in_drawings);
    display.hidden = node.html && attribute_of(node, "hidden") != nullptr;
    display.aside = node.html && (node.name == "rt" || node.name == "rp" || node.name == "del");
    const auto* direction = attribute_of(node, "dir");
    const bool leftward = node.html && direction != nullptr && ascii_lower(*direction) == "rtl";
    display.turned = leftward && node.name == "bdo";
    if (const auto* style = attribute_of(node, "style")) {
        const auto word = squeezed(*style);
        const auto says = [&](std::string_view what) { return word.find(what) != word.npos; };
        const auto is_zero = [&](std::string_view property) { return is_zero_length(style_value(word, property)); };
        if (says("display:inline") || says("display:contents") || says("float:left") || says("float:right")) display.block = false;
        if (says("display:block")) display.block = true;
        display.turned = display.turned || ((leftward || says("direction:rtl")) && (says("unicode-bidi:bidi-override") || says("unicode-bidi:isolate-override")));
        display.hidden = display.hidden || says("display:none") || says("visibility:hidden") || is_zero("font-size") || is_zero("opacity");
    }
    if (const auto* style = attribute_of(node, "style"); style != nullptr && !display.block) display.concealed = is_concealing(*style);
    display.aside = display.aside || display.hidden;
    return display;
}

}  // namespace review

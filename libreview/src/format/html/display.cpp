#include "format/html/display.hpp"

#include <algorithm>
#include <array>

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

}  // namespace

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
    if (const auto* style = attribute_of(node, "style")) {
        const auto word = squeezed(*style);
        const auto says = [&](std::string_view what) { return word.find(what) != word.npos; };
        if (says("display:inline") || says("display:contents") || says("float:left") || says("float:right")) display.block = false;
        if (says("display:block")) display.block = true;
        display.hidden = display.hidden || says("display:none") || says("visibility:hidden") || says("font-size:0") || says("opacity:0");
    }
    display.aside = display.aside || display.hidden;
    return display;
}

}  // namespace review

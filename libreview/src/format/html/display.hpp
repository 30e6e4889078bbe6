#pragma once

#include "format/html/tree.hpp"

namespace review {

// How an element stands among others, by its name and its own style; style sheets are not read.
struct Display {
    bool block = false;   // a line ends before and after it
    bool hidden = false;  // its text is not shown
    bool aside = false;   // readers read past it: hidden text, ruby, what was struck out
    bool concealed = false;  // and what nobody sees though it is shown: white, transparent, tiny, beside the page, clipped
    bool turned = false;  // its characters run from right to left, whatever they are (CSS Writing Modes 3, 2.2)
};
Display display_of(const HtmlNode& node);

// The value of an attribute; nullptr: it has none of that name.
const std::string* attribute_of(const HtmlNode& node, std::string_view name);

// What a style says of a property, in lower case and without blanks: "#000" of "Color: #000"; empty: nothing. The last one counts.
std::string style_value(const std::string& style, std::string_view property);
bool is_zero_length(const std::string& value);

}  // namespace review

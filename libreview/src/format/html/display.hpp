#pragma once

#include "format/html/tree.hpp"

namespace review {

// How an element stands among others, by its name and its own style; style sheets are not read.
struct Display {
    bool block = false;   // a line ends before and after it
    bool hidden = false;  // its text is not shown
    bool aside = false;   // readers read past it: hidden text, ruby, what was struck out
};
Display display_of(const HtmlNode& node);

// The value of an attribute; nullptr: it has none of that name.
const std::string* attribute_of(const HtmlNode& node, std::string_view name);

}  // namespace review

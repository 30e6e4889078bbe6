#pragma once

#include <string>
#include <vector>

#include "format/html/tree.hpp"

namespace review {

// A rule of a style sheet, by the last element of its selector: "nav .menu a.on" is for elements `a` of class `on`.
struct StyleRule {
    std::string element, name, id;  // empty: any; `name`: a class
    std::string style;
    bool is_for(const HtmlNode& node) const;
};

// Rules of a sheet that hold on a screen as it is: none that wait for a pointer, a printer or a width.
std::vector<StyleRule> style_rules(const std::string& sheet);

}  // namespace review

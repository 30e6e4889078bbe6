#pragma once

#include <string>
#include <unordered_map>

#include "format/html/table_grid.hpp"
#include "format/html/tree.hpp"

namespace review {

// What tags are called by what stands beside them (Part::called), by where they begin: the field of a form by its <label>, by its own
// aria-label or placeholder, by the text or the cell before it and the heading of its column; <td data-label="姓名"> by itself.
struct HtmlCalls {
    std::unordered_map<std::size_t, std::string> fields;  // for what their attributes hold
    std::unordered_map<std::size_t, std::string> texts;   // for the text behind the tag
    // By the text or the cell before it and the heading of its column: for what other elements say in attributes of their text (title, data-*).
    std::unordered_map<std::size_t, std::string> before;
};
HtmlCalls calls_of(const HtmlTree& tree, const TableRoles& roles);

// The attribute says how its element is called, and is not called so itself.
bool is_label_of_element(std::string_view attribute);

// An attribute that may say what the text of its element says, or would say.
bool says_of_text(std::string_view attribute);

// An attribute that says in its own name what it holds: data-姓名, data-id-card.
std::string call_of_attribute(std::string_view name);

}  // namespace review

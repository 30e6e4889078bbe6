#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <review/limits.hpp>

namespace review {

// What the HTML parsing algorithm (WHATWG HTML, 13.2) makes of a text, as a plain list: a node stands after its parent, and its
// descendants stand between it and its `end`. Offsets count through the text.
struct HtmlNode {
    enum class Kind { element, text, comment };
    struct Attribute {
        std::string name;    // as it counts: lower case
        std::string value;   // decoded
        std::size_t begin = 0, end = 0;  // the value in the text, without its quotes
    };
    Kind kind = Kind::element;
    bool html = true;        // its name space
    std::string name;        // lower case
    std::size_t begin = 0, size = 0;  // start tag, comment, or where its text begins; size 0: the parser put it there
    std::size_t index_end = 0;        // nodes [own index + 1, index_end) are in it
    std::uint32_t depth = 0;
    std::string text;        // decoded; of texts and comments
    std::vector<Attribute> attributes;
};

struct HtmlTree {
    std::vector<HtmlNode> nodes;
    bool quirks = false;
};

// Throws Errc::limit past `depth` of the limits, its time, or when the tree takes too much memory for a text of that size.
HtmlTree html_tree(const std::string& text, const std::string& draft_name, const Limits& limits);

// What a character reference stands for: `run` is "amp;", "copy2", "#x34;": all that may belong to it. `taken`: bytes of the run
// that do (13.2.5.72); 0: the ampersand is one. `attribute` and `before_equals`: as 13.2.5.73 asks for.
struct HtmlReference {
    std::string characters;
    std::size_t taken = 0;
};
HtmlReference html_reference(std::string_view run, bool attribute, bool before_equals);

}  // namespace review

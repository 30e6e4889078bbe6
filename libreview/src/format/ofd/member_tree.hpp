#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <review/limits.hpp>

#include "format/text/source_text.hpp"
#include "format/xml/splitter.hpp"

namespace review {

// One node of a member: where it stands in the text and what it holds.
struct OfdNode {
    enum class Kind { element, text, cdata, comment, instruction };
    Kind kind = Kind::element;
    std::string_view name;                       // local; of an instruction its target
    std::string_view prefix;                     // with its colon
    std::size_t begin = 0, end = 0;              // all of it
    std::size_t inner_begin = 0, inner_end = 0;  // between its tags or marks
    std::uint32_t parent = 0;                    // of the root: itself
    std::uint32_t next = 0;                      // its next sibling; 0: none
    std::uint32_t first_attribute = 0, attributes = 0;
};

// A member that libxml2 accepted, as a tree. Node 0 holds the whole text; the root element is a child of it.
class OfdTree {
public:
    // Throws what XmlSplitter throws, and limit past Limits::objects nodes.
    OfdTree(const SourceText& text, const std::string& draft_name, const Limits& limits);

    const std::vector<OfdNode>& nodes() const { return nodes_; }
    const OfdNode& at(std::uint32_t node) const { return nodes_[node]; }
    const SourceText& text() const { return text_; }
    std::uint32_t root() const { return root_; }
    std::uint32_t first_child(std::uint32_t node) const;  // 0: none
    std::vector<std::uint32_t> children(std::uint32_t node, std::string_view name) const;
    std::uint32_t child(std::uint32_t node, std::string_view name) const;  // 0: none

    struct Attributes {
        const XmlAttribute* from;
        const XmlAttribute* to;
        const XmlAttribute* begin() const { return from; }
        const XmlAttribute* end() const { return to; }
    };
    Attributes attributes(std::uint32_t node) const;
    std::optional<std::string> attribute(std::uint32_t node, std::string_view local) const;  // decoded
    std::string value(const XmlAttribute& attribute) const;
    std::string content(std::uint32_t node) const;  // text of the element itself, decoded, without blanks at its ends

private:
    const SourceText& text_;
    std::vector<OfdNode> nodes_;
    std::vector<XmlAttribute> attributes_;
    std::uint32_t root_ = 0;
};

std::string_view ofd_local_part(std::string_view name);
std::string_view ofd_trimmed(std::string_view text);

}  // namespace review

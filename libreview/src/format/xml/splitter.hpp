#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <review/limits.hpp>

#include "base/budget.hpp"

namespace review {

enum class XmlTokenKind { start, end, text, cdata, comment, instruction, declaration, finish };

// One token and its bytes in the text.
struct XmlToken {
    XmlTokenKind kind = XmlTokenKind::finish;
    std::size_t begin = 0, end = 0;              // all of it
    std::size_t inner_begin = 0, inner_end = 0;  // without its marks: text, comment, data of an instruction
    std::string_view name;                       // of an element, or the target of an instruction
    bool empty = false;                          // a start tag that ends its element
};

struct XmlAttribute {
    std::string_view name;
    std::size_t begin = 0, end = 0;  // the value, without its quotes
};

// Cuts a document into tokens by its angle brackets and quotes alone. libxml2 says whether it is XML;
// this says where everything stands. Refuses what libxml2 must not even see: document types, tokens
// and nesting beyond the limits, start tags with so many attributes that looking for duplicates
// becomes quadratic.
class XmlSplitter {
public:
    static constexpr std::size_t most_attributes = 512;
    static constexpr std::size_t most_name_bytes = 50'000;     // as libxml2
    static constexpr std::uint32_t most_depth = 256;           // as libxml2

    XmlSplitter(std::string_view text, std::string draft_name, const Limits& limits);

    // Throws Errc::malformed with the line, Errc::limit or Errc::unsupported.
    XmlToken next();
    // Of the start tag that next() gave last.
    const std::vector<XmlAttribute>& attributes() const { return attributes_; }
    std::uint32_t depth() const { return depth_; }  // elements that are open
    std::size_t position() const { return position_; }
    void go_to(std::size_t position, std::uint32_t depth);
    [[noreturn]] void malformed(std::size_t place) const;

private:
    void tell_passed();
    XmlToken text_token();
    XmlToken start_tag();
    XmlToken end_tag();
    XmlToken bracketed(XmlTokenKind kind, std::string_view opening, std::string_view closing);
    XmlToken instruction();
    std::string_view name_at(std::size_t& place);
    void attribute_at(std::size_t& place);
    void skip_blank(std::size_t& place) const;
    char at(std::size_t place) const;
    void check_size(std::size_t begin, std::size_t end) const;
    [[noreturn]] void over(std::string_view field, std::uint64_t most) const;

    std::string_view text_;
    std::string draft_name_;
    std::uint64_t token_bytes_;
    std::uint32_t most_depth_;
    std::size_t position_ = 0;
    std::size_t passed_ = 0;  // up to where others were told that this is read
    std::uint32_t depth_ = 0;
    std::vector<XmlAttribute> attributes_;
    Budget budget_;
    std::uint64_t tokens_ = 0;
};

// XML 1.0, 2.3: S.
constexpr bool is_xml_blank(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }

}  // namespace review

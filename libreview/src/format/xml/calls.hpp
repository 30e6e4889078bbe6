#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "format/xml/splitter.hpp"

namespace review {

// What elements and attributes are called by what stands beside them (Part::called): <item key="姓名">, <field name="姓名" value="..."/>,
// <name>姓名</name><value>...</value>. Told tags one after another.
class XmlCalls {
public:
    explicit XmlCalls(std::string_view utf8) : utf8_(utf8) {}

    // What the attributes of a start tag call the element; "": nothing.
    std::string own(const XmlAttribute* first, const XmlAttribute* past) const;
    bool is_label(const XmlAttribute& attribute) const;
    // One of the attributes keeps a label by its name, whatever it says.
    bool is_labelled(const XmlAttribute* first, const XmlAttribute* past) const;
    // Of an element that begins: what it is called by itself, by the element before it, or by one that holds it.
    // The answer holds until the next question.
    const std::string& enter(std::uint32_t level, bool empty, std::string&& own);
    // No element deeper than `depth` is open any more.
    void leave(std::uint32_t depth);
    // The text of an element: that of <name> and its like calls the next one.
    void text(std::uint32_t level, std::string_view element, std::string_view text);

private:
    struct Call {
        std::uint32_t level = 0;
        std::string text;
    };
    std::string_view utf8_;
    std::vector<Call> open_;
    Call sibling_;
    std::string none_, last_;
};

}  // namespace review

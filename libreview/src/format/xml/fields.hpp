#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include <review/draft.hpp>
#include <review/part.hpp>

#include "format/text/source_text.hpp"

namespace review {

// An element or an attribute, and where it stands in the draft's bytes.
struct XmlFieldPlace {
    const std::vector<std::string_view>& elements;  // that are open, the root first; of an element: it is the last
    std::string_view attribute;                     // empty: it is an element
    ByteRange whole;       // with its tags, or with its name, its quotes and the blank before it
    ByteRange inner;       // what stands between the tags or the quotes; of <a/>: nothing, behind the tag
    std::uint64_t number = 0;  // of the element, or of the one that has the attribute: 1 is the root, as their start tags follow each other
    std::uint64_t within = 0;  // elements in it
    bool simple = true;    // holds text alone: no element, no comment
};

// Tells attributes, but declarations of namespaces, where their tags stand, elements at their end: what stands in an element comes before it. Of a draft
// that open_document() took for XML, or of XML in it, whose places are those of `text`; throws what XmlSplitter throws, but no limit
// of tokens: it was read within its limits when it was opened.
void each_xml_field(const SourceText& text, const std::string& draft_name, const std::function<void(const XmlFieldPlace&)>& tell);
void each_xml_field(const Draft& draft, const std::function<void(const XmlFieldPlace&)>& tell);

}  // namespace review

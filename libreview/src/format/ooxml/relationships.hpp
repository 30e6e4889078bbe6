#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <review/limits.hpp>

#include "format/text/source_text.hpp"

namespace review {

// Start tags of a member in order, attributes decoded, by their local names.
struct XmlStartTag {
    std::string_view name;  // local
    std::size_t begin = 0, end = 0;
    std::map<std::string, std::string, std::less<>> attributes;
    std::string relationship;  // r:id, in whatever prefix; a slide has an id of its own beside it
    std::string get(std::string_view attribute) const;
};
void each_start_tag(const SourceText& text, const std::string& draft_name, const Limits& limits,
                    const std::function<void(const XmlStartTag&)>& on_tag);

// What an attribute says: utf8[begin, end) with references resolved.
std::string attribute_text(std::string_view utf8, std::size_t begin, std::size_t end);

// ISO/IEC 29500-2, 8.3: one relationship of a part.
struct Relationship {
    std::string id, type, target;  // the last word of the type; the target as it is written
    bool external = false;
    std::size_t begin = 0, end = 0;  // of its tag
};
std::vector<Relationship> relationships_of(const SourceText& rels, const std::string& draft_name, const Limits& limits);

// "word/document.xml" and "media/a.png" give "word/media/a.png". Empty: it leads out of the package.
std::string resolved_target(std::string_view source, std::string_view target);

// "word/_rels/document.xml.rels" of "word/document.xml"; "_rels/.rels" of the package, "".
std::string rels_name(std::string_view source);

}  // namespace review

#include "format/xml/structure.hpp"

#include <algorithm>

#include "format/xml/splitter.hpp"
#include "format/xml/tables.hpp"

namespace review {

XmlStructure xml_structure(const SourceText& text, const std::string& draft_name, const Limits& limits) {
    XmlStructure structure;
    XmlSplitter splitter(text.utf8(), draft_name, limits);
    struct Open {
        std::size_t number;
        std::string_view name;
    };
    std::vector<Open> open;  // as deep as the limit
    const auto utf8 = text.utf8();
    for (auto token = splitter.next(); token.kind != XmlTokenKind::finish; token = splitter.next()) {
        if (token.kind == XmlTokenKind::start) {
            if (is_row(token.name)) {
                for (auto holder = open.rbegin(); holder != open.rend() && holds_rows(holder->name); ++holder) {
                    if (is_table(holder->name)) structure.has_text[holder->number] = true;
                }
            }
            if (!token.empty) open.push_back({structure.has_text.size(), token.name});
            structure.has_text.push_back(false);
        } else if (token.kind == XmlTokenKind::end) {
            open.pop_back();
        } else if ((token.kind == XmlTokenKind::text || token.kind == XmlTokenKind::cdata) && !open.empty()) {
            const auto inner = utf8.substr(token.inner_begin, token.inner_end - token.inner_begin);
            if (!std::all_of(inner.begin(), inner.end(), is_xml_blank)) structure.has_text[open.back().number] = true;
        }
    }
    if (structure.has_text.empty()) splitter.malformed(utf8.size());
    return structure;
}

}  // namespace review

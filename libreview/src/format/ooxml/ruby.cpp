#include "format/ooxml/ruby.hpp"

#include <algorithm>

#include "format/ooxml/markup_value.hpp"
#include "format/xml/splitter.hpp"

namespace review {

std::vector<ByteRange> readings_over(const OoxmlMember& member, const std::vector<Edit>& edits, const std::string& draft_name, const Limits& limits) {
    const auto utf8 = member.text->utf8();
    if (edits.empty() || utf8.find("ruby>") == utf8.npos) return {};
    const auto is_cut = [&](ByteRange range) {
        const auto edit = std::partition_point(edits.begin(), edits.end(), [&](const Edit& one) { return one.source.end <= range.begin; });
        return edit != edits.end() && edit->source.begin < range.end;
    };
    std::vector<ByteRange> gone, readings;
    std::uint32_t ruby = 0, reading = 0;  // their depths
    bool cut = false;
    XmlSplitter splitter(utf8, draft_name, limits);
    for (auto token = splitter.next(); token.kind != XmlTokenKind::finish; token = splitter.next()) {
        const auto name = local_name(token.name);
        if (token.kind == XmlTokenKind::start && !token.empty) {
            if (name == "ruby" && ruby == 0) ruby = splitter.depth();
            if (name == "rt" && ruby > 0 && reading == 0) reading = splitter.depth();
        } else if (token.kind == XmlTokenKind::end) {
            const auto closed = splitter.depth() + 1;
            if (closed == reading) reading = 0;
            if (closed != ruby) continue;
            if (cut) gone.insert(gone.end(), readings.begin(), readings.end());
            readings.clear();
            ruby = 0, cut = false;
        } else if (ruby > 0 && (token.kind == XmlTokenKind::text || token.kind == XmlTokenKind::cdata)) {
            const auto range = member.text->source(token.begin, token.end);
            if (reading == 0) cut = cut || is_cut(range);
            else if (!is_cut(range)) readings.push_back(range);
        }
    }
    return gone;
}

}  // namespace review

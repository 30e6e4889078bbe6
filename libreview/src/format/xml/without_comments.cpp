#include "format/xml/without_comments.hpp"

#include "base/utf8_scan.hpp"
#include "format/xml/splitter.hpp"

namespace review {

Bytes without_comments(ByteView xml, const std::string& draft_name, const Limits& limits, std::uint32_t& removed) {
    removed = 0;
    const auto text = as_text(xml);
    Bytes kept;
    if (first_not_utf8(xml) || text.find('\0') != text.npos) return {xml.begin(), xml.end()};
    const std::size_t mark = text.starts_with("\xEF\xBB\xBF") ? 3 : 0;
    XmlSplitter splitter(text.substr(mark), draft_name, limits);
    std::size_t from = 0;
    const auto keep_up_to = [&](std::size_t end) {
        kept.insert(kept.end(), xml.begin() + static_cast<std::ptrdiff_t>(from), xml.begin() + static_cast<std::ptrdiff_t>(end));
    };
    for (auto token = splitter.next(); token.kind != XmlTokenKind::finish; token = splitter.next()) {
        if (token.kind != XmlTokenKind::comment) continue;
        keep_up_to(mark + token.begin);
        from = mark + token.end;
        ++removed;
    }
    keep_up_to(xml.size());
    return kept;
}

}  // namespace review

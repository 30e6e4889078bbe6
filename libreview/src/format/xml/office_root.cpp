#include "format/xml/office_root.hpp"

#include <algorithm>
#include <array>

#include <review/error.hpp>

#include "base/messages/format_xml.hpp"
#include "format/xml/characters.hpp"
#include "format/xml/splitter.hpp"

namespace review {
namespace {

bool is_office_namespace(std::string_view uri) {
    constexpr std::array<std::string_view, 12> families{"http://schemas.microsoft.com/office/2006/xmlPackage", "http://schemas.microsoft.com/office/word/",
        "urn:schemas-microsoft-com:office:", "http://schemas.microsoft.com/visio/", "urn:oasis:names:tc:opendocument:xmlns:office:", "http://openoffice.org/2000/office",
        "http://schemas.uof.org/", "http://schemas.openxmlformats.org/wordprocessingml/", "http://schemas.openxmlformats.org/spreadsheetml/",
        "http://schemas.openxmlformats.org/presentationml/", "http://schemas.openxmlformats.org/drawingml/", "http://purl.oclc.org/ooxml/"};
    return std::any_of(families.begin(), families.end(), [&](auto family) { return uri.starts_with(family); });
}

std::string attribute_value(std::string_view utf8, const XmlAttribute& attribute) {
    std::string value;
    XmlCharacters characters(utf8, attribute.begin, attribute.end, XmlCharacters::Where::attribute);
    for (XmlRun run; characters.next(run);) value += run.characters;
    return value;
}

}  // namespace

void refuse_office_root(std::string_view utf8, const std::string& draft_name, const Limits& limits) {
    XmlSplitter splitter(utf8, draft_name, limits);
    auto root = splitter.next();
    while (root.kind != XmlTokenKind::start && root.kind != XmlTokenKind::finish) root = splitter.next();
    const auto colon = root.name.find(':');
    const auto declaration = colon == root.name.npos ? std::string("xmlns") : "xmlns:" + std::string(root.name.substr(0, colon));
    for (const auto& attribute : splitter.attributes()) {
        if (attribute.name != declaration || !is_office_namespace(attribute_value(utf8, attribute))) continue;
        throw Error(Errc::unsupported, say(Msg::xml_office, {draft_name}));
    }
}

}  // namespace review

#include "format/ooxml/relationships.hpp"

#include "format/ooxml/markup_value.hpp"
#include "format/xml/characters.hpp"
#include "format/xml/splitter.hpp"

namespace review {

std::string XmlStartTag::get(std::string_view attribute) const {
    const auto found = attributes.find(attribute);
    return found == attributes.end() ? std::string() : found->second;
}

std::string attribute_text(std::string_view utf8, std::size_t begin, std::size_t end) {
    std::string text;
    XmlCharacters characters(utf8, begin, end, XmlCharacters::Where::attribute);
    for (XmlRun run; characters.next(run);) text += run.characters;
    return text;
}

void each_start_tag(const SourceText& text, const std::string& draft_name, const Limits& limits,
                    const std::function<void(const XmlStartTag&)>& on_tag) {
    XmlSplitter splitter(text.utf8(), draft_name, limits);
    for (auto token = splitter.next(); token.kind != XmlTokenKind::finish; token = splitter.next()) {
        if (token.kind != XmlTokenKind::start) continue;
        XmlStartTag tag{local_name(token.name), token.begin, token.end, {}, {}};
        for (const auto& attribute : splitter.attributes()) {
            if (attribute.name.ends_with(":id")) tag.relationship = attribute_text(text.utf8(), attribute.begin, attribute.end);
            tag.attributes.emplace(local_name(attribute.name), attribute_text(text.utf8(), attribute.begin, attribute.end));
        }
        on_tag(tag);
    }
}

std::vector<Relationship> relationships_of(const SourceText& rels, const std::string& draft_name, const Limits& limits) {
    std::vector<Relationship> all;
    each_start_tag(rels, draft_name, limits, [&](const XmlStartTag& tag) {
        if (tag.name != "Relationship") return;
        const auto type = tag.get("Type");
        const auto slash = type.rfind('/');
        all.push_back({tag.get("Id"), slash == type.npos ? type : type.substr(slash + 1), tag.get("Target"),
                       tag.get("TargetMode") == "External", tag.begin, tag.end});
    });
    return all;
}

std::string resolved_target(std::string_view source, std::string_view target) {
    const auto slash = source.rfind('/');
    std::string path = target.starts_with('/') || slash == source.npos ? "" : std::string(source.substr(0, slash));
    if (target.starts_with('/')) target.remove_prefix(1);
    while (!target.empty()) {
        const auto end = std::min(target.find('/'), target.size());
        const auto segment = target.substr(0, end);
        target.remove_prefix(std::min(end + 1, target.size()));
        if (segment == "." || segment.empty()) continue;
        if (segment == "..") {
            if (path.empty()) return {};
            path.resize(path.rfind('/') == path.npos ? 0 : path.rfind('/'));
        } else {
            path += (path.empty() ? "" : "/") + std::string(segment);
        }
    }
    return path;
}

std::string rels_name(std::string_view source) {
    const auto slash = source.rfind('/');
    const auto folder = slash == source.npos ? std::string() : std::string(source.substr(0, slash + 1));
    const auto file = slash == source.npos ? source : source.substr(slash + 1);
    return folder + "_rels/" + std::string(file) + ".rels";
}

}  // namespace review

#include "format/ofd/member_tree.hpp"

#include <review/error.hpp>

#include "base/messages/format_ofd.hpp"
#include "format/xml/characters.hpp"

namespace review {
namespace {

std::string decoded(std::string_view utf8, std::size_t begin, std::size_t end, XmlCharacters::Where where) {
    std::string text;
    XmlCharacters characters(utf8, begin, end, where);
    for (XmlRun run; characters.next(run);) text += run.characters;
    return text;
}

OfdNode::Kind node_kind(XmlTokenKind kind) {
    switch (kind) {
        case XmlTokenKind::text: return OfdNode::Kind::text;
        case XmlTokenKind::cdata: return OfdNode::Kind::cdata;
        case XmlTokenKind::comment: return OfdNode::Kind::comment;
        case XmlTokenKind::instruction: return OfdNode::Kind::instruction;
        default: return OfdNode::Kind::element;
    }
}

}  // namespace

std::string_view ofd_local_part(std::string_view name) {
    const auto colon = name.rfind(':');
    return colon == name.npos ? name : name.substr(colon + 1);
}

std::string_view ofd_trimmed(std::string_view text) {
    while (!text.empty() && is_xml_blank(text.front())) text.remove_prefix(1);
    while (!text.empty() && is_xml_blank(text.back())) text.remove_suffix(1);
    return text;
}

OfdTree::OfdTree(const SourceText& text, const std::string& draft_name, const Limits& limits) : text_(text) {
    XmlSplitter splitter(text.utf8(), draft_name, limits);
    nodes_.emplace_back();
    nodes_[0].end = nodes_[0].inner_end = text.utf8().size();
    std::vector<std::uint32_t> open{0}, last{0};  // the last child of each open element
    for (auto token = splitter.next(); token.kind != XmlTokenKind::finish; token = splitter.next()) {
        if (token.kind == XmlTokenKind::declaration) continue;
        if (token.kind == XmlTokenKind::end) {
            auto& node = nodes_[open.back()];
            node.inner_end = token.begin, node.end = token.end;
            open.pop_back(), last.pop_back();
            continue;
        }
        if (nodes_.size() >= limits.objects) throw Error(Errc::limit, say(Msg::ofd_over, {draft_name, std::to_string(limits.objects)}));
        OfdNode node;
        node.kind = node_kind(token.kind);
        node.name = ofd_local_part(token.name);
        node.prefix = token.name.substr(0, token.name.size() - node.name.size());
        node.begin = token.begin, node.end = token.end;
        node.inner_begin = token.inner_begin, node.inner_end = token.inner_end;
        node.parent = open.back();
        const auto number = static_cast<std::uint32_t>(nodes_.size());
        if (last.back() != 0) nodes_[last.back()].next = number;
        last.back() = number;
        if (token.kind == XmlTokenKind::start) {
            node.inner_begin = node.inner_end = token.end;
            node.first_attribute = static_cast<std::uint32_t>(attributes_.size());
            node.attributes = static_cast<std::uint32_t>(splitter.attributes().size());
            attributes_.insert(attributes_.end(), splitter.attributes().begin(), splitter.attributes().end());
            if (open.size() == 1 && root_ == 0) root_ = number;
            if (!token.empty) open.push_back(number), last.push_back(0);
        }
        nodes_.push_back(node);
    }
}

std::uint32_t OfdTree::first_child(std::uint32_t node) const {
    const auto next = node + 1;  // in document order
    return next < nodes_.size() && nodes_[next].parent == node && next != node ? next : 0;
}

std::vector<std::uint32_t> OfdTree::children(std::uint32_t node, std::string_view name) const {
    std::vector<std::uint32_t> found;
    for (auto child = first_child(node); child != 0; child = nodes_[child].next) {
        if (nodes_[child].kind == OfdNode::Kind::element && nodes_[child].name == name) found.push_back(child);
    }
    return found;
}

std::uint32_t OfdTree::child(std::uint32_t node, std::string_view name) const {
    for (auto child = first_child(node); child != 0; child = nodes_[child].next) {
        if (nodes_[child].kind == OfdNode::Kind::element && nodes_[child].name == name) return child;
    }
    return 0;
}

OfdTree::Attributes OfdTree::attributes(std::uint32_t node) const {
    const auto* from = attributes_.data() + nodes_[node].first_attribute;
    return {from, from + nodes_[node].attributes};
}

std::optional<std::string> OfdTree::attribute(std::uint32_t node, std::string_view local) const {
    for (const auto& one : attributes(node)) {
        if (one.name == local) return value(one);
    }
    return std::nullopt;
}

std::string OfdTree::value(const XmlAttribute& one) const {
    return decoded(text_.utf8(), one.begin, one.end, XmlCharacters::Where::attribute);
}

std::string OfdTree::content(std::uint32_t node) const {
    std::string all;
    for (auto child = first_child(node); child != 0; child = nodes_[child].next) {
        const auto& one = nodes_[child];
        if (one.kind == OfdNode::Kind::text) all += decoded(text_.utf8(), one.inner_begin, one.inner_end, XmlCharacters::Where::text);
        if (one.kind == OfdNode::Kind::cdata) all += decoded(text_.utf8(), one.inner_begin, one.inner_end, XmlCharacters::Where::literal);
    }
    return std::string(ofd_trimmed(all));
}

}  // namespace review

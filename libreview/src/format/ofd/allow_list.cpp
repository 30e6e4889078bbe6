#include "format/ofd/allow_list.hpp"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "format/ofd/numbers.hpp"

namespace review {
namespace {

struct Element {
    std::string_view children, attributes;
    OfdValue text;
};

const Element* element_of(std::string_view name) {
    static const std::unordered_map<std::string_view, Element> table{
#define REVIEW_OFD(name, children, attributes, text) {name, {children, attributes, OfdValue::text}},
#include "format/ofd/elements.inc"
#undef REVIEW_OFD
    };
    const auto found = table.find(name);
    return found == table.end() ? nullptr : &found->second;
}

bool holds(std::string_view words, std::string_view word) {
    for (std::size_t at = words.find(word); at != words.npos; at = words.find(word, at + 1)) {
        const auto end = at + word.size();
        if ((at == 0 || words[at - 1] == ' ') && (end == words.size() || words[end] == ' ')) return true;
    }
    return false;
}

constexpr std::string_view ids = "ID Font ResourceID DrawParam ColorSpace TemplateID PageID Relative ImageMask";
constexpr std::string_view for_people = "FontName FamilyName Title Name URI";
constexpr std::string_view enumerated =
    "Type ZOrder Visible Expanded Event Subtype Print NoZoom NoRotate ReadOnly Cap Join Stroke Fill Italic Rule TransFlag ReflectMethod "
    "RelativeTo MapType Charset CharSet Bold Serif FixedWidth Format";

}  // namespace

OfdValue ofd_text_of(std::string_view name) {
    const auto* element = element_of(name);
    return element == nullptr ? OfdValue::none : element->text;
}

OfdValue ofd_attribute_of(std::string_view name, std::string_view attribute) {
    const auto* element = element_of(name);
    if (element == nullptr || !holds(element->attributes, attribute)) return OfdValue::none;
    if (attribute == "BaseLoc") return OfdValue::place;
    if (holds(ids, attribute)) return OfdValue::id;
    if (holds(for_people, attribute)) return OfdValue::text;
    return holds(enumerated, attribute) ? OfdValue::word : OfdValue::measure;
}

std::vector<bool> ofd_listed(const OfdTree& tree, std::string_view root) {
    std::vector<bool> listed(tree.nodes().size());
    if (tree.root() == 0 || tree.at(tree.root()).name != root || element_of(root) == nullptr) return listed;
    listed[tree.root()] = true;
    for (std::uint32_t node = tree.root() + 1; node < tree.nodes().size(); ++node) {
        const auto& one = tree.at(node);
        if (!listed[one.parent] || one.kind != OfdNode::Kind::element) continue;
        const auto* parent = element_of(tree.at(one.parent).name);
        listed[node] = holds(parent->children, one.name) && element_of(one.name) != nullptr;
    }
    return listed;
}

bool is_ofd_word(std::string_view value) {
    static const std::unordered_set<std::string_view> words{
#define REVIEW_OFD_WORD(word) word,
#include "format/ofd/words.inc"
#undef REVIEW_OFD_WORD
    };
    return words.contains(value);
}

bool is_ofd_value(std::string_view value) { return is_ofd_measure(value) || is_ofd_word(ofd_trimmed(value)); }

bool is_ofd_namespace(std::string_view uri) {
    const bool plain = uri.size() < 80 && std::count_if(uri.begin(), uri.end(), [](char c) { return c >= '0' && c <= '9'; }) < 9;
    return plain && (uri.starts_with("http://www.ofdspec.org") || uri.starts_with("http://www.w3.org/"));
}

bool is_ofd_link(std::string_view uri) {
    for (const std::string_view scheme : {"http:", "https:", "mailto:", "tel:", "ftp:"}) {
        if (uri.starts_with(scheme)) return true;
    }
    return false;
}

}  // namespace review

#include "format/html/table_grid.hpp"

#include <algorithm>
#include <charconv>

#include "format/html/display.hpp"
#include "format/html/splitter.hpp"

namespace review {
namespace {

std::uint32_t span_of(const HtmlNode& node, std::string_view name, std::uint32_t most) {
    const auto* value = attribute_of(node, name);
    std::uint32_t span = 1;
    if (value != nullptr) std::from_chars(value->data(), value->data() + value->size(), span);
    return std::clamp<std::uint32_t>(span, 1, most);
}

TableRole role_in_style(std::string_view style) {
    std::string word = ascii_lower(style);
    word.erase(std::remove_if(word.begin(), word.end(), is_html_blank), word.end());
    const auto says = [&](std::string_view what) { return word.find(what) != word.npos; };
    if (says("display:table-row-group") || says("display:table-header-group") || says("display:table-caption")) return TableRole::none;
    if (says("display:table-row")) return TableRole::row;
    if (says("display:table-cell")) return TableRole::cell;
    return says("display:table") || says("display:inline-table") ? TableRole::table : TableRole::none;
}

TableRole role_called(std::string_view role) {
    if (role == "table" || role == "grid" || role == "treegrid") return TableRole::table;
    if (role == "row") return TableRole::row;
    return role == "cell" || role == "gridcell" || role == "columnheader" || role == "rowheader" ? TableRole::cell : TableRole::none;
}

// The last simple selector: ".cell" of "div.list > .cell".
std::string last_selector(std::string_view selector) {
    while (!selector.empty() && is_html_blank(selector.back())) selector.remove_suffix(1);
    const auto at = selector.find_last_of(" \t\r\n>+~.#*");
    if (at == selector.npos) return ascii_lower(selector);
    const bool marked = selector[at] == '.' || selector[at] == '#';
    return marked ? std::string(selector.substr(at)) : ascii_lower(selector.substr(at + 1));
}

}  // namespace

TableRoles::TableRoles(const HtmlTree& tree) : tree_(tree) {
    for (std::size_t i = 0; i + 1 < tree.nodes.size(); ++i) {
        const auto& node = tree.nodes[i];
        if (node.kind == HtmlNode::Kind::element && node.html && node.name == "style" && tree.nodes[i + 1].kind == HtmlNode::Kind::text) read_style_sheet(tree.nodes[i + 1].text);
    }
    roles_.reserve(tree.nodes.size());
    for (const auto& node : tree.nodes) roles_.push_back(role(node));
}

void TableRoles::read_style_sheet(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const auto open = text.find('{', at);
        const auto close = text.find('}', open);
        if (close == text.npos) return;
        const auto role = role_in_style(text.substr(open, close - open));
        auto selectors = text.substr(at, open - at);
        // Of an at-rule's block, what stands in it.
        at = close + 1;
        if (role == TableRole::none) continue;
        while (!selectors.empty()) {
            const auto comma = std::min(selectors.find(','), selectors.size());
            if (auto selector = last_selector(selectors.substr(0, comma)); !selector.empty()) by_selector_.emplace(std::move(selector), role);
            selectors.remove_prefix(std::min(comma + 1, selectors.size()));
        }
    }
}

TableRole TableRoles::role(const HtmlNode& node) const {
    if (!node.html || node.kind != HtmlNode::Kind::element) return TableRole::none;
    if (node.name == "table") return TableRole::table;
    if (node.name == "tr") return TableRole::row;
    if (node.name == "td" || node.name == "th") return TableRole::cell;
    if (node.attributes.empty() && by_selector_.empty()) return TableRole::none;
    for (const auto& attribute : node.attributes) {
        auto role = TableRole::none;
        if (attribute.name == "role") role = role_called(attribute.value);
        else if (attribute.name == "style") role = role_in_style(attribute.value);
        else if (attribute.name == "id" || attribute.name == "class") role = by_words(attribute.name == "id" ? '#' : '.', attribute.value);
        if (role != TableRole::none) return role;
    }
    const auto found = by_selector_.find(node.name);
    return found == by_selector_.end() ? TableRole::none : found->second;
}

TableRole TableRoles::by_words(char mark, std::string_view words) const {
    if (by_selector_.empty()) return TableRole::none;
    for (std::size_t at = 0; at < words.size();) {
        auto end = at;
        while (end < words.size() && !is_html_blank(words[end])) ++end;
        const auto found = by_selector_.find(mark + std::string(words.substr(at, end - at)));
        if (found != by_selector_.end()) return found->second;
        at = end + 1;
    }
    return TableRole::none;
}

void TableGrid::row() {
    for (auto column = column_; column < held_.size(); ++column) {
        if (held_[column] > 0) --held_[column];
    }
    column_ = 0;
}

std::uint32_t TableGrid::cell(const HtmlNode& node) {
    while (column_ < held_.size() && held_[column_] > 0) --held_[column_++];
    const auto here = std::min(column_, most_columns);
    const auto rows = span_of(node, "rowspan", 65534);
    const auto end = std::min(here + span_of(node, "colspan", 1000), most_columns);
    held_.resize(std::max<std::size_t>(held_.size(), end));
    for (auto column = here; column < end; ++column) held_[column] = rows - 1;
    column_ = std::max(column_, end);
    return here;
}

namespace {

// CSS Tables 3, 2.1: a row needs no table around it.
bool holds_rows(const HtmlTree& tree, std::size_t node, const TableRoles& roles) {
    const auto& holder = tree.nodes[node];
    for (auto i = node + 1; i < holder.index_end; i = std::max(i + 1, tree.nodes[i].index_end)) {
        const auto& child = tree.nodes[i];
        if (child.kind == HtmlNode::Kind::element && child.name != "tr" && roles.of(child) == TableRole::row) return true;
    }
    return false;
}

}  // namespace

bool is_data_table(const HtmlTree& tree, std::size_t node, const TableRoles& roles) {
    const auto& table = tree.nodes[node];
    if (!table.html) return false;
    const auto role = roles.of(table);
    if (role != TableRole::table && (role != TableRole::none || !holds_rows(tree, node, roles))) return false;
    std::uint32_t cells = 0;
    bool wide = false;
    for (auto i = node + 1; i < table.index_end; ++i) {
        const auto& inner = tree.nodes[i];
        if (inner.kind != HtmlNode::Kind::element || !inner.html) continue;
        const auto part = roles.of(inner);
        if (part == TableRole::table) return false;
        if (part == TableRole::row) cells = 0;
        else if (part == TableRole::cell && ++cells > 1) wide = true;
    }
    return wide;
}

}  // namespace review

#include "format/html/table_grid.hpp"

#include <algorithm>
#include <charconv>

#include "format/html/display.hpp"

namespace review {
namespace {

std::uint32_t span_of(const HtmlNode& node, std::string_view name, std::uint32_t most) {
    const auto* value = attribute_of(node, name);
    std::uint32_t span = 1;
    if (value != nullptr) std::from_chars(value->data(), value->data() + value->size(), span);
    return std::clamp<std::uint32_t>(span, 1, most);
}

}  // namespace

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

bool is_data_table(const HtmlTree& tree, std::size_t node) {
    const auto& table = tree.nodes[node];
    if (!table.html || table.name != "table") return false;
    std::uint32_t cells = 0;
    bool wide = false;
    for (auto i = node + 1; i < table.index_end; ++i) {
        const auto& inner = tree.nodes[i];
        if (inner.kind != HtmlNode::Kind::element || !inner.html) continue;
        if (inner.name == "table") return false;
        if (inner.name == "tr") cells = 0;
        else if ((inner.name == "td" || inner.name == "th") && ++cells > 1) wide = true;
    }
    return wide;
}

}  // namespace review

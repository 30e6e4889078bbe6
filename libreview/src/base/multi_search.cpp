#include "base/multi_search.hpp"

#include <algorithm>

namespace review {

MultiSearch::MultiSearch(const std::vector<std::string>& patterns, Case letters) : fold_(letters == Case::fold_ascii), heads_(patterns) {
    next_equal_.assign(patterns.size(), nobody);
    lengths_.reserve(patterns.size());
    for (const auto& pattern : patterns) lengths_.push_back(pattern.size());
    build(patterns);
    tabulate();
}

unsigned char MultiSearch::folded(char byte) const {
    return static_cast<unsigned char>(fold_ && byte >= 'A' && byte <= 'Z' ? byte + ('a' - 'A') : byte);
}

// A node is a range of the sorted patterns that begin alike. Breadth first: a node's fail link is shorter than the node,
// so it is there already, children and all.
void MultiSearch::build(std::vector<std::string> patterns) {
    for (auto& pattern : patterns) std::transform(pattern.begin(), pattern.end(), pattern.begin(), [this](char byte) { return static_cast<char>(folded(byte)); });
    std::vector<std::uint32_t> order;
    for (std::uint32_t i = 0; i < patterns.size(); ++i) {
        if (!patterns[i].empty()) order.push_back(i);
    }
    std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return patterns[a] < patterns[b]; });
    struct Range {
        std::uint32_t begin, end, depth;
    };
    std::vector<Range> ranges{{0, static_cast<std::uint32_t>(order.size()), 0}};
    nodes_.emplace_back();
    for (std::uint32_t node = 0; node < ranges.size(); ++node) {
        auto [at, end, depth] = ranges[node];
        if (depth == levels_.size() && depth <= heads_.length()) levels_.push_back(node);
        for (; at < end && patterns[order[at]].size() == depth; ++at) {
            next_equal_[order[at]] = nodes_[node].pattern;
            nodes_[node].pattern = order[at];
        }
        if (node != 0) {
            const auto fail = nodes_[node].fail;
            nodes_[node].shorter = nodes_[fail].pattern != nobody ? fail : nodes_[fail].shorter;
        }
        nodes_[node].first_child = static_cast<std::uint32_t>(nodes_.size());
        while (at < end) {
            const auto byte = patterns[order[at]][depth];
            const auto first = at;
            while (at < end && patterns[order[at]][depth] == byte) ++at;
            Node below;
            below.byte = static_cast<unsigned char>(byte);
            if (node != 0) below.fail = step(nodes_[node].fail, below.byte) & ~hit;
            nodes_.push_back(below);
            ranges.push_back({first, at, depth + 1});
        }
    }
    nodes_.emplace_back();
    nodes_.back().first_child = nodes_[nodes_.size() - 2].first_child;
}

// A node's row is its fail's row, but for its own children: what step() finds by following links.
void MultiSearch::tabulate() {
    bool used[256] = {};
    for (std::size_t node = 1; node + 1 < nodes_.size(); ++node) used[nodes_[node].byte] = true;
    for (std::size_t byte = 0; byte < 256; ++byte) {
        if (used[byte]) class_[byte] = static_cast<std::uint16_t>(++classes_);
    }
    ++classes_;
    for (char letter = 'A'; fold_ && letter <= 'Z'; ++letter) class_[static_cast<unsigned char>(letter)] = class_[folded(letter)];
    const auto rows = static_cast<std::uint32_t>(std::min(nodes_.size() - 1, std::max<std::size_t>(1, most_cells / classes_)));
    table_.assign(rows * classes_, 0);
    for (std::uint32_t node = 0; node < rows; ++node) {
        auto* row = table_.data() + node * classes_;
        if (node != 0) std::copy_n(table_.data() + nodes_[node].fail * classes_, classes_, row);
        for (auto next = nodes_[node].first_child; next < nodes_[node + 1].first_child; ++next) {
            row[class_[nodes_[next].byte]] = next | (ends_pattern(next) ? hit : 0);
        }
    }
    rows_ = rows;
}

// 0: none.
std::uint32_t MultiSearch::child(std::uint32_t node, unsigned char byte) const {
    for (auto next = nodes_[node].first_child; next < nodes_[node + 1].first_child; ++next) {
        if (nodes_[next].byte == byte) return next;
    }
    return 0;
}

// The node reached, with `hit`. `byte` is folded.
std::uint32_t MultiSearch::step(std::uint32_t node, unsigned char byte) const {
    for (;; node = nodes_[node].fail) {
        if (node < rows_) return table_[node * classes_ + class_[byte]];
        const auto next = child(node, byte);
        if (next != 0) return next | (ends_pattern(next) ? hit : 0);
        if (node == 0) return 0;
    }
}

bool MultiSearch::tell(std::uint32_t node, std::size_t end, const OnHit& on_hit) const {
    for (auto at = nodes_[node].pattern != nobody ? node : nodes_[node].shorter; at != nobody; at = nodes_[at].shorter) {
        for (auto pattern = nodes_[at].pattern; pattern != nobody; pattern = next_equal_[pattern]) {
            if (!on_hit(pattern, end)) return false;
        }
    }
    return true;
}

std::size_t MultiSearch::next_head(std::string_view text, std::size_t at, std::uint32_t node) const {
    std::size_t depth = 0;
    while (node >= levels_[depth + 1]) ++depth;
    return heads_.next(text, at - depth);
}

void MultiSearch::search(std::string_view text, const OnHit& on_hit) const {
    if (nodes_.size() <= 2) return;
    const auto* bytes = reinterpret_cast<const unsigned char*>(text.data());
    const auto deep = heads_.tells() ? levels_.at(heads_.length()) : 0;  // from here on a whole head stands before
    std::uint32_t node = 0;
    std::size_t head_end = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (node < deep && i >= head_end) {
            i = next_head(text, i, node);
            if (i == text.size()) return;
            head_end = i + heads_.length();
            node = 0;
        }
        const auto next = node < rows_ ? table_[node * classes_ + class_[bytes[i]]] : step(node, folded(text[i]));
        node = next & ~hit;
        if ((next & hit) != 0 && !tell(node, i + 1, on_hit)) return;
    }
}

}  // namespace review

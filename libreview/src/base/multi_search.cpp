#include "base/multi_search.hpp"

#include <algorithm>
#include <deque>
#include <tuple>

namespace review {
namespace {

std::uint64_t edge(std::uint32_t node, unsigned char byte) { return (std::uint64_t{node} << 8) | byte; }

}  // namespace

MultiSearch::MultiSearch(const std::vector<std::string>& patterns, Case letters)
    : fold_(letters == Case::fold_ascii) {
    std::fill(std::begin(root_), std::end(root_), 0);
    next_equal_.assign(patterns.size(), nobody);
    lengths_.reserve(patterns.size());
    for (std::size_t i = 0; i < patterns.size(); ++i) {
        lengths_.push_back(patterns[i].size());
        if (!patterns[i].empty()) insert(patterns[i], static_cast<std::uint32_t>(i));
    }
    link();
}

unsigned char MultiSearch::folded(char byte) const {
    return static_cast<unsigned char>(fold_ && byte >= 'A' && byte <= 'Z' ? byte + ('a' - 'A') : byte);
}

std::uint32_t MultiSearch::child(std::uint32_t node, unsigned char byte) const {
    if (node == 0) return root_[byte];
    const auto found = edges_.find(edge(node, byte));
    return found == edges_.end() ? 0 : found->second;
}

void MultiSearch::insert(std::string_view pattern, std::uint32_t number) {
    std::uint32_t node = 0;
    for (const char letter : pattern) {
        const auto byte = folded(letter);
        auto next = child(node, byte);
        if (next == 0) {
            next = static_cast<std::uint32_t>(nodes_.size());
            nodes_.push_back({});
            if (node == 0) root_[byte] = next;
            else edges_.emplace(edge(node, byte), next);
        }
        node = next;
    }
    next_equal_[number] = nodes_[node].pattern;
    nodes_[node].pattern = number;
}

// Breadth first: a node's fail link is shorter than the node, so it is there already.
void MultiSearch::link() {
    std::vector<std::tuple<std::uint32_t, unsigned char, std::uint32_t>> rows;
    rows.reserve(edges_.size());
    for (const auto& [key, node] : edges_) {
        rows.emplace_back(static_cast<std::uint32_t>(key >> 8), static_cast<unsigned char>(key & 0xff), node);
    }
    std::sort(rows.begin(), rows.end());
    std::deque<std::uint32_t> queue;
    std::vector<std::uint32_t> by_length{0};
    for (const auto node : root_) {
        if (node != 0) queue.push_back(node);
    }
    for (; !queue.empty(); queue.pop_front()) {
        const auto node = queue.front();
        by_length.push_back(node);
        const auto first = std::lower_bound(rows.begin(), rows.end(), std::make_tuple(node, static_cast<unsigned char>(0), 0u));
        for (auto row = first; row != rows.end() && std::get<0>(*row) == node; ++row) {
            const auto [parent, byte, below] = *row;
            const auto fail = step(nodes_[parent].fail, byte);
            nodes_[below].fail = fail;
            nodes_[below].shorter = nodes_[fail].pattern != nobody ? fail : nodes_[fail].shorter;
            queue.push_back(below);
        }
    }
    tabulate(by_length);
}

// A node's row is its fail's row, but for its own children: what step() finds by following links.
void MultiSearch::tabulate(const std::vector<std::uint32_t>& by_length) {
    bool used[256] = {};
    for (std::size_t byte = 0; byte < 256; ++byte) used[byte] = root_[byte] != 0;
    for (const auto& [key, node] : edges_) used[key & 0xff] = true;
    std::vector<unsigned char> bytes;  // of each class but 0
    for (std::size_t byte = 0; byte < 256; ++byte) {
        if (used[byte]) bytes.push_back(static_cast<unsigned char>(byte));
    }
    classes_ = bytes.size() + 1;
    if (classes_ > 256 || nodes_.size() > most_cells / classes_) return;
    for (std::size_t byte = 0; byte < 256; ++byte) {
        const auto place = std::lower_bound(bytes.begin(), bytes.end(), folded(static_cast<char>(byte)));
        const bool known = place != bytes.end() && *place == folded(static_cast<char>(byte));
        class_[byte] = static_cast<std::uint8_t>(known ? place - bytes.begin() + 1 : 0);
    }
    table_.assign(nodes_.size() * classes_, 0);
    for (const auto node : by_length) {
        auto* row = table_.data() + node * classes_;
        if (node != 0) std::copy_n(table_.data() + nodes_[node].fail * classes_, classes_, row);
        for (std::size_t i = 0; i < bytes.size(); ++i) {
            const auto next = child(node, bytes[i]);
            if (next == 0) continue;
            const bool ends = nodes_[next].pattern != nobody || nodes_[next].shorter != nobody;
            row[i + 1] = next | (ends ? hit : 0);
        }
    }
}

std::uint32_t MultiSearch::step(std::uint32_t node, unsigned char byte) const {
    for (;;) {
        const auto next = child(node, byte);
        if (next != 0 || node == 0) return next;
        node = nodes_[node].fail;
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

void MultiSearch::search_by_table(std::string_view text, const OnHit& on_hit) const {
    const auto* bytes = reinterpret_cast<const unsigned char*>(text.data());
    std::uint32_t node = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto next = table_[node * classes_ + class_[bytes[i]]];
        node = next & ~hit;
        if ((next & hit) != 0 && !tell(node, i + 1, on_hit)) return;
    }
}

void MultiSearch::search(std::string_view text, const OnHit& on_hit) const {
    if (nodes_.size() == 1) return;
    if (!table_.empty()) return search_by_table(text, on_hit);
    std::uint32_t node = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        node = step(node, folded(text[i]));
        if (node != 0 && !tell(node, i + 1, on_hit)) return;
    }
}

}  // namespace review

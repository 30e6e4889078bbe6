#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/pattern_heads.hpp"

namespace review {

// Many byte strings looked for in one pass (Aho and Corasick 1975). Time is linear in the text, room and the time
// to build it are linear in the patterns. ASCII letters may be folded on both sides; other bytes are compared as they are.
class MultiSearch {
public:
    enum class Case { exact, fold_ascii };

    MultiSearch(const std::vector<std::string>& patterns, Case letters);

    // Called for every hit with the pattern's number and the offset behind its last byte, ends
    // ascending. Returning false stops the search.
    using OnHit = std::function<bool(std::size_t pattern, std::size_t end)>;
    void search(std::string_view text, const OnHit& on_hit) const;

    std::size_t length(std::size_t pattern) const { return lengths_[pattern]; }

private:
    static constexpr std::uint32_t nobody = ~std::uint32_t{0};
    // Nodes stand in the order of their depth, and so the children of one stand next to each other.
    struct Node {
        std::uint32_t fail = 0;
        std::uint32_t first_child = 0;   // the next node's is behind the last one
        std::uint32_t pattern = nobody;  // first of a chain of equal patterns
        std::uint32_t shorter = nobody;  // nearest node on the fail chain that ends a pattern
        unsigned char byte = 0;          // that leads to it
    };
    unsigned char folded(char byte) const;
    void build(std::vector<std::string> patterns);
    void tabulate();
    std::uint32_t child(std::uint32_t node, unsigned char byte) const;
    std::uint32_t step(std::uint32_t node, unsigned char byte) const;
    bool ends_pattern(std::uint32_t node) const { return nodes_[node].pattern != nobody || nodes_[node].shorter != nobody; }
    bool tell(std::uint32_t node, std::size_t end, const OnHit& on_hit) const;

    // A search goes from one place where a pattern may begin to the next, and node by node only from there.
    std::size_t next_head(std::string_view text, std::size_t at, std::uint32_t node) const;

    bool fold_;
    PatternHeads heads_;
    std::vector<std::uint32_t> levels_;  // by depth, as long as a head: the first node
    std::vector<Node> nodes_;  // the root, the others, and one that ends the children of the last
    std::vector<std::uint32_t> next_equal_;  // chain of equal patterns
    std::vector<std::size_t> lengths_;
    // The shallow nodes, where a search is nearly always: every step as one look-up, row by node, column by class of byte
    // (0: a byte of no pattern). `hit` is set where the node reached ends a pattern.
    static constexpr std::uint32_t hit = std::uint32_t{1} << 31;
    static constexpr std::size_t most_cells = std::size_t{1} << 20;  // four MiB: what a core's cache holds
    std::uint16_t class_[256] = {};
    std::size_t classes_ = 0;
    std::uint32_t rows_ = 0;
    std::vector<std::uint32_t> table_;
};

}  // namespace review

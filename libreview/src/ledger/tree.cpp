#include <bit>

#include "ledger/merkle.hpp"

namespace review {
namespace {

// RFC 9162, 2.1.1: the largest power of two below n.
std::uint64_t split_of(std::uint64_t n) { return std::bit_floor(n - 1); }

// MTH(D[begin:end]) where the range begins at a multiple of the power of two that holds it.
Digest range_root(const Nodes& nodes, std::uint64_t begin, std::uint64_t end) {
    const std::uint64_t n = end - begin;
    if (std::has_single_bit(n)) {
        const auto level = static_cast<unsigned>(std::countr_zero(n));
        return nodes(level, begin >> level);
    }
    const std::uint64_t middle = begin + split_of(n);
    return node_digest(range_root(nodes, begin, middle), range_root(nodes, middle, end));
}

}  // namespace

Digest tree_root(const Nodes& nodes, std::uint64_t size) { return size == 0 ? empty_root() : range_root(nodes, 0, size); }

// RFC 9162, 2.1.3.1, from the root down.
std::vector<Digest> inclusion_path(const Nodes& nodes, std::uint64_t index, std::uint64_t size) {
    std::vector<Digest> down;
    for (std::uint64_t begin = 0, end = size; end - begin > 1;) {
        const std::uint64_t middle = begin + split_of(end - begin);
        const bool left = index < middle;
        down.push_back(left ? range_root(nodes, middle, end) : range_root(nodes, begin, middle));
        (left ? end : begin) = middle;
    }
    return {down.rbegin(), down.rend()};
}

// RFC 9162, 2.1.4.1: SUBPROOF, from the root down.
std::vector<Digest> consistency_path(const Nodes& nodes, std::uint64_t old_size, std::uint64_t size) {
    if (old_size == 0 || old_size == size) return {};
    std::vector<Digest> down;
    std::uint64_t begin = 0, end = size;
    while (end != old_size) {
        const std::uint64_t middle = begin + split_of(end - begin);
        const bool left = old_size <= middle;
        down.push_back(left ? range_root(nodes, middle, end) : range_root(nodes, begin, middle));
        (left ? end : begin) = middle;
    }
    // Where the old tree is a full subtree its root is known to whoever asks.
    if (begin != 0) down.push_back(range_root(nodes, begin, end));
    return {down.rbegin(), down.rend()};
}

void grow_tree(const Nodes& nodes, std::uint64_t index, const Digest& leaf,
               const std::function<void(unsigned, std::uint64_t, const Digest&)>& store) {
    Digest digest = leaf;
    store(0, index, digest);
    for (unsigned level = 0; (index & 1) == 1; ++level, index >>= 1) {
        digest = node_digest(nodes(level, index - 1), digest);
        store(level + 1, index >> 1, digest);
    }
}

}  // namespace review

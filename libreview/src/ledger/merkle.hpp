#pragma once

#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

#include <review/digest.hpp>

namespace review {

// RFC 9162, 2.1.1: SHA-256 of 0x01 and both.
Digest node_digest(const Digest& left, const Digest& right);
Digest empty_root();  // SHA-256 of nothing

// The digest of the full subtree of 2^level entries that begins with entry index * 2^level.
using Nodes = std::function<Digest(unsigned level, std::uint64_t index)>;

Digest tree_root(const Nodes& nodes, std::uint64_t size);
std::vector<Digest> inclusion_path(const Nodes& nodes, std::uint64_t index, std::uint64_t size);        // index < size
std::vector<Digest> consistency_path(const Nodes& nodes, std::uint64_t old_size, std::uint64_t size);  // old_size <= size

// Hands each full subtree that entry `index` completes to `store`, lowest first: one on average, log2(index) at most.
void grow_tree(const Nodes& nodes, std::uint64_t index, const Digest& leaf,
               const std::function<void(unsigned level, std::uint64_t index, const Digest&)>& store);

}  // namespace review

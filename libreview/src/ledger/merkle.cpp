#include "ledger/merkle.hpp"

#include <bit>

#include <review/ledger_proof.hpp>

namespace review {
namespace {

// Up past the levels at which the node has no right neighbour in a tree that ends with `last`.
void rise(std::uint64_t& node, std::uint64_t& last) {
    while (node != 0 && (node & 1) == 0) {
        node >>= 1;
        last >>= 1;
    }
}

}  // namespace

Digest leaf_digest(std::string_view entry_text) {
    Bytes bytes{0x00};
    bytes.insert(bytes.end(), entry_text.begin(), entry_text.end());
    return sha256(bytes);
}

Digest node_digest(const Digest& left, const Digest& right) {
    std::array<std::uint8_t, 65> bytes{0x01};
    std::copy(left.bytes.begin(), left.bytes.end(), bytes.begin() + 1);
    std::copy(right.bytes.begin(), right.bytes.end(), bytes.begin() + 33);
    return sha256(bytes);
}

Digest empty_root() { return sha256({}); }

// RFC 9162, 2.1.3.2.
bool inclusion_fits(const Digest& leaf, const InclusionProof& proof, const Digest& root) {
    if (proof.index >= proof.size) return false;
    std::uint64_t node = proof.index, last = proof.size - 1;
    Digest digest = leaf;
    for (const auto& beside : proof.path) {
        if (last == 0) return false;
        if ((node & 1) == 1 || node == last) {
            digest = node_digest(beside, digest);
            rise(node, last);
        } else {
            digest = node_digest(digest, beside);
        }
        node >>= 1;
        last >>= 1;
    }
    return last == 0 && digest == root;
}

// RFC 9162, 2.1.4.2. Every log continues the empty one, and itself, without a proof.
bool consistency_fits(const ConsistencyProof& proof, const Digest& old_root, const Digest& root) {
    if (proof.old_size > proof.size) return false;
    if (proof.old_size == proof.size) return proof.path.empty() && old_root == root;
    if (proof.old_size == 0) return proof.path.empty() && old_root == empty_root();
    auto path = proof.path;
    if (std::has_single_bit(proof.old_size)) path.insert(path.begin(), old_root);
    if (path.empty()) return false;
    std::uint64_t node = proof.old_size - 1, last = proof.size - 1;
    while ((node & 1) == 1) {
        node >>= 1;
        last >>= 1;
    }
    Digest before = path.front(), now = path.front();
    for (std::size_t i = 1; i < path.size(); ++i) {
        if (last == 0) return false;
        if ((node & 1) == 1 || node == last) {
            before = node_digest(path[i], before);
            now = node_digest(path[i], now);
            rise(node, last);
        } else {
            now = node_digest(now, path[i]);
        }
        node >>= 1;
        last >>= 1;
    }
    return last == 0 && before == old_root && now == root;
}

}  // namespace review

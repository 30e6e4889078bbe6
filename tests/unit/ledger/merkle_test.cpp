#include <catch2/catch.hpp>

#include <map>
#include <sstream>

#include <review/ledger_proof.hpp>

#include "ledger/merkle.hpp"
#include "support/run.hpp"

using namespace review;

namespace {

constexpr std::uint64_t most = 70;

// A tree in memory, grown entry by entry.
struct Tree {
    std::map<std::pair<unsigned, std::uint64_t>, Digest> kept;
    std::uint64_t size = 0;
    Nodes nodes = [this](unsigned level, std::uint64_t index) { return kept.at({level, index}); };

    void add(std::string_view text) {
        grow_tree(nodes, size++, leaf_digest(text), [&](unsigned level, std::uint64_t index, const Digest& digest) {
            const bool is_new = kept.emplace(std::pair(level, index), digest).second;
            REQUIRE(is_new);
        });
    }
};

const Tree& grown() {
    static const Tree tree = [] {
        Tree made;
        for (std::uint64_t i = 0; i < most; ++i) made.add("entry " + std::to_string(i));
        return made;
    }();
    return tree;
}

// std::function members refer to the object they were made in.
Nodes nodes_of(const Tree& tree) {
    return [&tree](unsigned level, std::uint64_t index) { return tree.kept.at({level, index}); };
}

std::string shown(const std::vector<Digest>& path) {
    std::string text;
    for (const auto& digest : path) text += (text.empty() ? "" : ",") + digest.hex();
    return text;
}

Digest other(Digest digest) {
    digest.bytes[31] ^= 1;
    return digest;
}

}  // namespace

TEST_CASE("roots are those of the published RFC 6962 test tree") {
    const std::vector<std::string> leaves{"", std::string(1, '\0'), "\x10", "\x20\x21", "\x30\x31", "@ABC", "PQRSTUVW", "`abcdefghijklmno"};
    const std::vector<std::string> roots{
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d", "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77", "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4", "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c", "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"};
    Tree tree;
    CHECK(tree_root(tree.nodes, 0).hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    for (std::size_t i = 0; i < leaves.size(); ++i) {
        tree.add(leaves[i]);
        CHECK(tree_root(tree.nodes, tree.size).hex() == roots[i]);
    }
}

TEST_CASE("all roots and proofs below 70 entries are those of the RFC's own recursion, by another program") {
    const auto ran = support::run({"/usr/bin/python3", "-B", std::string(LEDGER_TESTS) + "/merkle_reference.py", std::to_string(most)});
    REQUIRE(ran.status == 0);
    const auto nodes = nodes_of(grown());
    std::istringstream lines(ran.out);
    std::size_t compared = 0, differ = 0;
    for (std::string line; std::getline(lines, line); ++compared) {
        std::istringstream words(line);
        std::string what, expected;
        std::uint64_t first = 0, size = 0;
        words >> what >> first >> size >> expected;
        if (what == "root") differ += tree_root(nodes, first).hex() != expected;
        else if (what == "inclusion") differ += shown(inclusion_path(nodes, first, size)) != expected;
        else if (what == "consistency") differ += shown(consistency_path(nodes, first, size)) != expected;
        else FAIL(line);
    }
    CHECK(compared == 70 + 2 * (69 * 70 / 2));
    CHECK(differ == 0);
}

TEST_CASE("every proof below 70 entries fits, and none does with one bit, entry or root changed") {
    const auto nodes = nodes_of(grown());
    std::size_t unfit = 0, forged = 0;
    for (std::uint64_t size = 1; size < most; ++size) {
        const auto root = tree_root(nodes, size);
        for (std::uint64_t index = 0; index < size; ++index) {
            const auto leaf = nodes(0, index);
            const InclusionProof proof{index, size, inclusion_path(nodes, index, size)};
            unfit += !inclusion_fits(leaf, proof, root);
            forged += inclusion_fits(other(leaf), proof, root) + inclusion_fits(leaf, proof, other(root));
            for (std::size_t i = 0; i < proof.path.size(); ++i) {
                auto changed = proof;
                changed.path[i] = other(changed.path[i]);
                forged += inclusion_fits(leaf, changed, root);
            }
            auto longer = proof, elsewhere = proof;
            longer.path.push_back(root);
            elsewhere.index = (index + 1) % size;
            forged += inclusion_fits(leaf, longer, root) + (size > 1 && inclusion_fits(leaf, elsewhere, root));
            if (!proof.path.empty()) {
                auto shorter = proof;
                shorter.path.pop_back();
                forged += inclusion_fits(leaf, shorter, root);
            }
        }
    }
    CHECK(unfit == 0);
    CHECK(forged == 0);
}

TEST_CASE("every log below 70 entries continues each shorter one, and no other") {
    const auto nodes = nodes_of(grown());
    std::size_t unfit = 0, forged = 0;
    for (std::uint64_t size = 1; size < most; ++size) {
        const auto root = tree_root(nodes, size);
        for (std::uint64_t old_size = 1; old_size <= size; ++old_size) {
            const auto old_root = tree_root(nodes, old_size);
            const ConsistencyProof proof{old_size, size, consistency_path(nodes, old_size, size)};
            unfit += !consistency_fits(proof, old_root, root);
            forged += consistency_fits(proof, other(old_root), root) + consistency_fits(proof, old_root, other(root));
            for (std::size_t i = 0; i < proof.path.size(); ++i) {
                auto changed = proof;
                changed.path[i] = other(changed.path[i]);
                forged += consistency_fits(changed, old_root, root);
            }
            auto longer = proof;
            longer.path.push_back(root);
            forged += consistency_fits(longer, old_root, root);
        }
        CHECK(consistency_fits({0, size, {}}, empty_root(), root));
        CHECK_FALSE(consistency_fits({0, size, {}}, other(empty_root()), root));
    }
    CHECK(unfit == 0);
    CHECK(forged == 0);
    CHECK_FALSE(consistency_fits({2, 1, {}}, empty_root(), empty_root()));
}

TEST_CASE("sizes at the end of the numbers do not hang or fit") {
    const std::uint64_t huge = ~std::uint64_t{0};
    const std::vector<Digest> path(64);
    CHECK_FALSE(inclusion_fits({}, {huge, huge, path}, {}));
    CHECK_FALSE(inclusion_fits({}, {huge - 1, huge, path}, {}));
    CHECK_FALSE(inclusion_fits({}, {0, 0, {}}, {}));
    CHECK_FALSE(consistency_fits({huge - 1, huge, path}, {}, {}));
    CHECK_FALSE(consistency_fits({std::uint64_t{1} << 63, huge, {}}, {}, {}));
}

#include <catch2/catch.hpp>

#include <random>
#include <unordered_set>

#include "base/digest_set.hpp"

using namespace review;

TEST_CASE("a set of digests holds what was put in, once") {
    DigestSet set;
    std::unordered_set<std::uint64_t> wanted;
    std::mt19937_64 random(5);
    for (int i = 0; i < 20'000; ++i) {
        // Some come again, some lie at the ends, some differ in their high bits alone.
        const auto digest = i % 3 == 0 ? random() % 4096 : i % 3 == 1 ? (random() % 4096) << 52 : random();
        CHECK(set.insert(digest) == wanted.insert(digest).second);
    }
    for (const auto digest : {std::uint64_t{0}, ~std::uint64_t{0}}) {
        CHECK(set.insert(digest) == wanted.insert(digest).second);
        CHECK_FALSE(set.insert(digest));
    }
}

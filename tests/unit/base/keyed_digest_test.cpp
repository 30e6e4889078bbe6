#include <catch2/catch.hpp>

#include <string>

#include <review/digest.hpp>

using namespace review;

TEST_CASE("a keyed digest is HMAC-SHA-256, each time anew (RFC 4231, cases 2 and 6)") {
    const std::string long_key(131, '\xaa');
    const KeyedDigest jefe(as_bytes(std::string_view("Jefe"))), large(as_bytes(long_key));
    for (int again = 0; again < 3; ++again) {
        CHECK(jefe.of("what do ya want for nothing?").hex() == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
        CHECK(large.of("Test Using Larger Than Block-Size Key - Hash Key First").hex() == "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
        CHECK(jefe.of("").hex() != jefe.of("what do ya want for nothing?").hex());
    }
}

TEST_CASE("fields are parted in a keyed digest") {
    const KeyedDigest digest(as_bytes(std::string_view("key")));
    CHECK(digest.of({"ab", "c"}) != digest.of({"a", "bc"}));
    CHECK(digest.of({"ab", "c"}) == digest.of({"ab", "c"}));
}

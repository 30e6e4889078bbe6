#include <catch2/catch.hpp>

#include <review/error.hpp>
#include <review/in_toto.hpp>

using namespace review;

namespace {

Digest filled(std::uint8_t fill) {
    Digest one;
    one.bytes.fill(fill);
    return one;
}

// RFC 8410, 10.1.
const char* const edwards =
    "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=\n-----END PUBLIC KEY-----\n";

InTotoLink a_link(const std::string& name) { return {"approve", name, filled(1), filled(2), "approval", filled(3)}; }

bool in_toto_refused(const std::string& file) {
    try {
        in_toto_signature(file);
        return false;
    } catch (const Error& error) {
        return error.code() == Errc::unverified;
    }
}

}  // namespace

TEST_CASE("a key has the id that securesystemslib gives it") {
    const auto key = in_toto_key("Ed25519", edwards, InTotoSigner::link);
    REQUIRE(key);
    CHECK(key->value == "19bf44096984cdfe8541bac167dc3b96c85086aa30b6b6cb0c5c38ad703166e1");
    CHECK(key->id() == sha256(as_bytes(R"({"keyid_hash_algorithms":["sha256","sha512"],"keytype":"ed25519","keyval":{"public":")" + key->value + R"("},"scheme":"ed25519"})")).hex());
    CHECK(in_toto_key_file(*key).find("\"scheme\":\"ed25519\"") != std::string::npos);
}

TEST_CASE("a key that in-toto cannot verify is none") {
    for (const auto* algorithm : {"SM2", "P-384", "RSA-PSS-3072", ""}) CHECK_FALSE(in_toto_key(algorithm, edwards, InTotoSigner::link));
    CHECK(in_toto_key("RSA-3072", "pem\n", InTotoSigner::link)->scheme == "rsa-pkcs1v15-sha256");
    CHECK(in_toto_key("RSA-3072", "pem\n", InTotoSigner::layout)->scheme == "rsassa-pss-sha256");
    CHECK(in_toto_key("P-256", "pem\n", InTotoSigner::link)->value == "pem");
}

TEST_CASE("what is signed is canonical JSON: two characters are escaped and no other") {
    const auto ones = filled(1).hex(), twos = filled(2).hex(), threes = filled(3).hex();
    CHECK(in_toto_payload(a_link("a\"b\\c\n通知.txt")) ==
          "{\"_type\":\"link\",\"byproducts\":{\"approval\":\"" + threes + "\"},\"command\":[],\"environment\":{},\"materials\":{\"a\\\"b\\\\c\n通知.txt\":{\"sha256\":\"" + ones +
              "\"}},\"name\":\"approve\",\"products\":{\"a\\\"b\\\\c\n通知.txt\":{\"sha256\":\"" + twos + "\"}}}");
}

TEST_CASE("a name that looks like a pattern stands for itself in the layout") {
    const auto key = *in_toto_key("Ed25519", edwards, InTotoSigner::link);
    const auto signed_bytes = in_toto_payload(InTotoLayout{"决定[1]*?.pdf", "2027-03-01T12:00:00Z", {key}, key});
    CHECK(signed_bytes.find(R"(["MATCH","决定[[]1][*][?].pdf","WITH","PRODUCTS","FROM","release"])") != signed_bytes.npos);
    CHECK(signed_bytes.find(R"(["REQUIRE","决定[1]*?.pdf"])") != signed_bytes.npos);
    CHECK(signed_bytes.find(R"("threshold":1)") != signed_bytes.npos);
}

TEST_CASE("a file gives back its one signature, in one spelling") {
    const auto file = in_toto_file(a_link("a.txt"), {"k", {0, 0xab}});
    const auto read = in_toto_signature(file);
    CHECK(read.key_id == "k");
    CHECK(in_toto_file(a_link("a.txt"), read) == file);
    const auto with = [&](const std::string& from, const std::string& to) { return std::string(file).replace(file.find(from), from.size(), to); };
    CHECK(in_toto_refused(with("00ab", "00AB")));
    CHECK(in_toto_refused(with("00ab", "00a")));
    CHECK(in_toto_refused(with("\"signed\"", "\"sealed\"")));
    CHECK(in_toto_refused(with("\"signatures\": [", "\"signatures\": [{\"keyid\": \"k\", \"sig\": \"00\"},")));
    CHECK(in_toto_refused(file.substr(1)));
}

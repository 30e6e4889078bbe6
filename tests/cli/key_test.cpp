#include <catch2/catch.hpp>

#include "cli/program.hpp"
#include "support/soft_token.hpp"
#include "support/test_pki.hpp"

using namespace cli_test;
using support::SoftToken;

namespace {

// `review sign` with this key; the PIN stands in PIN where it is given.
support::Ran sign(const support::TempFolder& folder, std::vector<std::string> key, const std::string& pin = "") {
    support::soft_token();
    support::write_file(folder / "act.xml", "<notice>the office</notice>");
    std::vector<std::string> words{"sign", folder / "act.xml", "-o", folder / "signed.xml", "--key"};
    words.insert(words.end(), key.begin(), key.end());
    if (pin.empty()) return review(words);
    setenv("TOKEN_PIN", pin.c_str(), 1);
    words.insert(words.end(), {"--passphrase-env", "TOKEN_PIN"});
    return review(words);
}

void must_tell(const support::Ran& ran, const std::string& part) {
    INFO(ran.err);
    CHECK(ran.status == 2);
    CHECK(one_message(ran));
    CHECK(ran.err.find(part) != std::string::npos);
}

}  // namespace

TEST_CASE("a key on a token signs from the command line, and the release verifies") {
    const support::TempFolder folder;
    const auto ran = sign(folder, {SoftToken::uri("p256")}, SoftToken::pin);
    INFO(ran.err);
    REQUIRE(ran.status == 0);
    CHECK(ran.err.empty());
    CHECK(review({"verify", folder / "signed.xml", "--trust", support::test_pki() / "root.pem"}).status == 0);
}

TEST_CASE("a wrong PIN, an absent token and a key without certificate are told with status 2") {
    const support::TempFolder folder;
    must_tell(sign(folder, {SoftToken::uri("p256")}, "000000"), "the PIN does not open");
    must_tell(sign(folder, {"pkcs11:token=ELSEWHERE;object=p256?module-path=/usr/lib/softhsm/libsofthsm2.so"}, "000000"), "no token fits");
    must_tell(sign(folder, {"pkcs11:token=ELSEWHERE;object=p256"}, "000000"), "no token fits");
    must_tell(sign(folder, {SoftToken::uri("bare")}, SoftToken::pin), "name the certificate with --cert");
    must_tell(sign(folder, {support::test_pki() / "p256.key"}), "name the certificate with --cert");
    must_tell(sign(folder, {"command:/nowhere/signer", "--cert", support::test_pki() / "p256.pem"}), "/nowhere/signer");
    must_tell(sign(folder, {"command:/nowhere/signer", "--cert", support::test_pki() / "p256.pem"}, "271828"), "a program asks for its PIN itself");
    must_tell(sign(folder, {"pkcs11:token=SEAL;object=p256?pin-value=271828"}), "every user of the machine can read it");
    CHECK(folder.files() == std::vector<std::string>{"act.xml"});
}

#include <catch2/catch.hpp>

#include <review/error.hpp>
#include <review/time_stamp.hpp>

#include "sign/time_stamp_token.hpp"
#include "unit/sign/sign_support.hpp"
#include "unit/sign/stamp_support.hpp"

using namespace review;
using support::run;

namespace {

const Digest digest = sha256(as_bytes("what was published"));

struct Refusal {
    Errc code{};
    std::string sentence;
};

Refusal refusal_at(const std::string& address, const TimeStampOptions& options = {}) {
    try {
        request_time_stamp(address, digest, options);
    } catch (const Error& error) {
        return {error.code(), error.what()};
    }
    FAIL("a time stamp came from " + address);
    return {};
}

Refusal refusal(const std::string& path, const TimeStampOptions& options = {}) { return refusal_at(authority() / path, options); }

std::string doubt(ByteView token, const Digest& of, const std::vector<std::string>& trust) {
    try {
        verify_time_stamp(token, of, trust);
    } catch (const Error& error) {
        CHECK(error.code() == Errc::unverified);
        return error.what();
    }
    return {};
}

const Bytes& token() {
    static const Bytes one = request_time_stamp(authority() / "tsa", digest);
    return one;
}

}  // namespace

TEST_CASE("a time stamp says when, by whom, and is over the digest it was asked for") {
    const auto before = std::time(nullptr);
    const auto stamp = verify_time_stamp(request_time_stamp(authority() / "tsa", digest), digest, roots());
    CHECK(stamp.time >= before);
    CHECK(stamp.time <= std::time(nullptr));
    CHECK(stamp.authority == "CN=Demonstration Time,O=Demonstration Office,C=CN");
    CHECK(stamp.serial.size() == 16);
}

TEST_CASE("openssl ts -verify agrees") {
    const support::TempFolder folder;
    support::write_file(folder / "token", text_of(token()));
    const auto verify = [&](const std::string& hex) {
        return run({"openssl", "ts", "-verify", "-digest", hex, "-token_in", "-in", folder / "token", "-CAfile",
                    support::test_pki() / "root.pem", "-untrusted", support::test_pki() / "chain.pem"});
    };
    const auto seen = verify(digest.hex());
    INFO(seen.out << seen.err);
    CHECK(seen.status == 0);
    CHECK(verify(sha256(as_bytes("other")).hex()).status != 0);
}

TEST_CASE("an authority that is down, slow, or answers too much gives nothing, and that is said") {
    TimeStampOptions impatient;
    impatient.seconds = 1;
    CHECK(refusal_at("http://127.0.0.1:9/tsa", impatient).code == Errc::io);
    CHECK(refusal("slow", impatient).code == Errc::io);
    CHECK(refusal("not-found").code == Errc::io);
    CHECK(refusal("large").code == Errc::io);
    CHECK(refusal("text").code == Errc::io);
    CHECK(refusal("not-found").sentence.starts_with(authority() / "not-found" + " gave no answer that can be used: "));
}

TEST_CASE("only plain addresses are asked") {
    for (const std::string address : {"ftp://127.0.0.1/tsa", "file:///etc/passwd", "127.0.0.1", "http://", "http://a/\r\nX: y", ""}) {
        INFO(address);
        CHECK(refusal_at(address).code == Errc::bad_config);
    }
}

TEST_CASE("an answer that does not fit the question is refused, and why") {
    CHECK(refusal("garbage").sentence == "what the time-stamp authority answered is not a time-stamp reply (RFC 3161)");
    CHECK(refusal("refused").sentence == "the time-stamp authority refused to give a time stamp (status 2)");
    CHECK(refusal("wrong-nonce").sentence == "the time stamp answers another request than ours: it may be an old one");
    CHECK(refusal("wrong-digest").sentence == "the time stamp is over something else");
    CHECK(refusal("no-certificate").sentence == "the time stamp comes without the certificate of its authority");
    CHECK(refusal("garbage").code == Errc::unverified);
    request_time_stamp(authority() / "replay", digest);
    CHECK(refusal("replay").sentence == "the time stamp answers another request than ours: it may be an old one");
}

TEST_CASE("a token replayed for another digest is refused") {
    CHECK(doubt(token(), sha256(as_bytes("other")), roots()) == "the time stamp is over something else");
    CHECK(doubt(token(), digest, roots()).empty());
}

TEST_CASE("the authority's chain must end at a root the reader trusts, then and now") {
    CHECK(doubt(token(), digest, {}) == "no root certificate was given to trust the time stamp by");
    CHECK(doubt(token(), digest, {support::test_pki() / "stranger.pem"}) ==
          "the certificate of the time-stamp authority CN=Demonstration Time,O=Demonstration Office,C=CN leads to no trusted "
          "root: unable to get local issuer certificate");
    const auto stamp = read_time_stamp(token());
    const auto trust = roots();
    const std::time_t now = std::time(nullptr), year = 365 * 24 * 3600;
    CHECK(chain_of(stamp, {}, {trust, now + 9 * year}).size() == 3);
    CHECK_THROWS_AS(chain_of(stamp, {}, {trust, now + 11 * year}), Error);
    CHECK_THROWS_AS(chain_of(stamp, {}, {trust, now - year}), Error);
}

TEST_CASE("a signer who is no time-stamp authority cannot give a time stamp") {
    const support::TempFolder folder;
    const auto& pki = support::test_pki();
    support::write_file(folder / "token", text_of(token()));
    REQUIRE(run({"openssl", "cms", "-verify", "-noverify", "-inform", "DER", "-in", folder / "token", "-out", folder / "info"}).status == 0);
    const auto signed_by = [&](const std::string& name) {
        const auto made = run({"openssl", "cms", "-sign", "-binary", "-nodetach", "-cades", "-nosmimecap", "-md", "sha256",
                               "-econtent_type", "1.2.840.113549.1.9.16.1.4", "-in", folder / "info", "-signer",
                               pki / (name + ".pem"), "-inkey", pki / (name + ".key"), "-certfile", pki / "chain.pem", "-outform",
                               "DER", "-out", folder / "made"});
        INFO(made.err);
        REQUIRE(made.status == 0);
        return bytes_of(support::read_file(folder / "made"));
    };
    CHECK(doubt(signed_by("tsa"), digest, roots()).empty());
    CHECK(doubt(signed_by("p256"), digest, roots()) ==
          "the certificate of CN=Release Seal,O=Demonstration Office,C=CN is not one of a time-stamp authority: extendedKeyUsage "
          "must be timeStamping alone, and critical");
}

TEST_CASE("no byte of a time stamp can be another") {
    for (std::size_t at = 0; at < token().size(); at += 2) {
        auto changed = token();
        changed[at] ^= static_cast<std::uint8_t>(1U << (at / 2 % 8));
        if (doubt(changed, digest, roots()).empty()) FAIL("byte " << at << " of " << token().size());
    }
    auto longer = token();
    longer.push_back(0);
    CHECK(doubt(longer, digest, roots()) == "this is not a time stamp in DER (RFC 3161)");
    CHECK(doubt({}, digest, roots()) == "this is not a time stamp in DER (RFC 3161)");
}

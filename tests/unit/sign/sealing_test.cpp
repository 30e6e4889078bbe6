#include <catch2/catch.hpp>

#include <review/error.hpp>
#include <review/sealing.hpp>

#include "unit/sign/sign_support.hpp"

using namespace review;

namespace {

Errc refusal(ByteView document, Bytes (*step)(ByteView)) {
    try {
        step(document);
    } catch (const Error& error) {
        return error.code();
    }
    FAIL("not refused");
    return Errc::io;
}

Bytes sealed_again(ByteView document) { return seal(document, signer("p256")); }

Bytes fixture(const std::string& name) { return bytes_of(support::read_file(REVIEW_FIXTURES "/" + name)); }

Bytes utf16(std::string_view ascii) {
    Bytes bytes{0xFF, 0xFE};
    for (const char c : ascii) bytes.insert(bytes.end(), {static_cast<std::uint8_t>(c), 0});
    return bytes;
}

// Documents of each kind, real ones among them.
std::vector<Bytes> documents() {
    std::vector<Bytes> all{sample_pdf(), bytes_of("<a/>"), bytes_of("<a b='/>' />"), bytes_of("<a><b/>x</a>\n<?p?>\n"),
                           utf16("<?xml version='1.0' encoding='UTF-16'?><a/>"),
                           bytes_of("<?xml version='1.0' encoding='GB18030'?><a><![CDATA[\xC4\x5D]>]]></a>")};
    for (const auto* name : {"report.pdf", "form.pdf", "subsidy.pdf", "portal.xml"}) all.push_back(fixture(name));
    return all;
}

}  // namespace

TEST_CASE("a seal changes nothing but its own place: without it the file is what was prepared") {
    for (const std::string name : {"rsa", "p256", "p384"}) {
        for (const auto& document : documents()) {
            SignOptions options;
            options.time = 1772366400;
            const auto prepared = prepare_seal(document, signer(name), options);
            const auto sealed = seal(prepared, signer(name), options);
            INFO(name << ", " << document.size() << " bytes");
            CHECK(valid(sealed));
            CHECK(unsealed(sealed) == prepared);
            CHECK(unsealed(sign_document(document, signer(name), options)) == prepared);
        }
    }
}

TEST_CASE("what is prepared is known before: equal inputs give equal bytes") {
    const SignOptions options{"release", "Beijing", 1772366400};
    CHECK(prepare_seal(sample_pdf(), signer("p256"), options) == prepare_seal(sample_pdf(), signer("p256"), options));
    CHECK(text_of(prepare_seal(bytes_of("<a x='1' />"), signer("p256"))) == "<a x='1' ></a>");
    CHECK(text_of(prepare_seal(bytes_of("<a>b</a>\n"), signer("p256"))) == "<a>b</a>\n");
}

TEST_CASE("documents of other formats are neither prepared nor sealed, and have no seal") {
    const auto text = bytes_of("plain text\n");
    CHECK(prepare_seal(text, signer("p256")) == text);
    CHECK(seal(text, signer("p256")) == text);
    CHECK(refusal(text, unsealed) == Errc::unverified);
}

TEST_CASE("a PDF that was not prepared, or is sealed already, is not sealed") {
    CHECK(refusal(sample_pdf(), sealed_again) == Errc::refused);
    CHECK(refusal(signed_pdf(), sealed_again) == Errc::refused);
    CHECK(refusal(signed_xml("<a/>"), sealed_again) == Errc::refused);
    auto changed = prepare_seal(sample_pdf(), signer("p256"));
    changed.push_back('\n');
    CHECK(refusal(changed, sealed_again) == Errc::refused);
}

TEST_CASE("nothing is unsealed whose seal does not fit") {
    CHECK(refusal(sample_pdf(), unsealed) == Errc::unverified);
    CHECK(refusal(bytes_of("<a/>"), unsealed) == Errc::unverified);
    CHECK(refusal(bytes_of("<a>"), unsealed) == Errc::unverified);
    CHECK(refusal(prepare_seal(sample_pdf(), signer("p256")), unsealed) == Errc::unverified);
    CHECK(refusal(bytes_of(with(text_of(signed_pdf()), "/Widget", "/widget")), unsealed) == Errc::unverified);
    CHECK(refusal(bytes_of(with(text_of(signed_xml("<a b='1'/>")), "b='1'", "b='2'")), unsealed) == Errc::unverified);
    // The same to canonical form, and valid; but nobody knows which bytes were approved.
    const auto spaced = bytes_of(with(text_of(signed_xml("<a/>")), "<ds:SignedInfo>", "<ds:SignedInfo >"));
    CHECK(valid(spaced));
    CHECK(refusal(spaced, unsealed) == Errc::unverified);
}

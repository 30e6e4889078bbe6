// SignedData of GB/T 35275 beside a file: what openssl sees of it, and what must not pass.
#include <catch2/catch.hpp>

#include <review/error.hpp>
#include <review/certificate.hpp>
#include <review/gm_signature.hpp>

#include "sign/gm_signed_data.hpp"
#include "sign/signing_key_impl.hpp"
#include "unit/sign/sign_support.hpp"

using namespace review;
using support::run;

namespace {

const std::string content = "关于公布 2026 年度补贴发放结果的通知\n";

SigningKey gm_signer(const std::string& name) {
    const auto& pki = officers_pki();
    return SigningKey::load(pki / (name + ".key"), pki / (name + ".pem"), pki / (name.starts_with("sm2") ? "sm2-chain.pem" : "chain.pem"), Sensitive());
}

const Bytes& gm_signed() {
    static const Bytes der = sign_gm(as_bytes(content), gm_signer("sm2"));
    return der;
}

// The first check that fails; empty where it is valid.
std::string gm_refused(ByteView der, std::string_view of = content, const std::vector<std::string>& lists = {}) {
    for (const auto& check : verify_gm(der, as_bytes(of), {officers_pki() / "sm2-root.pem"}, lists).checks) {
        if (!check.passed) return check.name;
    }
    return {};
}

}  // namespace

TEST_CASE("a file is signed with SM2 and SM3 as GB/T 35275 says, and openssl finds each part where it belongs") {
    const support::TempFolder folder;
    support::write_file(folder / "signature", text_of(gm_signed()));
    const auto seen = run({"openssl", "asn1parse", "-inform", "DER", "-in", folder / "signature"});
    INFO(seen.out << seen.err);
    REQUIRE(seen.status == 0);
    // The type, SignedData of version 1 with SM3, content of the type data that is not there, the signer's SM2 signature.
    const std::vector<std::string> parts{":1.2.156.10197.6.1.4.2.2", "INTEGER           :01", ":sm3", ":1.2.156.10197.6.1.4.2.1", ":sm3", ":contentType", ":1.2.156.10197.6.1.4.2.1",
                                         ":messageDigest", ":id-smime-aa-signingCertificateV2", ":1.2.156.10197.1.301.1"};
    std::size_t at = 0;
    for (const auto& part : parts) {
        INFO(part);
        at = seen.out.find(part, at);
        REQUIRE(at != std::string::npos);
        ++at;
    }
    CHECK(gm_refused(gm_signed()).empty());
    CHECK(verify_gm(gm_signed(), as_bytes(content), {officers_pki() / "sm2-root.pem"}).signer.find("E009") != std::string::npos);
    CHECK(sign_gm(as_bytes(""), gm_signer("sm2")).size() > 500);
}

TEST_CASE("openssl verifies the signature with SM3, Z and the usual id over the attributes, which hold the digest of the file") {
    const support::TempFolder folder;
    const Gm message = gm_of_der(gm_signed());
    const auto* info = only_gm_signer(message.get());
    const auto attributes = signed_part(message.get());
    support::write_file(folder / "attributes", text_of(attributes));
    support::write_file(folder / "value", std::string(reinterpret_cast<const char*>(ASN1_STRING_get0_data(info->enc_digest)), static_cast<std::size_t>(ASN1_STRING_length(info->enc_digest))));
    support::write_file(folder / "content", content);
    const auto key = run({"openssl", "x509", "-in", officers_pki() / "sm2.pem", "-noout", "-pubkey"});
    support::write_file(folder / "key.pub", key.out);
    const auto verify = [&](const std::string& id) {
        return run({"openssl", "pkeyutl", "-verify", "-pubin", "-inkey", folder / "key.pub", "-rawin", "-digest", "sm3", "-pkeyopt", "distid:" + id, "-in", folder / "attributes", "-sigfile",
                    folder / "value"});
    };
    const auto good = verify("1234567812345678");
    INFO(good.out << good.err);
    CHECK(good.status == 0);
    CHECK(verify("8765432187654321").status != 0);
    CHECK(run({"openssl", "dgst", "-sm3", "-binary", "-out", folder / "digest", folder / "content"}).status == 0);
    CHECK(text_of(attributes).find(support::read_file(folder / "digest")) != std::string::npos);
    CHECK(attributes.at(0) == 0x31);
}

TEST_CASE("another file, another root, another key and a revoked certificate are refused") {
    CHECK(gm_refused(gm_signed(), content + " ") == "gm-form");
    CHECK(gm_refused(gm_signed(), "") == "gm-form");
    CHECK_FALSE(verify_gm(gm_signed(), as_bytes(content), {}).valid());
    CHECK_FALSE(verify_gm(gm_signed(), as_bytes(content), {officers_pki() / "root.pem"}).valid());
    for (const std::string name : {"officer1", "rsa", "ed25519"}) CHECK_THROWS_AS(sign_gm(as_bytes(content), gm_signer(name)), Error);
    const auto list = officers_pki() / "sm2.crl";
    CHECK(gm_refused(gm_signed(), content, {list}).empty());
    CHECK(gm_refused(sign_gm(as_bytes(content), gm_signer("sm2-revoked")), content, {list}) == "reader-lists");
}

TEST_CASE("no byte of such a signature can be another, none can follow it, and a certificate cannot be put in or taken away") {
    const auto& der = gm_signed();
    for (std::size_t at = 0; at < der.size(); ++at) {
        auto changed = der;
        changed[at] ^= static_cast<std::uint8_t>(1U << (at % 8));
        if (gm_refused(changed).empty()) FAIL("byte " << at << " of " << der.size());
    }
    auto longer = der;
    longer.push_back(0);
    CHECK(gm_refused(longer) == "gm-signed-data");
    CHECK(gm_refused(ByteView(der).first(der.size() - 1)) == "gm-signed-data");
    CHECK(gm_refused({}) == "gm-signed-data");
    // Two others: one more certificate, signed by nobody; no certificate of the issuer.
    const auto others = certificates_in(officers_pki() / "sm2-chain.pem"), strangers = certificates_in(officers_pki() / "officer1.pem");
    const auto key = gm_signer("sm2");
    const auto with_others = [&](const std::vector<Bytes>& carried) {
        std::vector<Certificate> all;
        for (const auto& one : carried) all.push_back(certificate_of_der(one));
        const Gm made = unsigned_gm(key.impl().certificate.get(), all, as_bytes(content));
        set_gm_signature(made.get(), key.impl().sign(signed_part(made.get())));
        return der_of(made.get());
    };
    CHECK(gm_refused(with_others(others)).empty());
    CHECK(gm_refused(with_others({others.at(0), strangers.at(0)})) == "carried-certificates");
    CHECK(gm_refused(with_others({})) == "chain");
    // The signature of the statement is none of the file, and the other way round.
    const Gm raw = unsigned_gm(key.impl().certificate.get(), {}, as_bytes(content));
    set_gm_signature(raw.get(), sign_detached(key, as_bytes(content)));
    CHECK(gm_refused(der_of(raw.get())) == "signature-value");
}

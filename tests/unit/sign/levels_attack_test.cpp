// What must not pass at the levels t and lt, made with our own parts where the signer himself would cheat.
#include <catch2/catch.hpp>

#include <review/signature_slot.hpp>
#include <review/time_stamp.hpp>

#include "sign/cms.hpp"
#include "sign/cms_form.hpp"
#include "sign/pdf_signature.hpp"
#include "unit/sign/sign_support.hpp"
#include "unit/sign/stamp_support.hpp"

using namespace review;
using support::run;

namespace {

const std::time_t year = 365 * 24 * 3600;

Cms parsed(const Bytes& der) {
    const unsigned char* at = der.data();
    return Cms(d2i_CMS_ContentInfo(nullptr, &at, static_cast<long>(der.size())));
}

Bytes der_of_list(const std::string& path) { return der_of_file(path, "crl"); }
Bytes der_of_certificate(const std::string& name) { return der_of_file(support::test_pki() / (name + ".pem"), "x509"); }

// The same signature without its time stamp: nothing signs that there was one.
std::string without_stamp(const std::string& pdf) {
    const auto begin = pdf.find("/Contents <") + 10;
    const auto content = digest_around(as_bytes(pdf), {begin, pdf.find('>', begin) + 1, true});
    const auto key = signer("p256");
    const Cms bare = unsigned_cms(key.impl().certificate.get(), X509_get0_pubkey(key.impl().certificate.get()), key.impl().chain, content);
    const Cms stamped_cms = parsed(cms_of(pdf));
    const ASN1_OCTET_STRING* value = CMS_SignerInfo_get0_signature(only_signer(stamped_cms.get()));
    set_signature(bare.get(), {ASN1_STRING_get0_data(value), static_cast<std::size_t>(ASN1_STRING_length(value))});
    return with_cms(pdf, der_of(bare.get()));
}

ValidationBytes good_data() {
    static const ValidationBytes data{{der_of_certificate("intermediate")},
                                      {der_of_list(list_of("root")), der_of_list(list_of("intermediate"))}, {}};
    return data;
}

// What the authority would say so many years from now.
Stamp stamp_in(int years) {
    return [=](const Digest& digest) { return stamp_at(digest, std::time(nullptr) + years * year); };
}

std::string refused_in(ByteView document, std::time_t when) {
    for (const auto& check : verify_document_at(document, roots(), when).checks) {
        if (!check.passed) return check.name;
    }
    return {};
}

}  // namespace

TEST_CASE("the parts that attack are good where nobody attacks") {
    CHECK(refused_by(made_with(good_data())).empty());
    CHECK(refused_by(made_with({})).empty());
}

TEST_CASE("the time stamp of another signature is refused") {
    const std::string one = text_of(made_with({}));
    const auto other = request_time_stamp(authority() / "tsa", sha256(as_bytes("another")));
    CHECK(refused_by(made_with({}, [&](const Digest&) { return other; })) == "time-stamp");
    CHECK(refused_by(made_with({}, [](const Digest&) { return bytes_of("\x30\x03\x02\x01\x01"); })) == "time-stamp");
    // Level b, with the time stamp taken away: no longer the level it was, and valid as such.
    CHECK(refused_by(bytes_of(without_stamp(one))).empty());
    CHECK(verify_document(bytes_of(without_stamp(one)), roots()).stamped_time.empty());
    // From a file with validation data it cannot be taken.
    const std::string whole = text_of(made_with(good_data()));
    CHECK(refused_by(bytes_of(without_stamp(whole))) == "validation-data");
}

TEST_CASE("no other unsigned attribute, and no second time stamp") {
    const std::string pdf = text_of(made_with({}));
    const auto token = request_time_stamp(authority() / "tsa", sha256(as_bytes("more")));
    const Cms twice = parsed(cms_of(pdf));
    set_time_stamp(twice.get(), token);
    CHECK(refused_by(bytes_of(with_cms(pdf, der_of(twice.get())))) == "signed-attributes");
    const Cms other = parsed(cms_of(pdf));
    CMS_unsigned_add1_attr_by_NID(only_signer(other.get()), NID_pkcs9_unstructuredName, V_ASN1_UTF8STRING, "hidden", 6);
    CHECK(refused_by(bytes_of(with_cms(pdf, der_of(other.get())))) == "signed-attributes");
}

TEST_CASE("no byte of a signature of level t can be another") {
    const std::string pdf = text_of(made_with({}));
    const auto cms = cms_of(pdf);
    for (std::size_t at = 0; at < cms.size(); at += 5) {
        auto changed = cms;
        changed[at] ^= static_cast<std::uint8_t>(1U << (at / 5 % 8));
        if (valid(bytes_of(with_cms(pdf, changed)))) FAIL("byte " << at << " of " << cms.size());
    }
}

TEST_CASE("a signer whose certificate had expired when it was stamped is refused") {
    const auto late = made_with({}, stamp_in(4));
    CHECK(refused_in(late, std::time(nullptr) + 5 * year) == "chain");
    const auto in_time = made_with({}, stamp_in(1));
    CHECK(refused_in(in_time, std::time(nullptr) + 5 * year).empty());
    const auto early = made_with({}, stamp_in(-2));
    CHECK(refused_by(early) == "time-stamp-chain");
}

TEST_CASE("a revoked signer, authority or issuer is refused") {
    const auto with_lists = [](const std::string& of_root, const std::string& of_intermediate) {
        return refused_by(made_with({{}, {der_of_list(of_root), der_of_list(of_intermediate)}, {}}));
    };
    CHECK(with_lists(list_of("root"), list_of("intermediate", {"rsa"})).empty());
    CHECK(with_lists(list_of("root"), list_of("intermediate", {"p256"})) == "revocation");
    CHECK(with_lists(list_of("root"), list_of("intermediate", {"tsa"})) == "revocation");
    CHECK(with_lists(list_of("root", {"intermediate"}), list_of("intermediate")) == "revocation");
}

TEST_CASE("a list that was too old, is missing, or is somebody else's is none") {
    const auto& pki = support::test_pki();
    const auto root = der_of_list(list_of("root")), intermediate = der_of_list(list_of("intermediate"));
    const auto refused = [](std::vector<Bytes> lists) { return refused_by(made_with({{}, std::move(lists), {}})); };
    CHECK(refused({root, der_of_list(list_of("intermediate", {}, -1))}) == "revocation");
    CHECK(refused({root}) == "revocation");
    CHECK(refused({intermediate}) == "revocation");
    // Later than the list's nextUpdate a stamp cannot rest on it.
    CHECK(refused_in(made_with({{}, {root, intermediate}, {}}, stamp_in(1)), std::time(nullptr) + 2 * year) == "revocation");
    // The issuer's name and another key.
    REQUIRE(run({"openssl", "req", "-x509", "-new", "-config", pki / "extensions.cnf", "-extensions", "authority", "-key",
                 pki / "stranger.key", "-subj", "/C=CN/O=Demonstration Office/CN=Demonstration Issuing Authority", "-days", "100",
                 "-out", pki / "impostor.pem"}).status == 0);
    support::write_file(pki / "impostor.key", support::read_file(pki / "stranger.key"));
    CHECK(refused({root, der_of_list(list_of("impostor"))}) == "revocation");
}

TEST_CASE("what is in the validation data and not needed is refused") {
    auto data = good_data();
    data.lists.push_back(der_of_list(list_of("stranger")));
    CHECK(refused_by(made_with(data)) == "validation-data");
    data = good_data();
    data.certificates.push_back(der_of_certificate("p384"));
    CHECK(refused_by(made_with(data)) == "validation-data");
    data = good_data();
    data.certificates.push_back(data.certificates.front());
    CHECK(refused_by(made_with(data)) == "validation-data");
    for (auto* kind : {&data.certificates, &data.lists, &data.responses}) {
        data = good_data();
        kind->push_back(bytes_of("hidden"));
        CHECK(refused_by(made_with(data)) == "validation-data");
    }
    data = good_data();
    data.lists.front().push_back(0);
    CHECK(refused_by(made_with(data)) == "validation-data");
    CHECK(refused_by(made_with(good_data(), nullptr)) == "validation-data");
}

TEST_CASE("the time stamp of XML must be over this signature value") {
    const std::string xml = text_of(sign_document(as_bytes("<a/>"), signer("p256"), stamped(SealLevel::t)));
    const std::string other = text_of(sign_document(as_bytes("<b/>"), signer("p256"), stamped(SealLevel::t)));
    const auto token = [](const std::string& text) {
        const auto begin = text.find("<xades:EncapsulatedTimeStamp>") + 29;
        return text.substr(begin, text.find("</", begin) - begin);
    };
    CHECK(refused_by(bytes_of(xml)).empty());
    CHECK(refused_by(bytes_of(with(xml, token(xml), token(other)))) == "time-stamp");
    CHECK(refused_by(bytes_of(with(xml, token(xml), "AAAA"))) == "time-stamp");
    CHECK(refused_by(bytes_of(with(xml, token(xml), "?"))) == "time-stamp");
    CHECK(refused_by(bytes_of(with(xml, token(xml), ""))) == "signature-form");
    CHECK(refused_by(bytes_of(with(xml, "</xades:SignatureTimeStamp>", "</xades:SignatureTimeStamp><xades:SignatureTimeStamp/>"))) ==
          "signature-form");
}

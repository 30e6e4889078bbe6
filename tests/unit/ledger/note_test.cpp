#include <catch2/catch.hpp>

#include <sys/stat.h>

#include <review/error.hpp>
#include <review/ledger_json.hpp>
#include <review/ledger_proof.hpp>

#include "support/run.hpp"

using namespace review;

namespace {

// The example of golang.org/x/mod/sumdb/note.
const std::string go_vkey = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
const std::string go_text = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
const std::string go_note =
    go_text + "\n— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";
// Its private key, in PKCS #8.
const std::string go_pem = "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIAYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDF\n-----END PRIVATE KEY-----\n";

template <typename Call>
std::optional<Errc> refusal(Call call) {
    try {
        call();
    } catch (const Error& error) {
        return error.code();
    }
    return std::nullopt;
}

std::optional<Errc> opened(const std::string& note, const std::string& vkey = go_vkey) {
    return refusal([&] { open_note(note, NoteVerifier::parse(vkey)); });
}

const std::string root = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";  // of no entries

}  // namespace

TEST_CASE("the published note opens with its published key") {
    CHECK(open_note(go_note, NoteVerifier::parse(go_vkey)) == go_text);
    CHECK(NoteVerifier::parse(go_vkey).vkey() == go_vkey);
}

TEST_CASE("no change of one letter of a note or of a key is accepted") {
    for (std::size_t i = 0; i < go_note.size(); ++i) {
        auto changed = go_note;
        changed[i] = static_cast<char>(changed[i] ^ 1);
        INFO(i);
        CHECK(opened(changed) == Errc::unverified);
    }
    for (std::size_t i = 0; i < go_vkey.size(); ++i) {
        auto changed = go_vkey;
        changed[i] = static_cast<char>(changed[i] + 1);
        INFO(changed);
        CHECK(refusal([&] { NoteVerifier::parse(changed); }) == Errc::bad_key);
        CHECK(refusal([&] { NoteVerifier::parse(go_vkey.substr(0, i)); }) == Errc::bad_key);
    }
    // A key of another length and one of another kind, with ids that belong to them.
    CHECK(refusal([] { NoteVerifier::parse("PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY=="); }) == Errc::bad_key);
    CHECK(refusal([] { NoteVerifier::parse("PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"); }) == Errc::bad_key);
}

TEST_CASE("signatures of others come along and count for nothing") {
    const std::string witness = "— witness.example/w1 AAAAAAECAwQ=\n";
    CHECK_FALSE(opened(go_note + witness));
    CHECK(opened(go_text + "\n" + witness) == Errc::unverified);
    CHECK(opened(go_note + "— nothing\n") == Errc::unverified);
    std::string many = go_note;
    for (int i = 0; i < 100; ++i) many += witness;
    CHECK(opened(many) == Errc::unverified);
    // Nor are they handed on, wherever they stand.
    const auto key = NoteVerifier::parse(go_vkey);
    const auto own = go_note.substr(go_text.size() + 1);
    for (const auto& note : {go_note, go_note + witness, go_text + "\n" + witness + own}) CHECK(note_of_signer(note, key) == go_note);
}

TEST_CASE("a new key is written for its owner alone, never over another, and openssl verifies what it signs") {
    const support::TempFolder folder;
    const auto key = NoteKey::create(folder / "log.key", "www.example.gov.cn/ledger");
    struct stat seen{};
    REQUIRE(stat((folder / "log.key").c_str(), &seen) == 0);
    CHECK((seen.st_mode & 0777) == 0600);
    CHECK(refusal([&] { NoteKey::create(folder / "log.key", "www.example.gov.cn/ledger"); }) == Errc::io);
    CHECK(NoteKey::load(folder / "log.key", "www.example.gov.cn/ledger", Sensitive()).verifier() == key.verifier());

    const std::string text = "一行\nanother line\n";
    const auto note = key.sign(text);
    CHECK(open_note(note, key.verifier()) == text);
    const auto blank = note.rfind(' ');
    support::write_file(folder / "text", text);
    support::write_file(folder / "signature.b64", note.substr(blank + 1));
    REQUIRE(support::run({"sh", "-c", "base64 -d < \"$0/signature.b64\" | tail -c 64 > \"$0/signature\"", folder.path()}).status == 0);
    const auto verified = support::run({"openssl", "pkeyutl", "-verify", "-rawin", "-inkey", folder / "log.key", "-in", folder / "text", "-sigfile", folder / "signature"});
    CHECK(verified.out.find("Signature Verified Successfully") != std::string::npos);
}

TEST_CASE("what a note cannot hold is not signed") {
    const support::TempFolder folder;
    const auto key = NoteKey::create(folder / "log.key", "a/b");
    for (const std::string text : {"", "no line end", "a\ttab\n", "\xff\n"}) CHECK(refusal([&] { key.sign(text); }) == Errc::bad_config);
    for (const std::string name : {"", "two words", "a+b", "中文"}) CHECK(refusal([&] { NoteKey::load(folder / "log.key", name, Sensitive()); }) == Errc::bad_key);
    REQUIRE(support::run({"openssl", "genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-out", folder / "other.key"}).status == 0);
    CHECK(refusal([&] { NoteKey::load(folder / "other.key", "a/b", Sensitive()); }) == Errc::bad_key);
}

TEST_CASE("a checkpoint is read in its one spelling") {
    const support::TempFolder folder;
    const auto key = NoteKey::create(folder / "log.key", "a/b");
    const auto read = [&](const std::string& text) { return refusal([&] { open_checkpoint(key.sign(text), key.verifier()); }); };
    CHECK_FALSE(read("a/b\n0\n" + root + "\n"));
    CHECK_FALSE(read("a/b\n18446744073709551615\n" + root + "\n"));
    CHECK_FALSE(read("a/b\n0\n" + root + "\nextension of others\n"));
    for (const std::string& text : {"a/b\n00\n" + root + "\n", "a/b\n-1\n" + root + "\n", "a/b\n+1\n" + root + "\n", "a/b\n1 \n" + root + "\n",
                                   "a/b\n18446744073709551616\n" + root + "\n", std::string("a/b\n0\n"), "a/b\n0\n" + root.substr(4) + "\n",
                                   "c/d\n0\n" + root + "\n", "\n0\n" + root + "\n", "a/b\n0\n" + root + "\n\n"}) {
        INFO(text);
        CHECK(read(text) == Errc::unverified);
    }
    const Checkpoint checkpoint{"a/b", 0, sha256({})};
    CHECK(checkpoint.text() == "a/b\n0\n" + root + "\n");
}

TEST_CASE("the example of docs/ledger.md is real") {
    const auto document = support::read_file(std::string(REVIEW_SOURCE) + "/libreview/docs/ledger.md");
    const auto block = [&](const std::string& begin) {
        const auto at = document.find("\n" + begin);
        REQUIRE(at != std::string::npos);
        return document.substr(at + 1, document.find("```", at) - at - 1);
    };
    auto entry = block("{\"body\"");
    entry.pop_back();
    auto vkey = block("www.example.gov.cn/ledger+");
    vkey.pop_back();
    const auto opened_entry = open_entry(entry, inclusion_from_json(block("{\"schema\"")), block("www.example.gov.cn/ledger\n"), NoteVerifier::parse(vkey));
    CHECK(opened_entry.index == 0);
}

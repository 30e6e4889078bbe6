#include <catch2/catch.hpp>

#include <review/envelope.hpp>
#include <review/error.hpp>
#include <review/ledger_json.hpp>
#include <review/revocation.hpp>
#include <review/statement.hpp>

#include "base/base64.hpp"
#include "base/messages.hpp"
#include "base/utc_time.hpp"

using namespace review;

namespace {

Digest digest(std::uint8_t fill) {
    Digest one;
    one.bytes.fill(fill);
    return one;
}

Bytes bytes(std::string_view text) { return {text.begin(), text.end()}; }

ReviewStatement statement() {
    ReviewStatement s;
    s.file_name = "决定.pdf";
    s.candidate = digest(1);
    s.format = "pdf";
    s.draft_commitment = digest(2);
    s.tool_version = "0.0.9";  // of another version than this one
    s.engine = "hyperscan 5.4.0";
    s.packs = {{"cn-identity", "1", digest(3)}};
    s.policy = "default";
    s.channel = "internet";
    s.policy_digest = digest(4);
    s.rules = "county";
    s.rules_digest = digest(5);
    s.redactor = "E1001";
    s.prepared = "2026-03-01T12:00:00Z";
    s.expires = "2026-06-01";
    s.accepted_blind_spots = 2;
    s.accepted_aggregations = {{"guarded", "the depot is closed"}};
    s.tally = {{"cn-identity/resident-id", "redact", 3}};
    s.findings = {{"cn-identity/resident-id", "redact", "条例15", digest(6)}};
    s.proof = {true, 7, 8, "not rendered"};
    s.renderer = "pdftoppm 22.12.0";
    s.pages = {digest(9)};
    return s;
}

Approval approval() {
    return {ApprovalKind::break_glass, "a.pdf", digest(1), digest(2), "审定", "E1", "2026-03-01T12:00:00Z", "2026-03-31T12:00:00Z",
            bytes("der"), {bytes("issuer")}, "", {}};
}

Revocation revocation() {
    return {"a.pdf", digest(1), digest(2), digest(3), "审定", "E1", RevocationReason::new_facts, "2026-03-01T12:00:00Z", bytes("der"), {bytes("issuer")}};
}

template <typename Read>
std::string refusal(Read read, std::string json) {
    try {
        read(json);
    } catch (const Error& error) {
        CHECK(error.code() == Errc::unverified);
        return error.what();
    }
    return "";
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
    const auto at = text.find(from);
    REQUIRE(at != text.npos);
    return text.replace(at, from.size(), to);
}

}  // namespace

TEST_CASE("a statement read and written again is the same bytes") {
    const auto json = statement_json(statement());
    CHECK(statement_json(statement_from_json(json)) == json);
    CHECK(json.find('\n') == json.size() - 1);
    CHECK(json.starts_with(R"({"_type":"https://in-toto.io/Statement/v1","subject":[{"name":"决定.pdf","digest":{"sha256":"0101)"));
    const auto word = approval_json(approval());
    CHECK(approval_json(approval_from_json(word)) == word);
    const auto released = release_statement_json({"a.pdf", digest(1), digest(2), digest(3), {digest(4)}, false, "2026-03-01T12:00:00Z", bytes("der"), {}});
    CHECK(release_statement_json(release_statement_from_json(released)) == released);
}

TEST_CASE("what is not written the way it is read is refused: bytes could hide in it") {
    const auto json = statement_json(statement());
    CHECK(refusal(statement_from_json, json + " ") == "statement, /: it is not written the way it is read: bytes may be hidden in it");
    CHECK(refusal(statement_from_json, replaced(json, "\"format\":", "\"format\" :")) != "");
    CHECK(refusal(statement_from_json, replaced(json, "pdf", "\\u0070df")) != "");
    CHECK(refusal(statement_from_json, replaced(json, "\"format\":\"pdf\",", "\"format\":\"pdf\",\"more\":1,")) == "statement, /predicate/?: there is a key nobody knows");
    CHECK(refusal(statement_from_json, replaced(json, "\"format\":\"pdf\",", "\"format\":\"xml\",\"format\":\"pdf\",")) == "statement, : a key stands twice");
    CHECK(refusal(statement_from_json, replaced(json, "\"format\":\"pdf\",", "")) == "statement, /predicate/format: the key is missing");
    CHECK(refusal(statement_from_json, replaced(json, "2026-03-01T12:00:00Z", "2026-02-30T12:00:00Z")) ==
          "statement, /predicate/prepared: a time like 2026-03-01T12:00:00Z is expected");
    CHECK(refusal(statement_from_json, replaced(json, "release-review:v2", "release-review:v1")) == "statement, /predicateType: this word is not known here");
    CHECK(refusal(statement_from_json, "{") == "the statement is not valid JSON near byte 2");
    // One kind of statement is not taken for another.
    CHECK(refusal(approval_from_json, json) != "");
    CHECK(refusal(release_statement_from_json, approval_json(approval())) != "");
}

TEST_CASE("the plug-in that holds a key stands in what was signed with it, in one spelling; without one there is no such field") {
    const PluginIdentity signer{"signer", "skf", digest(7)};
    const std::string field = R"(,"signerPlugin":{"kind":"signer","name":"skf","sha256":")" + digest(7).hex() + "\"}}}\n";
    auto one = approval();
    CHECK(approval_json(one).find("signerPlugin") == std::string::npos);
    CHECK_FALSE(approval_from_json(approval_json(one)).signer);
    one.signer = signer;
    const auto json = approval_json(one);
    CHECK(json.ends_with(field));
    CHECK(approval_from_json(json).signer == signer);
    auto taken_back = revocation();
    taken_back.signer = signer;
    CHECK(revocation_json(taken_back).ends_with(field));
    CHECK(revocation_from_json(revocation_json(taken_back)).signer == signer);
    const ReleaseStatement released{"a.pdf", digest(1), digest(2), digest(3), {}, false, "2026-03-01T12:00:00Z", bytes("der"), {}, signer};
    CHECK(release_statement_json(released).ends_with(field));
    CHECK(release_statement_from_json(release_statement_json(released)).signer == signer);
    for (const std::string& other : {std::string(R"({"kind":"detector","name":"skf","sha256":")") + digest(7).hex() + "\"}", std::string("{}"), std::string("null"),
                                     std::string(R"({"kind":"signer","name":"","sha256":")") + digest(7).hex() + "\"}",
                                     std::string(R"({"kind":"signer","name":"skf","sha256":")") + digest(7).hex() + R"(","more":1})"}) {
        INFO(other);
        CHECK_THROWS_AS(approval_from_json(json.substr(0, json.size() - field.size()) + ",\"signerPlugin\":" + other + "}}\n"), Error);
    }
    CHECK_THROWS_AS(approval_from_json(json.substr(0, json.size() - 3) + ",\"\":1}}\n"), Error);
}

TEST_CASE("what takes an approval back names it, in one spelling, and is no approval") {
    const auto json = revocation_json(revocation());
    CHECK(revocation_json(revocation_from_json(json)) == json);
    CHECK(json.find(R"({"name":"approval","digest":{"sha256":"0303)") != json.npos);
    CHECK(json.find(R"("predicateType":"urn:libreview:revocation:v1","predicate":{"person":"E1","role":"审定","reason":"new-facts","time":")") != json.npos);
    CHECK(refusal(revocation_from_json, replaced(json, "new-facts", "he said 110101199003071234")) == "approval, /predicate/reason: this word is not known here");
    CHECK(refusal(revocation_from_json, replaced(json, "\"approval\"", "\"other\"")) != "");
    CHECK(refusal(revocation_from_json, json + " ") != "");
    CHECK(refusal(revocation_from_json, approval_json(approval())) != "");
    CHECK(refusal(approval_from_json, json) != "");
}

TEST_CASE("the ledger's entry says what counts of a revocation; a body that somebody wrote otherwise is none") {
    const auto record = revocation().record();
    CHECK(record.revocation == sha256(as_bytes(revocation_json(revocation()))));
    const auto body = body_json(record);
    CHECK(canonical_json(body) == body);
    const auto read = revocation_record(body);
    REQUIRE(read);
    CHECK(body_json(*read) == body);
    // A word of a later version revokes, too.
    REQUIRE(revocation_record(replaced(body, "new-facts", "ill")));
    CHECK(revocation_record(replaced(body, "new-facts", "ill"))->reason == RevocationReason::other);
    CHECK_FALSE(revocation_record(R"({"note":"by word of mouth"})"));
    CHECK_FALSE(revocation_record(replaced(body, "2026-03-01", "2026-13-01")));
}

TEST_CASE("the bytes that are signed are those of DSSE") {
    // The example of its specification.
    CHECK(as_text(pre_authentication("http://example.com/HelloWorld", as_bytes("hello world"))) ==
          "DSSEv1 29 http://example.com/HelloWorld 11 hello world");
}

TEST_CASE("an envelope keeps its signatures in order and Base64 has one spelling") {
    const Envelope envelope{std::string(statement_payload_type), bytes("{}"), {{"k1", bytes("a")}, {"k2", bytes("bc")}}};
    const auto json = envelope_json(envelope);
    const auto read = envelope_from_json(json);
    REQUIRE(read.signatures.size() == 2);
    CHECK(read.signatures[1].keyid == "k2");
    CHECK(as_text(read.payload) == "{}");
    CHECK(refusal(envelope_from_json, replaced(json, "YmM=", "YmM")) == "envelope, /signatures/1/sig: Base64 is expected");
    CHECK(refusal(envelope_from_json, replaced(json, "YmM=", "YmN=")) == "envelope, /signatures/1/sig: Base64 is expected");
    CHECK(refusal(envelope_from_json, replaced(json, "YmM=", "Ym M=")) == "envelope, /signatures/1/sig: Base64 is expected");
}

TEST_CASE("a bundle for other tools has exactly one signature") {
    SigstoreBundle bundle{"k1", {bytes("token")}, {std::string(statement_payload_type), bytes("{}"), {{"k1", bytes("a")}}}};
    const auto json = sigstore_bundle_json(bundle);
    const auto read = sigstore_bundle_from_json(json);
    CHECK(read.key_hint == "k1");
    CHECK(as_text(read.time_stamps.at(0)) == "token");
    bundle.envelope.signatures.push_back({"k2", bytes("b")});
    CHECK(refusal(sigstore_bundle_from_json, sigstore_bundle_json(bundle)) != "");
}

TEST_CASE("times have one spelling") {
    CHECK(utc_text(0) == "1970-01-01T00:00:00Z");
    CHECK(utc_seconds("2026-03-01T12:00:00Z") == 1772366400);
    CHECK(utc_seconds("2024-02-29T00:00:00Z").has_value());
    for (const std::string bad : {"2026-02-29T00:00:00Z", "2026-03-01T24:00:00Z", "2026-03-01t12:00:00Z", "2026-03-01T12:00:00", "2026-3-1T12:00:00Z", "2026-03-01T12:00:60Z", ""}) {
        INFO(bad);
        CHECK_FALSE(utc_seconds(bad).has_value());
    }
}

TEST_CASE("Base64 comes back as it went") {
    // RFC 4648, 10.
    const std::pair<std::string, std::string> rows[] = {{"", ""}, {"f", "Zg=="}, {"fo", "Zm8="}, {"foo", "Zm9v"}, {"foob", "Zm9vYg=="}, {"fooba", "Zm9vYmE="}, {"foobar", "Zm9vYmFy"}};
    for (const auto& [text, letters] : rows) {
        CHECK(base64(as_bytes(text)) == letters);
        CHECK(as_text(*bytes_of_base64(letters)) == text);
    }
}

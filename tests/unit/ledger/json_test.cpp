#include <catch2/catch.hpp>

#include "unit/ledger/ledger_support.hpp"

using namespace review;

namespace {

const LedgerEntry entry{7, EntryKind::break_glass, "2026-11-27T08:15:00Z", "00112233445566778899aabbccddeeff", "", "{\"a\":1}"};

}  // namespace

TEST_CASE("canonical JSON is that of RFC 8785") {
    CHECK(canonical_json(" { \"b\" : [ 1 , -2, true, null ],\n \"a\":\"\\u00e9\\u4e2d\\/\\u000a\\u007f\" } ") == "{\"a\":\"é中/\\n\x7f\",\"b\":[1,-2,true,null]}");
    CHECK(canonical_json("{\"a\":9007199254740992}") == "{\"a\":9007199254740992}");
    for (const std::string bad : {"", "1", "{\"a\":1e2}", "{\"a\":9007199254740993}", "{\"a\":-9007199254740993}", "{\"a\":{\"b\":1,\"b\":2}}",
                                  "{\"a\":1}x", "{\"a\":\"\\ud800\"}"}) {
        INFO(bad);
        CHECK(refusal([&] { canonical_json(bad); }) == Errc::bad_config);
    }
    CHECK(refusal([] { canonical_json("{\"a\":" + std::string(100, '[') + std::string(100, ']') + "}"); }) == Errc::bad_config);
}

TEST_CASE("an entry is read from its own text and from no other") {
    const auto text = entry.text();
    CHECK(text == "{\"body\":{\"a\":1},\"index\":7,\"kind\":\"break-glass\",\"salt\":\"00112233445566778899aabbccddeeff\",\"time\":\"2026-11-27T08:15:00Z\"}");
    CHECK(canonical_json(text) == text);
    CHECK(entry_from_json(text).text() == text);
    for (const auto& [old, fresh] : std::vector<std::pair<std::string, std::string>>{
             {"7", "07"}, {"7", "-7"}, {"break-glass", "unknown"}, {"{\"a\":1}", "1"}, {"{\"a\":1}", "{\"a\": 1}"}, {"11-27", "11-31"},
             {"Z", "+00:00"}, {"aabb", "AABB"}, {"\"kind\"", "\"more\":1,\"kind\""}, {"\"index\":7,", ""}}) {
        auto changed = text;
        changed.replace(changed.find(old), old.size(), fresh);
        INFO(changed);
        CHECK(refusal([&] { entry_from_json(changed); }) == Errc::bad_config);
    }
    CHECK(refusal([&] { entry_from_json(text + "\n"); }) == Errc::bad_config);
}

TEST_CASE("proofs and records come back as they were") {
    const InclusionProof proof{3, 9, {sha256({}), Digest{}}};
    CHECK(proof_json(inclusion_from_json(proof_json(proof))) == proof_json(proof));
    const ConsistencyProof later{3, 9, {sha256({})}};
    CHECK(proof_json(consistency_from_json(proof_json(later))) == proof_json(later));
    CHECK(refusal([&] { inclusion_from_json(proof_json(later)); }) == Errc::bad_config);

    ReleaseRecord record{"示政发〔2026〕12号", "公告.pdf", "board", "张三", {"李四", "王五"}, std::string(64, 'a'), std::string(64, 'b'), "2027-02-28"};
    const auto body = body_json(record);
    CHECK(canonical_json(body) == body);
    CHECK(body_json(release_from_json(body)) == body);
    const WithdrawalRecord withdrawal{4, "张三", "公示期满"};
    CHECK(body_json(withdrawal_from_json(body_json(withdrawal))) == body_json(withdrawal));
    CHECK(withdrawal_from_json(body_json(withdrawal)).release == 4);
}

// A file is proven against words that somebody names: it is read as a scan for them would read it.
#include <catch2/catch.hpp>

#include <review/prove.hpp>
#include <review/scanner.hpp>

using namespace review;

namespace {

std::vector<std::string> fired(const std::string& text, const std::string& term) {
    RedactionPlan plan;
    plan.values.push_back({Sensitive(term), "terms/term-1"});
    std::vector<PatternPack> packs;
    packs.push_back(terms_pack({term}, {}));
    const auto scanner = Scanner::compile(std::move(packs));
    return prove(as_bytes(text), plan, &scanner, nullptr).residual_findings;
}

}  // namespace

TEST_CASE("a number in another writing is still there") {
    const std::vector<std::string> there{"terms/term-1"};
    CHECK(fired("手机 一三九八六七五一二三四", "13986751234") == there);
    CHECK(fired("手机 \u202e43215768931\u202c", "13986751234") == there);
    CHECK(fired("手机 ⑬ 一三九八六七五一二三五", "13986751234").empty());
}

TEST_CASE("a file in no format is no PDF") {
    RedactionPlan plan;
    plan.values.push_back({Sensitive("王小明"), "terms/term-1"});
    const auto evidence = prove(as_bytes("\xa4\xfd\xa4\x70\xa9\xfa\xa1\x47\xa6\x61\xa7\x7d\xff\xff\xff"), plan, nullptr, nullptr);
    CHECK(evidence.format == "text");
    CHECK_FALSE(evidence.reopened);
}

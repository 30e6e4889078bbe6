#include <catch2/catch.hpp>

#include <review/error.hpp>
#include <review/legal_bases.hpp>
#include <review/pattern_pack.hpp>
#include <review/policy.hpp>

#include "support/run.hpp"

using namespace review;

namespace {

std::vector<std::string> keys(const Citation& citation) {
    std::vector<std::string> names;
    for (const auto* basis : citation.known) names.push_back(basis->key);
    return names;
}

LegalBases own(const std::string& yaml) {
    const support::TempFolder folder;
    support::write_file(folder / "own.yaml", yaml);
    return load_bases(folder / "own.yaml");
}

using Words = std::vector<std::string>;

}  // namespace

TEST_CASE("every basis that a built-in rule or policy names is in the catalogue") {
    const auto bases = built_in_bases();
    const auto check = [&](const std::string& where, const std::vector<std::string>& laws) {
        for (const auto& law : laws) {
            INFO(where << ": " << law);
            CHECK(keys(cited(bases, law)) == Words{law});
        }
    };
    for (const auto& pack : built_in_packs()) {
        for (const auto& rule : pack.rules) check(pack.name + "/" + rule.id, rule.basis);
    }
    for (const auto& name : built_in_policies()) {
        const auto policy = load_policy(name, Channel::internet);
        for (const auto& row : policy.rows) check(name, row.basis);
        for (const auto& entry : policy.must_publish) check(name, entry.basis);
    }
}

TEST_CASE("a basis is one key or several, each with details of its own") {
    const auto bases = built_in_bases();
    CHECK(keys(cited(bases, "条例15")) == Words{"条例15"});
    CHECK(keys(cited(bases, "条例15、PIPL28")) == Words{"条例15", "PIPL28"});
    CHECK(keys(cited(bases, "条例20(2)；条例15（商业秘密、隐私）, PIPL25 单独同意")) == Words{"条例20", "条例15", "PIPL25"});
    CHECK(cited(bases, "条例20(2)；条例15（商业秘密、隐私）").unknown.empty());
    CHECK(cited(bases, "").known.empty());
}

TEST_CASE("what only looks like a key is none, and the nearest keys are named") {
    const auto bases = built_in_bases();
    CHECK(cited(bases, "条例2").unknown == Words{"条例2"});
    CHECK(cited(bases, "条例209").unknown == Words{"条例209"});
    CHECK(cited(bases, "保密法第十三条").unknown == Words{"保密法第十三条"});
    CHECK(cited(bases, "条例15, he agreed").unknown == Words{"he agreed"});
    CHECK(nearest_keys(bases, "条例51").size() == 3);
    CHECK(nearest_keys(bases, "PIPL 28").front() == "PIPL28");
    CHECK(nearest_keys(bases, "保密法 64").front() == "保密法64");
}

TEST_CASE("an office's own entries are known besides, and go before the built-in ones") {
    const auto bases = own("bases:\n  - {key: 市规7, law: {zh: 市政务公开规定第七条}, text: {zh: 内部分机号}}\n"
                           "  - {key: 条例16, law: {zh: 条例第十六条}, text: {zh: 本机关口径}}\n");
    CHECK(keys(cited(bases, "市规7、条例15")) == Words{"市规7", "条例15"});
    CHECK(cited(bases, "条例16").known.front()->text_en == "本机关口径");
    CHECK(cited(bases, "市规7").known.front()->law_en == "市政务公开规定第七条");
}

TEST_CASE("a catalogue that cannot be understood is refused with file and line") {
    const std::string entry = "bases:\n  - {key: a1, law: {en: A}, text: {en: A}}\n";
    CHECK_THROWS_WITH(own(entry + "  - {key: a1, law: {en: B}, text: {en: B}}\n"), Catch::Contains("own.yaml:3: the key a1 stands twice"));
    CHECK_THROWS_WITH(own("bases:\n  - {key: a 1, law: {en: A}, text: {en: A}}\n"), Catch::Contains("own.yaml:2"));
    CHECK_THROWS_WITH(own("bases:\n  - {key: a1, law: {}, text: {en: A}}\n"), Catch::Contains("own.yaml:2"));
    CHECK_THROWS_WITH(own("bases:\n  - {key: a1, law: {en: A}, text: {fr: A}}\n"), Catch::Contains("unknown key"));
}

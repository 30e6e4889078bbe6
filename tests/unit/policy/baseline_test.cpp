#include <catch2/catch.hpp>

#include <review/baseline.hpp>
#include <review/error.hpp>

#include "support/run.hpp"

using namespace review;

namespace {

const Bytes key(32, 7);
const std::string value_a(64, 'a'), value_b(64, 'b');

ScannedDocument document(const std::vector<std::string>& values, Action action = Action::block) {
    ScannedDocument made;
    for (const auto& value : values) {
        auto& finding = made.findings.emplace_back();
        finding.rule = "cn-contact/mobile";
        finding.fingerprint = value;
        finding.action = action;
    }
    return made;
}

Baseline stock(const ScannedDocument& of, const std::string& file = "drafts/a.txt") {
    Baseline made{key, "default", "Wang", "drafts of \"2025\"", "2099-12-31", {}};
    take_stock(made, file, of);
    return made;
}

BaselineUse mark(const Baseline& baseline, ScannedDocument& of, const std::string& file = "drafts/a.txt") {
    std::vector<ScannedDocument> all;
    all.push_back(std::move(of));
    const auto use = mark_known(baseline, {file}, all);
    of = std::move(all.front());
    return use;
}

Baseline reread(const std::string& yaml, const Bytes& with = key) {
    const support::TempFolder folder;
    support::write_file(folder / "b.yaml", yaml);
    return load_baseline(folder / "b.yaml", with);
}

std::string complaint(std::string yaml, const std::string& from, const std::string& to) {
    yaml.replace(yaml.find(from), from.size(), to);
    try {
        reread(yaml);
    } catch (const Error& error) {
        CHECK(error.code() == Errc::bad_config);
        return error.what();
    }
    return "accepted";
}

}  // namespace

TEST_CASE("a baseline is read back as it was written, whatever its files are called") {
    for (const std::string name : {"drafts/a.txt", "通知 \"一\".txt", "a\n\tb\\.txt"}) {
        const auto made = stock(document({value_b, value_a, value_a}), name);
        REQUIRE(made.entries.size() == 2);
        CHECK(made.entries[0].count == 2);
        const auto read = reread(baseline_yaml(made));
        CHECK(read.entries[1].file == name);
        CHECK(read.reason == "drafts of \"2025\"");
        CHECK(baseline_yaml(read) == baseline_yaml(made));
    }
}

TEST_CASE("what is known of a file is known there, and nowhere else, and no action changes") {
    const auto baseline = stock(document({value_a}));
    auto same = document({value_a, value_b}), elsewhere = document({value_a});
    const auto use = mark(baseline, same);
    CHECK(use.known == 1);
    CHECK(is_known(same.findings[0]));
    CHECK_FALSE(is_known(same.findings[1]));
    CHECK(same.findings[0].action == Action::block);
    mark(baseline, elsewhere, "drafts/b.txt");
    CHECK_FALSE(is_known(elsewhere.findings[0]));
    mark(baseline, elsewhere, "");
    CHECK_FALSE(is_known(elsewhere.findings[0]));
}

TEST_CASE("a value that stands there more often than it was known is new wherever it stands") {
    const auto baseline = stock(document({value_a}));
    auto more = document({value_a, value_a});
    const auto use = mark(baseline, more);
    CHECK(use.known == 0);
    CHECK(use.more == 2);
    for (const auto& finding : more.findings) CHECK_FALSE(is_known(finding));
}

TEST_CASE("what is gone is counted, and an expired baseline knows nothing") {
    auto baseline = stock(document({value_a, value_a, value_b}));
    auto now = document({value_a});
    const auto use = mark(baseline, now);
    CHECK(use.known == 1);
    CHECK(use.gone == 2);
    baseline.expires = "2020-01-01";
    auto later = document({value_a});
    const auto expired = mark(baseline, later);
    CHECK(expired.expired);
    CHECK(expired.known == 0);
    CHECK_FALSE(is_known(later.findings[0]));
}

TEST_CASE("what policy allows and what has no fingerprint is not taken into stock") {
    CHECK(stock(document({value_a}, Action::allow)).entries.empty());
    CHECK(stock(document({""})).entries.empty());
    CHECK(stock(document({value_a}), "").entries.empty());
}

TEST_CASE("a baseline that somebody changed or that says nothing is refused, with its line") {
    const auto yaml = baseline_yaml(stock(document({value_a})));
    CHECK(complaint(yaml, "drafts/a.txt", "drafts/b.txt").find("b.yaml:8: ") != std::string::npos);
    CHECK(complaint(yaml, "count: 1", "count: 9").find("does not belong") != std::string::npos);
    CHECK(complaint(yaml, "count: 1", "count: 0").find("b.yaml:12: ") != std::string::npos);
    CHECK(complaint(yaml, "cn-contact/mobile", "cn-contact/email").find("does not belong") != std::string::npos);
    CHECK(complaint(yaml, "class: \"default\"", "class: \"strict\"").find("does not belong") != std::string::npos);
    CHECK(complaint(yaml, "\"Wang\"", "\" \"").find("b.yaml:4: ") != std::string::npos);
    CHECK(complaint(yaml, "2099-12-31", "2099-02-30").find("b.yaml:6: ") != std::string::npos);
    CHECK(complaint(yaml, "owner", "owned").find("owned") != std::string::npos);
    CHECK(complaint(yaml, value_a, std::string(63, 'a')).find("64 hexadecimal") != std::string::npos);
    const auto entry = yaml.substr(yaml.find("  - id"));
    CHECK_THROWS_AS(reread(yaml + entry), Error);
    CHECK_THROWS_AS(reread(yaml, Bytes(32, 8)), Error);
    CHECK_THROWS_AS(reread(yaml, {}), Error);
}

TEST_CASE("the same findings are the same file, in whatever order they come") {
    CHECK(baseline_yaml(stock(document({value_a, value_b}))) == baseline_yaml(stock(document({value_b, value_a}))));
}

#include <catch2/catch.hpp>

#include <review/error.hpp>
#include <review/suppressions.hpp>

#include "support/run.hpp"

using namespace review;

namespace {

const Bytes key(32, 7);
const std::string fingerprint(64, 'a');

Suppression entry(const std::string& rule = "cn-contact/mobile") {
    return {{}, fingerprint, rule, "default", "the office's \"own\" line", "Wang", "2027-01-31"};
}

Suppressions reread(const std::string& yaml, const Bytes& with = key) {
    const support::TempFolder folder;
    support::write_file(folder / "s.yaml", yaml);
    return load_suppressions(folder / "s.yaml", with);
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

std::string one_entry() {
    Suppressions made{key, {}};
    suppress(made, entry());
    return suppressions_yaml(made);
}

}  // namespace

TEST_CASE("suppressions are read back as they were written") {
    const auto read = reread(one_entry());
    REQUIRE(read.entries.size() == 1);
    CHECK(read.entries[0].rule == "cn-contact/mobile");
    CHECK(read.entries[0].reason == "the office's \"own\" line");
    CHECK(suppressions_yaml(read) == one_entry());
}

TEST_CASE("what a policy says of a field is let out in that field: the entry names it, and no other kind of entry does") {
    Suppressions made{key, {}};
    auto name = entry("policy/xml-field");
    name.field = "/list/row/applicant/name";
    auto deputy = name;
    deputy.field = "/list/row/deputy/name";
    suppress(made, name);
    suppress(made, deputy);
    suppress(made, name);
    REQUIRE(made.entries.size() == 2);
    const auto yaml = suppressions_yaml(made);
    CHECK(suppressions_yaml(reread(yaml)) == yaml);
    CHECK(reread(yaml).entries[1].field == "/list/row/deputy/name");
    CHECK(complaint(yaml, "/list/row/applicant/name", "/list/row/name").find("id") != std::string::npos);
    CHECK(complaint(yaml, "    field: \"/list/row/applicant/name\"\n", "").find("review suppress") != std::string::npos);
    CHECK(complaint(one_entry(), "    reason:", "    field: \"/a\"\n    reason:").find("review suppress") != std::string::npos);
}

TEST_CASE("the same value, rule and class are one entry, which is renewed; another rule is another") {
    Suppressions made{key, {}};
    suppress(made, entry());
    auto renewed = entry();
    renewed.expires = "2028-01-31";
    suppress(made, renewed);
    suppress(made, entry("cn-contact/email"));
    REQUIRE(made.entries.size() == 2);
    CHECK(made.entries[0].expires == "2028-01-31");
    CHECK(made.entries[0].id != made.entries[1].id);
}

TEST_CASE("an entry applies up to its last day and no longer") {
    CHECK(applies(entry(), "2027-01-31"));
    CHECK_FALSE(applies(entry(), "2027-02-01"));
    CHECK(today().size() == 10);
}

TEST_CASE("a file made with another key is refused, and so is one without a key") {
    CHECK_THROWS_AS(reread(one_entry(), Bytes(32, 8)), Error);
    CHECK_THROWS_AS(reread(one_entry(), {}), Error);
}

TEST_CASE("suppressions are read strictly, and complaints name file and line") {
    const auto yaml = one_entry();
    CHECK(complaint(yaml, "reason:", "raeson:").find("s.yaml:8: unknown key \"raeson\"") != std::string::npos);
    CHECK(complaint(yaml, "2027-01-31", "2027-02-30").find("s.yaml:10:") != std::string::npos);
    CHECK(complaint(yaml, "2027-01-31", "soon").find("soon") != std::string::npos);
    CHECK(complaint(yaml, "\"Wang\"", "\" \"").find("s.yaml:9:") != std::string::npos);
    CHECK(complaint(yaml, "aaaa", "zzzz").find("s.yaml:5:") != std::string::npos);
    // Somebody moved it to another rule or class: its id tells.
    CHECK(complaint(yaml, "cn-contact/mobile", "cn-identity/resident-id").find("s.yaml:4:") != std::string::npos);
    CHECK(complaint(yaml, "\"default\"", "\"strict\"").find("s.yaml:4:") != std::string::npos);
    const auto second = yaml + yaml.substr(yaml.find("  - id"));
    CHECK(complaint(second, "suppressions:", "suppressions:").find("s.yaml:11:") != std::string::npos);
}

TEST_CASE("no entry is made without a reason, an approver and a last day") {
    Suppressions made{key, {}};
    for (const auto& word : {"reason", "approver", "expires"}) {
        auto lacking = entry();
        (word == std::string("reason") ? lacking.reason : word == std::string("approver") ? lacking.approver : lacking.expires) = " ";
        CHECK_THROWS_AS(suppress(made, lacking), Error);
    }
    CHECK(made.entries.empty());
}

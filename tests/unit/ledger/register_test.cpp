#include <catch2/catch.hpp>

#include <review/ledger_register.hpp>

#include "unit/ledger/ledger_support.hpp"

using namespace review;

namespace {

struct Desk : Office {
    void release(const std::string& name, const std::string& expires = {}, const std::string& channel = "internet") {
        ReleaseRecord record{"示政发〔2026〕1号", name, channel, "张三", {"李四", "王五"}, std::string(64, 'a'), {}, expires};
        ledger.begin(EntryKind::release, body_json(record)).commit();
    }
    void withdraw(std::uint64_t entry) { begin_withdrawal(ledger, {entry, "张三", "误发"}).commit(); }
};

std::string states(const Desk& desk, const std::string& day) {
    std::string text;
    for (const auto& row : release_register(desk.ledger, day)) text += std::string(name_of(row.state)) + " ";
    return text;
}

}  // namespace

TEST_CASE("a release is live through its last day, then expired, and withdrawn whenever it was withdrawn") {
    Desk desk;
    desk.release("no end");
    desk.release("three months", "2099-02-28");
    desk.release("a mistake", "2099-02-28");
    desk.withdraw(2);
    CHECK(states(desk, "2099-02-28") == "live live withdrawn ");
    CHECK(states(desk, "2099-03-01") == "live expired withdrawn ");
    CHECK(states(desk, "2001-01-01").empty());
    const auto rows = release_register(desk.ledger, "2099-03-01");
    CHECK(rows[1].ended == "2099-02-28");
    CHECK(rows[2].reason == "误发");
}

TEST_CASE("only a release is withdrawn, once, and a refused withdrawal leaves nothing") {
    Desk desk;
    desk.release("one");
    desk.withdraw(0);
    for (const std::uint64_t entry : {0, 1, 2, 99}) CHECK(refusal([&] { desk.withdraw(entry); }) == Errc::bad_config);
    CHECK(desk.ledger.size() == 2);
}

TEST_CASE("approvals that were taken back are found by the statement they were about, whatever else stands in the log") {
    Desk desk;
    const auto statement = sha256(as_bytes("one")), other = sha256(as_bytes("other"));
    const auto revoke = [&](const Digest& about, const std::string& person) {
        desk.ledger.begin(EntryKind::approval_revoked, body_json(RevocationRecord{"a.pdf", sha256(as_bytes(person)), about, person, "初审", RevocationReason::mistake, "2026-03-01T12:00:00Z", {}})).commit();
    };
    revoke(statement, "E1");
    revoke(other, "E2");
    desk.release("\"kind\":\"approval-revoked\"");
    // As `review ledger append --body` takes it.
    desk.ledger.begin(EntryKind::approval_revoked, R"({"note":"by word of mouth"})").commit();
    revoke(statement, "E3");
    const auto found = revocations_of(desk.ledger, statement);
    REQUIRE(found.size() == 2);
    CHECK(found[0].person == "E1");
    CHECK(found[1].person == "E3");
    CHECK(revocations_of(desk.ledger, sha256(as_bytes("nobody"))).empty());
}

TEST_CASE("the register is a table that spreadsheets read, with no formula in it") {
    Desk desk;
    desk.release("=HYPERLINK(\"http://example\")");
    desk.release("公告, \"一\".pdf", "2099-01-01", "board");
    const auto csv = register_csv(release_register(desk.ledger, "2098-01-01"));
    support::write_file(desk.folder / "register.csv", csv);
    const auto read = support::run({"/usr/bin/python3", "-c",
                                    "import csv,sys\nfor row in csv.reader(open(sys.argv[1], encoding='utf-8-sig', newline='')): print('|'.join(row[1:8]))",
                                    desk.folder / "register.csv"});
    CHECK(read.out == "number|name|published by|reviewed by|state|channel|to be seen until\n"
                      "示政发〔2026〕1号|'=HYPERLINK(\"http://example\")|张三|李四; 王五|published|internet|\n"
                      "示政发〔2026〕1号|公告, \"一\".pdf|张三|李四; 王五|published|board|2099-01-01\n");
    CHECK(register_json(release_register(desk.ledger, "2098-01-01")).find("\"state\": \"live\"") != std::string::npos);
}

TEST_CASE("a year counts what was released, expired and withdrawn in it") {
    Desk desk;
    desk.release("one", "2098-05-01");
    desk.release("two", "", "board");
    desk.withdraw(1);
    const auto years = yearly_counts(desk.ledger, "2099-01-01");
    REQUIRE(years.size() == 2);
    CHECK(years[0].releases == 2);
    CHECK(years[0].withdrawn == 1);
    CHECK(years[0].by_channel == std::vector<std::pair<std::string, std::uint64_t>>{{"board", 1}, {"internet", 1}});
    CHECK(years[0].by_kind == std::vector<std::pair<std::string, std::uint64_t>>{{"withdrawal", 1}});
    CHECK(years[1].year == "2098");
    CHECK(years[1].expired == 1);
}

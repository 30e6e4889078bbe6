#include <catch2/catch.hpp>

#include <review/ledger_check.hpp>

#include "ledger/ledger_impl.hpp"
#include "unit/ledger/ledger_support.hpp"

using namespace review;

namespace {

// Ten entries, signed after the fourth, the eighth and the tenth; the sixth has a folder.
struct Attacked : Office {
    Attacked() {
        for (int i = 0; i < 10; ++i) {
            auto append = ledger.begin(EntryKind::release, body("document " + std::to_string(i)), i == 5 ? "/srv/out/five" : "");
            if (i == 3 || i == 7 || i == 9) kept.push_back({"checkpoint-" + std::to_string(i), append.checkpoint(key)});
            append.commit();
        }
    }
    void edit(const char* sql) const {
        Database file(path, Database::Access::write);
        file.run(sql);
    }
    LedgerCheck seen(const std::vector<KeptCheckpoint>& others = {}) const {
        return check_ledger(Ledger::open(path, Ledger::Access::read), key.verifier(), others);
    }
    // Writes the tree anew over the entries as they are now: what one does who knows how it is made.
    void rehash() const {
        edit("DELETE FROM node");
        Ledger::Impl file(path, Database::Access::write);
        Database other(path, Database::Access::read);
        auto rows = other.prepare("SELECT number, text FROM entry ORDER BY number");
        std::vector<std::string> texts;
        while (rows.row()) texts.push_back(rows.text(1));
        for (std::size_t i = 0; i < texts.size(); ++i) {
            grow_tree(file.nodes(), i, leaf_digest(texts[i]), [&](unsigned level, std::uint64_t index, const Digest& digest) {
                file.database.prepare("INSERT INTO node VALUES(?1, ?2, ?3)").bind(1, std::uint64_t{level}).bind(2, index).bind(3, ByteView(digest.bytes)).done();
            });
        }
    }
    std::vector<KeptCheckpoint> kept;
};

std::optional<std::uint64_t> first_wrong(const Attacked& office, const std::vector<KeptCheckpoint>& others = {}) {
    const auto seen = office.seen(others);
    CHECK_FALSE(seen.faults.empty());
    return seen.first_wrong;
}

const char* rename_third = "UPDATE entry SET text=replace(text, 'document 2', 'document X') WHERE number=2";

}  // namespace

TEST_CASE("a ledger nobody touched is as it was written") {
    const Attacked office;
    const auto seen = office.seen(office.kept);
    for (const auto& fault : seen.faults) FAIL_CHECK(fault);
    CHECK(seen.size == 10);
    CHECK(seen.checkpoints == 3);
    CHECK(seen.signed_size == 10);
    CHECK(seen.root == office.ledger.root(10));
}

TEST_CASE("a changed entry is named") {
    const Attacked office;
    office.edit(rename_third);
    CHECK(first_wrong(office) == 2U);
}

TEST_CASE("a changed entry with a tree made to fit is known from the first checkpoint that signed it") {
    const Attacked office;
    office.edit("UPDATE entry SET text=replace(text, 'document 6', 'document X') WHERE number=6");
    office.rehash();
    const auto seen = office.seen();
    CHECK(seen.first_wrong == 4U);  // the first that no earlier checkpoint vouches for
    REQUIRE(seen.faults.size() == 2);
    CHECK(seen.faults[0].find("one of 4 to 7") != std::string::npos);
}

TEST_CASE("removed, reordered and inserted entries are named") {
    SECTION("removed") {
        const Attacked office;
        office.edit("DELETE FROM entry WHERE number=4");
        CHECK(first_wrong(office) == 4U);
    }
    SECTION("removed, and the rest moved up") {
        const Attacked office;
        office.edit("DELETE FROM entry WHERE number=4; UPDATE entry SET number=-number WHERE number>4; UPDATE entry SET number=-number-1 WHERE number<0;");
        office.rehash();
        CHECK(first_wrong(office) == 4U);
    }
    SECTION("reordered") {
        const Attacked office;
        office.edit("UPDATE entry SET number=100 WHERE number=2; UPDATE entry SET number=2 WHERE number=3; UPDATE entry SET number=3 WHERE number=100;");
        office.rehash();
        CHECK(first_wrong(office) == 2U);
        CHECK(office.seen().faults[0].find("in place of entry 2 stands one that says it is entry 3") != std::string::npos);
    }
    SECTION("inserted at the end, without the program") {
        const Attacked office;
        office.edit("INSERT INTO entry SELECT 10, text FROM entry WHERE number=9");
        CHECK(first_wrong(office) == 10U);
    }
    SECTION("inserted in the middle") {
        const Attacked office;
        office.edit("UPDATE entry SET number=-number-1 WHERE number>5; UPDATE entry SET number=-number WHERE number<0; INSERT INTO entry SELECT 6, text FROM entry WHERE number=5");
        CHECK(first_wrong(office) == 6U);
    }
}

TEST_CASE("time does not run backwards") {
    const Attacked office;
    office.edit("UPDATE entry SET text=replace(text, '\"time\":\"20', '\"time\":\"19') WHERE number=8");
    office.rehash();
    const auto seen = office.seen();
    REQUIRE_FALSE(seen.faults.empty());
    CHECK(seen.faults[0].find("entry 8 says 19") != std::string::npos);
}

TEST_CASE("a ledger cut short is known by its checkpoints, and by one kept elsewhere where those went too") {
    const Attacked office;
    office.edit("DELETE FROM entry WHERE number>7");
    office.rehash();
    CHECK(first_wrong(office) == 8U);
    office.edit("DELETE FROM checkpoint WHERE size>8");
    CHECK(office.seen().faults.empty());  // nothing in the file can tell
    CHECK(first_wrong(office, office.kept) == 8U);
}

TEST_CASE("a log that was forked with its own key is known by a checkpoint kept elsewhere") {
    const Attacked office;
    office.edit("UPDATE entry SET text=replace(text, 'document 6', 'document X') WHERE number=6; DELETE FROM checkpoint WHERE size>4");
    office.rehash();
    auto again = Ledger::open(office.path, Ledger::Access::write);
    again.checkpoint(office.key);
    CHECK(office.seen().faults.empty());
    const auto seen = office.seen({office.kept[1]});
    REQUIRE(seen.faults.size() == 1);
    CHECK(seen.faults[0].find("checkpoint-7 was signed for another log of 8 entries") != std::string::npos);
    CHECK(seen.first_wrong == 4U);
}

TEST_CASE("a ledger under another key is known by the key one got another way") {
    const Attacked office;
    const auto stranger = NoteKey::create(office.folder / "stranger.key", "www.example.gov.cn/ledger");
    office.edit(("DELETE FROM checkpoint; UPDATE log SET vkey='" + stranger.verifier().vkey() + "'").c_str());
    CHECK(check_ledger(Ledger::open(office.path, Ledger::Access::read)).faults.empty());
    CHECK_FALSE(office.seen().faults.empty());
    CHECK_FALSE(office.seen(office.kept).faults.empty());
}

TEST_CASE("checkpoints and nodes that were changed, moved or added are told") {
    for (const char* sql : {"UPDATE checkpoint SET note=replace(note, 'www', 'wwv') WHERE size=8", "UPDATE checkpoint SET size=9 WHERE size=8",
                            "UPDATE checkpoint SET note=note||'— witness.example/w1 AAAAAAECAwQ='||char(10) WHERE size=8",
                            "UPDATE node SET digest=zeroblob(32) WHERE level=2 AND number=1", "UPDATE node SET digest=zeroblob(31) WHERE level=2 AND number=1",
                            "DELETE FROM node WHERE level=1 AND number=0", "INSERT INTO node VALUES(9, 0, zeroblob(32))"}) {
        const Attacked office;
        office.edit(sql);
        INFO(sql);
        CHECK_FALSE(office.seen().faults.empty());
    }
}

TEST_CASE("an intent that was edited, removed or added is told, and nobody moves files for it") {
    for (const char* sql : {"UPDATE intent SET folder='/etc'", "UPDATE intent SET key=zeroblob(32)", "UPDATE intent SET entry=4"}) {
        const Attacked office;
        office.edit(sql);
        INFO(sql);
        CHECK_FALSE(office.seen().faults.empty());
        CHECK(refusal([&] { office.ledger.intents(); }) == Errc::unverified);
    }
    const Attacked office;
    office.edit("DELETE FROM intent");
    CHECK(first_wrong(office) == 5U);
    office.edit("INSERT INTO intent VALUES(2, '/etc', zeroblob(32), 0)");
    CHECK(first_wrong(office) == 2U);
}

TEST_CASE("nothing of a ledger with other tables, triggers or views is used") {
    for (const char* sql : {"CREATE TRIGGER t AFTER INSERT ON entry BEGIN DELETE FROM entry WHERE number=0; END", "CREATE VIEW v AS SELECT 1",
                            "CREATE TABLE more(a)", "CREATE TABLE anchor(size INTEGER PRIMARY KEY, stamp BLOB)",
                            "CREATE TABLE token_rekeyed(release INTEGER PRIMARY KEY, entry INTEGER NOT NULL) STRICT", "DROP TABLE intent", "ALTER TABLE entry ADD COLUMN more TEXT", "CREATE INDEX i ON entry(text)",
                            "PRAGMA user_version=2", "PRAGMA application_id=0", "DELETE FROM log", "INSERT INTO log SELECT vkey FROM log",
                            "UPDATE log SET vkey='nobody'"}) {
        const Attacked office;
        office.edit(sql);
        INFO(sql);
        CHECK(refusal([&] { Ledger::open(office.path, Ledger::Access::write); }) == Errc::unverified);
    }
}

TEST_CASE("nothing is appended to a ledger whose end is not what was written") {
    for (const char* sql : {"DELETE FROM entry WHERE number=9", "UPDATE entry SET text=replace(text, 'document 9', 'document X') WHERE number=9",
                            "UPDATE node SET digest=zeroblob(32) WHERE level=3 AND number=0", "DELETE FROM entry WHERE number>6; DELETE FROM node"}) {
        const Attacked office;
        office.edit(sql);
        INFO(sql);
        auto ledger = Ledger::open(office.path, Ledger::Access::write);
        CHECK(refusal([&] { ledger.begin(EntryKind::release, Office::body("eleven")); }) == Errc::unverified);
        CHECK(refusal([&] { ledger.checkpoint(office.key); }) == Errc::unverified);
    }
}

TEST_CASE("a file cut short or overwritten anywhere is never all right") {
    const Attacked office;
    office.edit("PRAGMA wal_checkpoint(TRUNCATE)");
    const auto whole = support::read_file(office.path);
    REQUIRE(whole.size() > 8192);
    const auto told = [&](const std::string& bytes) {
        support::TempFolder folder;
        support::write_file(folder / "copy", bytes);
        try {
            return !check_ledger(Ledger::open(folder / "copy", Ledger::Access::read), office.key.verifier(), office.kept).faults.empty();
        } catch (const Error& error) {
            return error.code() == Errc::unverified;
        }
    };
    REQUIRE_FALSE(told(whole));
    for (std::size_t size = 0; size < whole.size(); size += 1024) {
        INFO(size);
        CHECK(told(whole.substr(0, size)));
    }
    // A page of zeros.
    for (std::size_t page = 0; page + 4096 <= whole.size(); page += 4096) {
        auto damaged = whole;
        damaged.replace(page, 4096, 4096, '\0');
        INFO(page);
        CHECK(told(damaged));
    }
}

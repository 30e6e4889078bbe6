#include <catch2/catch.hpp>

#include <sys/stat.h>

#include <algorithm>

#include "unit/ledger/ledger_support.hpp"

using namespace review;

TEST_CASE("an entry and its proof show anybody who has the log's key that it is in the log") {
    Office office;
    for (int i = 0; i < 5; ++i) office.add("公告 " + std::to_string(i));
    auto append = office.ledger.begin(EntryKind::release, Office::body("决定书"));
    const auto text = append.entry().text();
    const auto proof = append.proof();
    const auto note = append.checkpoint(office.key);
    append.commit();

    const auto entry = open_entry(text, proof, note, office.key.verifier());
    CHECK(entry.index == 5);
    CHECK(release_from_json(entry.body).name == "决定书");
    CHECK(office.ledger.entry(5).text() == text);
    CHECK(office.ledger.last_checkpoint() == note);

    auto other = text;
    other.replace(other.find("internet"), 8, "intranet");
    CHECK(refusal([&] { open_entry(other, proof, note, office.key.verifier()); }) == Errc::unverified);
    auto longer = proof;
    longer.size = 7;
    CHECK(refusal([&] { open_entry(text, longer, note, office.key.verifier()); }) == Errc::unverified);
    const auto stranger = NoteKey::create(office.folder / "other.key", "www.example.gov.cn/ledger");
    CHECK(refusal([&] { open_entry(text, proof, note, stranger.verifier()); }) == Errc::unverified);
    CHECK(refusal([&] { office.ledger.checkpoint(stranger); }) == Errc::bad_key);
}

TEST_CASE("an entry that was not committed was never there") {
    Office office;
    office.add("one");
    const auto before = office.ledger.root(1);
    {
        auto append = office.ledger.begin(EntryKind::release, Office::body("two"), "/srv/bundles/two");
        append.checkpoint(office.key);
        CHECK(append.proof().size == 2);
    }
    CHECK(office.ledger.size() == 1);
    CHECK(office.ledger.root(1) == before);
    CHECK(office.ledger.intents().empty());
    CHECK(open_checkpoint(*office.ledger.last_checkpoint(), office.key.verifier()).size == 1);
    CHECK(office.add("three").index == 1);
}

TEST_CASE("a folder whose files are still to be moved is remembered until that is done") {
    Office office;
    office.add("one");
    auto append = office.ledger.begin(EntryKind::release, Office::body("two"), "/srv/bundles/two");
    append.commit();
    // Paths of the house do not stand in the entry.
    CHECK(office.ledger.entry(1).text().find("srv") == std::string::npos);
    Ledger again = Ledger::open(office.path, Ledger::Access::write);
    REQUIRE(again.intents().size() == 1);
    CHECK(again.intents()[0].index == 1);
    CHECK(again.intents()[0].folder == "/srv/bundles/two");
    again.finish(1);
    CHECK(again.intents().empty());
    CHECK(office.ledger.intents().empty());
}

TEST_CASE("a ledger is made once, for its owner alone, and opened only as one") {
    Office office;
    struct stat seen{};
    REQUIRE(stat(office.path.c_str(), &seen) == 0);
    CHECK((seen.st_mode & 0777) == 0600);
    CHECK(office.ledger.size() == 0);
    CHECK(office.ledger.root(0) == sha256({}));
    CHECK(refusal([&] { Ledger::create(office.path, office.key.verifier()); }) == Errc::io);
    CHECK(refusal([&] { Ledger::open(office.folder / "missing", Ledger::Access::read); }) == Errc::io);
    support::write_file(office.folder / "text", std::string(4096, 'x'));
    CHECK(refusal([&] { Ledger::open(office.folder / "text", Ledger::Access::write); }) == Errc::unverified);
    support::write_file(office.folder / "empty", "");
    CHECK(refusal([&] { Ledger::open(office.folder / "empty", Ledger::Access::write); }) == Errc::unverified);
    const auto files = office.folder.files();
    CHECK(std::none_of(files.begin(), files.end(), [](const auto& name) { return name.find(".review-") != std::string::npos; }));
}

TEST_CASE("a body that is not canonical is not appended") {
    Office office;
    for (const std::string body : {"", "[]", "{\"b\":1,\"a\":2}", "{\"a\": 1}", "{\"a\":1.5}", "{\"a\":1,\"a\":1}", "{\"a\":\"\xff\"}"}) {
        INFO(body);
        CHECK(refusal([&] { office.ledger.begin(EntryKind::other, body); }) == Errc::bad_config);
    }
    for (const auto kind : {EntryKind::release, EntryKind::withdrawal}) {
        CHECK(refusal([&] { office.ledger.begin(kind, "{\"name\":\"no more than a name\"}"); }) == Errc::bad_config);
    }
    CHECK(office.ledger.size() == 0);
}

TEST_CASE("proofs are of entries and sizes that there are") {
    Office office;
    for (int i = 0; i < 3; ++i) office.add("one");
    CHECK(consistency_fits(office.ledger.consistency(1, 3), office.ledger.root(1), office.ledger.root(3)));
    CHECK(refusal([&] { office.ledger.inclusion(3, 3); }) == Errc::bad_config);
    CHECK(refusal([&] { office.ledger.inclusion(0, 4); }) == Errc::bad_config);
    CHECK(refusal([&] { office.ledger.consistency(2, 1); }) == Errc::bad_config);
    CHECK(refusal([&] { office.ledger.entry(3); }) == Errc::bad_config);
    CHECK(refusal([&] { office.ledger.root(4); }) == Errc::bad_config);
}

TEST_CASE("entries of the same words have different digests: a proof tells nothing of its neighbours") {
    Office office;
    CHECK(leaf_digest(office.add("one").text()) != leaf_digest(office.add("one").text()));
    CHECK(office.ledger.entry(0).salt != office.ledger.entry(1).salt);
}

// Looking back costs as much for each release as for the first, whatever the files are called and however often one text went out.
#include <catch2/catch.hpp>

#include <ctime>
#include <filesystem>

#include <review/ledger_json.hpp>
#include <review/ledger_rescan.hpp>
#include <review/pattern_pack.hpp>

#include "ledger/ledger_impl.hpp"
#include "support/run.hpp"

using namespace review;

namespace {

constexpr unsigned releases = 600;

struct Office {
    Office() : ledger(Ledger::create(folder / "office.ledger", NoteKey::create(folder / "log.key", "example.org/growth").verifier())) { ledger.impl().database.run("PRAGMA synchronous=OFF"); }

    void release(unsigned number, const std::string& text, const std::string& found) {
        const std::string place = folder / ("published/" + std::to_string(number));
        std::filesystem::create_directories(place + "/INTERNAL");
        support::write_file(place + "/notice.txt", found);
        const std::string payload = "QQ" + std::to_string(100000 + number);
        support::write_file(place + "/release.intoto.dsse.json", "{\"payload\":\"" + payload + "\",\"payloadType\":\"application/vnd.in-toto+json\",\"signatures\":[{\"keyid\":\"00\",\"sig\":\"AAAA\"}]}");
        support::write_file(place + "/INTERNAL/openings.json", "{}");
        ledger.begin(EntryKind::release, body_json(ReleaseRecord{std::to_string(number), "notice.txt", "internet", "张三", {"李四"}, sha256(as_bytes(text)).hex(), std::string(64, 'b'), {}})).commit();
    }

    // Seconds of processor.
    double look_back(RescanCounts& counts) {
        const auto scanner = Scanner::compile(built_in_packs());
        const auto policy = load_policy("default", Channel::internet);
        const std::clock_t begun = std::clock();
        const PublishedFiles files({folder / "published"});
        counts = rescan_releases(ledger, files, {&scanner, [&](Channel) -> const Policy& { return policy; }, Severity::low, "2099-01-01"}, [](const RescannedRelease&) {});
        return static_cast<double>(std::clock() - begun) / CLOCKS_PER_SEC;
    }

    support::TempFolder folder;
    Ledger ledger;
};

}  // namespace

TEST_CASE("six hundred releases of one text, or of files that are gone under one name, each cost as much as one") {
    // Each looked at all the others once: four seconds.
    Office same;
    for (unsigned i = 0; i < releases; ++i) same.release(i, "公告", "公告");
    RescanCounts counts;
    CHECK(same.look_back(counts) < 2);
    CHECK((counts.releases == releases && counts.unseen == 0));
    Office gone;
    for (unsigned i = 0; i < releases; ++i) gone.release(i, "公告" + std::to_string(i), i % 2 == 0 ? "公告" + std::to_string(i) : "改" + std::to_string(i));
    CHECK(gone.look_back(counts) < 2);
    CHECK((counts.releases == releases && counts.unseen == releases / 2));
}

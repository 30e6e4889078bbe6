// aggregation FOLDER RELEASES: a ledger with that many releases of fifty rows, and how long one draft of fifty rows takes to be compared with
// all of them. A row is a name, a town and a masked identity number, as lists of subsidies are published. Prints one line.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <random>

#include <review/aggregation_check.hpp>
#include <review/ledger_json.hpp>

#include "ledger/token_tables.hpp"

using namespace review;
using enum AttributeKind;

namespace {

constexpr int rows = 50;

// Of one person; all tokens but the surname's and the town's are as good as chance.
std::vector<AttributeToken> row(std::mt19937_64& chance) {
    std::vector<AttributeToken> tokens;
    for (const auto kind : {id_front6, id_front4, id_front2, id_last4, id_last3, id_last2, sex, name_full, name_shape, name_surname, place_town, place_county}) {
        const bool common = kind == id_front4 || kind == id_front2 || kind == sex || kind == name_shape || kind == name_surname || kind == place_town || kind == place_county;
        tokens.push_back({kind, common ? chance() % 100 : chance()});
    }
    std::sort(tokens.begin(), tokens.end());
    return tokens;
}

// Straight into the tables: links in order, no tree of the log, which no comparison reads.
void fill(Ledger& ledger, std::uint64_t releases, const std::string& epoch) {
    auto& impl = ledger.impl();
    auto& database = impl.database;
    database.run("PRAGMA synchronous=OFF");
    database.begin();
    make_token_tables(impl, 0);
    std::mt19937_64 chance(1);
    std::vector<std::pair<std::int64_t, std::uint64_t>> links;
    std::uint64_t record = 0;
    ReleaseRecord body;
    body.name = "list", body.channel = "internet", body.published = std::string(64, 'a'), body.tokens = std::string(64, 'b');
    for (std::uint64_t i = 0; i < releases; ++i) {
        LedgerEntry entry{i, EntryKind::release, "2026-01-01T00:00:00Z", std::string(32, '0'), {}, body_json(body)};
        database.prepare("INSERT INTO entry(number, text) VALUES(?1, ?2)").bind(1, i).bind(2, entry.text()).done();
        database.prepare("INSERT INTO token_release(entry, epoch, first, count) VALUES(?1, ?2, ?3, ?4)").bind(1, i).bind(2, epoch).bind(3, record).bind(4, std::uint64_t{rows}).done();
        for (int r = 0; r < rows; ++r, ++record) {
            const auto tokens = row(chance);
            database.prepare("INSERT INTO token_group(number, entry, place, tokens) VALUES(?1, ?2, ?3, ?4)")
                .bind(1, record).bind(2, i).bind(3, std::string_view("page 1, line 12")).bind(4, as_bytes(packed(tokens))).done();
            for (const auto link : links_of(tokens)) links.emplace_back(static_cast<std::int64_t>(link), record);
        }
    }
    std::sort(links.begin(), links.end());
    for (const auto& [link, of] : links) {
        database.prepare("INSERT INTO token_link(link, record) VALUES(?1, ?2)").bind(1, static_cast<std::uint64_t>(link)).bind(2, of).done();
    }
    database.prepare("INSERT INTO token_epoch(identity, releases) VALUES(?1, ?2)").bind(1, epoch).bind(2, releases).done();
    database.commit();
    database.run("PRAGMA wal_checkpoint(TRUNCATE)");
}

void put(RecordValues& record, AttributeKind kind, const std::string& value) { record.values.push_back({kind, type_of(kind), Sensitive(value)}); }

// Rows 0 and 1 were published before, under other columns.
DocumentRecords draft() {
    DocumentRecords draft;
    for (int r = 0; r < rows; ++r) {
        const auto name = "name " + std::to_string(r);
        auto& record = draft.records.emplace_back(RecordValues{"line " + std::to_string(r), "table 1", {}});
        put(record, name_full, name), put(record, name_surname, "n"), put(record, place_town, "town"), put(record, phone_full, "1380719" + std::to_string(1000 + r));
    }
    return draft;
}

void publish(Ledger& ledger, const AggregationKeys& keys, const std::vector<RecordValues>& records) {
    auto& database = ledger.impl().database;
    const auto tokens = tokens_of(records, keys.epochs()[0]);
    const auto index = ledger.size();
    ReleaseRecord body;
    body.name = "list", body.channel = "internet", body.published = std::string(64, 'a'), body.tokens = tokens.digest().hex();
    database.begin();
    database.prepare("INSERT INTO entry(number, text) VALUES(?1, ?2)").bind(1, index)
        .bind(2, LedgerEntry{index, EntryKind::release, "2026-01-01T00:00:00Z", std::string(32, '0'), {}, body_json(body)}.text()).done();
    insert_tokens(database, index, tokens);
    database.commit();
}

double seconds_since(std::chrono::steady_clock::time_point then) { return std::chrono::duration<double>(std::chrono::steady_clock::now() - then).count(); }

}  // namespace

int main(int count, char** words) {
    if (count != 3) return std::fputs("usage: aggregation FOLDER RELEASES\n", stderr), 2;
    const std::string folder = words[1], path = folder + "/" + words[2] + ".ledger", key_path = folder + "/" + words[2] + ".key";
    const auto releases = static_cast<std::uint64_t>(std::atoll(words[2]));
    const bool made = std::filesystem::exists(path);  // by an earlier run
    if (!made) AggregationKeys::make_epoch(key_path, "2026-01-01");
    const auto keys = AggregationKeys::load(key_path);
    const auto rules = load_aggregation("default");
    if (!made) {
        auto ledger = Ledger::create(path, NoteKey::create(path + ".log-key", "example.org/bench").verifier());
        fill(ledger, releases, keys.epochs()[0].identity);
        std::vector<RecordValues> ill(1), masked(1);
        put(ill[0], name_full, "name 0"), put(ill[0], place_town, "town"), put(ill[0], health_condition, "ill");
        put(masked[0], phone_full, "13807191001"), put(masked[0], id_front6, "420302"), put(masked[0], id_last4, "0015"), put(masked[0], id_last2, "15"), put(masked[0], birth_date, "19900101"), put(masked[0], birth_month, "199001");
        publish(ledger, keys, ill), publish(ledger, keys, masked);
    }
    std::vector<double> times;
    std::size_t found = 0;
    const auto one = draft();
    for (int run = 0; run < 21; ++run) {
        const auto begin = std::chrono::steady_clock::now();
        const auto ledger = Ledger::open(path, Ledger::Access::read);
        AggregationRequest request{&ledger, &keys, &rules, "draft", Channel::internet, "2026-12-01"};
        found = check_aggregation(one, request).findings.size();
        times.push_back(seconds_since(begin));
    }
    std::sort(times.begin(), times.end());
    const auto size = std::filesystem::file_size(path);
    std::printf("%llu releases: %.1f ms (best %.1f), %zu findings, %.1f MB, %.0f bytes a release\n", static_cast<unsigned long long>(releases), times[times.size() / 2] * 1e3,
                times[0] * 1e3, found, static_cast<double>(size) / 1e6, static_cast<double>(size) / static_cast<double>(releases));
}

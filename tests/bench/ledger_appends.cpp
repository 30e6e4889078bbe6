// What an append costs: build/bin/ledger_appends FOLDER [ENTRIES]. Prints a line for each way; asserts nothing.
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>

#include <review/ledger_check.hpp>
#include <review/ledger_json.hpp>

#include "ledger/ledger_impl.hpp"

namespace {

using namespace review;
using Clock = std::chrono::steady_clock;

double microseconds(Clock::time_point since) { return std::chrono::duration<double, std::micro>(Clock::now() - since).count(); }

// synchronous=OFF leaves the rest of the work.
void appends(const std::string& folder, const NoteKey& key, unsigned count, bool synced, bool signing) {
    const auto path = folder + "/bench.ledger";
    for (const char* end : {"", "-wal", "-shm"}) std::filesystem::remove(path + end);
    auto ledger = Ledger::create(path, key.verifier());
    if (!synced) ledger.impl().database.run("PRAGMA synchronous=OFF");
    const auto body = body_json(ReleaseRecord{"2026-12", "notice.pdf", "internet", "Zhang", {"Li", "Wang"}, std::string(64, 'a'), std::string(64, 'b'), {}});
    const auto start = Clock::now();
    for (unsigned i = 0; i < count; ++i) {
        auto append = ledger.begin(EntryKind::release, body);
        if (signing) append.checkpoint(key);
        append.commit();
    }
    const double each = microseconds(start) / count;
    const auto checked = Clock::now();
    const auto seen = check_ledger(ledger);
    std::printf("%s, %s: %u appends, %.0f us each; check %.1f us an entry, %zu faults; %.0f bytes an entry\n", synced ? "synced" : "not synced",
                signing ? "signed" : "unsigned", count, each, microseconds(checked) / count, seen.faults.size(),
                static_cast<double>(std::filesystem::file_size(path)) / count);
}

}  // namespace

int main(int count, char** words) {
    const std::string folder = count > 1 ? words[1] : ".";
    const unsigned entries = count > 2 ? static_cast<unsigned>(std::atoi(words[2])) : 2000;
    const auto key_file = folder + "/bench.key";
    std::filesystem::remove(key_file);
    const auto key = NoteKey::create(key_file, "bench.example/ledger");
    appends(folder, key, entries, true, true);
    appends(folder, key, entries, true, false);
    appends(folder, key, entries, false, true);
    appends(folder, key, 10 * entries, false, false);
    return 0;
}

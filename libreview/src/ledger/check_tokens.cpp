#include "ledger/check_tokens.hpp"

#include <map>

#include <review/error.hpp>
#include <review/ledger_json.hpp>

#include "base/messages/ledger.hpp"
#include "ledger/token_tables.hpp"

namespace review {

namespace {

std::uint64_t count_of(Database& database, const char* sql) {
    auto row = database.prepare(sql);
    return row.row() ? row.number(0) : 0;
}

class Compare {
public:
    Compare(const Ledger::Impl& ledger, LedgerCheck& seen) : database_(ledger.database), seen_(seen) {}

    // Of the whole log, before its entries are compared: the last one counts.
    void anew(const LedgerEntry& entry) {
        if (entry.kind != EntryKind::tokens) return;
        const auto record = tokens_from_json(entry.body);
        anew_[record.release] = {entry.index, record.tokens};
    }

    void entry(const LedgerEntry& entry) {
        if (entry.kind == EntryKind::withdrawal) withdrawn_.emplace(withdrawal_from_json(entry.body).release, entry.index);
        if (!is_release(entry.kind)) return;
        const auto remade = anew_.find(entry.index);
        const auto told = remade != anew_.end() ? remade->second.second : release_from_json(entry.body).tokens;
        const auto tokens = stored_tokens(database_, entry.index);
        ++releases_[tokens.epoch];
        if (told.empty() ? !tokens.epoch.empty() : tokens.digest().hex() != told) fault(Msg::ledger_tokens_changed, entry.index);
        with_tokens_ += !tokens.epoch.empty();
        records_ += tokens.groups.size();
        links(entry.index, tokens);
    }

    void finish() {
        if (records_ != count_of(database_, "SELECT count(*) FROM token_group") || links_ != count_of(database_, "SELECT count(*) FROM token_link") ||
            with_tokens_ != count_of(database_, "SELECT count(*) FROM token_release")) {
            seen_.faults.push_back(say(Msg::check_tokens_added));
        }
        std::map<std::uint64_t, std::uint64_t> withdrawn;
        auto rows = database_.prepare("SELECT release, entry FROM token_withdrawn");
        while (rows.row()) withdrawn.emplace(rows.number(0), rows.number(1));
        std::map<std::string, std::uint64_t> releases;
        auto counts = database_.prepare("SELECT identity, releases FROM token_epoch");
        while (counts.row()) releases.emplace(counts.text(0), counts.number(1));
        std::map<std::uint64_t, std::uint64_t> rekeyed, remade;
        if (database_.has_table(later::token_rekeyed.name)) {
            auto pairs = database_.prepare("SELECT release, entry FROM token_rekeyed");
            while (pairs.row()) rekeyed.emplace(pairs.number(0), pairs.number(1));
        }
        for (const auto& [release, by] : anew_) remade.emplace(release, by.first);
        if (rekeyed != remade) seen_.faults.push_back(say(Msg::check_rekeyed_changed));
        if (withdrawn != withdrawn_ || releases != releases_) seen_.faults.push_back(say(Msg::check_withdrawn_changed));
    }

private:
    void fault(const Message& what, std::uint64_t entry) {
        seen_.faults.push_back(say(what, {std::to_string(entry)}));
        if (!seen_.first_wrong || entry < *seen_.first_wrong) seen_.first_wrong = entry;
    }

    void links(std::uint64_t entry, const ReleaseTokens& tokens) {
        auto release = database_.prepare("SELECT first FROM token_release WHERE entry=?1");
        std::uint64_t record = release.bind(1, entry).row() ? release.number(0) : 0;
        bool all = true;
        for (const auto& group : tokens.groups) {
            for (const auto link : links_of(group.tokens)) {
                auto there = database_.prepare("SELECT 1 FROM token_link WHERE link=?1 AND record=?2");
                all = there.bind(1, link).bind(2, record).row() && all;
                ++links_;
            }
            ++record;
        }
        if (!all) fault(Msg::check_links_changed, entry);
    }

    Database& database_;
    LedgerCheck& seen_;
    std::uint64_t records_ = 0, links_ = 0, with_tokens_ = 0;
    std::map<std::uint64_t, std::uint64_t> withdrawn_;
    std::map<std::uint64_t, std::pair<std::uint64_t, std::string>> anew_;  // release -> entry, digest
    std::map<std::string, std::uint64_t> releases_;
};

}  // namespace

void check_tokens(const Ledger::Impl& ledger, LedgerCheck& seen) {
    if (!has_token_tables(ledger.database)) return;
    Compare compare(ledger, seen);
    const auto all = [&](const char* sql, void (Compare::*look)(const LedgerEntry&)) {
        auto rows = ledger.database.prepare(sql);
        while (rows.row()) {
            try {
                (compare.*look)(entry_from_json(rows.text(0)));
            } catch (const Error&) {
                // Told by the replay, or a record of another form.
            }
        }
    };
    all("SELECT text FROM entry WHERE text LIKE '%\"kind\":\"tokens\"%' ORDER BY number", &Compare::anew);
    all("SELECT text FROM entry ORDER BY number", &Compare::entry);
    compare.finish();
}

}  // namespace review

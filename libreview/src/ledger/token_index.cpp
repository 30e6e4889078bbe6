#include <review/token_index.hpp>

#include <review/error.hpp>
#include <review/ledger_json.hpp>

#include "base/messages/ledger.hpp"
#include "base/utc_time.hpp"
#include "ledger/token_tables.hpp"

namespace review {
namespace {

std::string release_day_of(const LedgerEntry& entry) { return local_day(utc_seconds(entry.time).value_or(0)); }

}  // namespace

TokenIndex::TokenIndex(const Ledger& ledger) : ledger_(ledger), there_(has_token_tables(ledger.impl().database)) {}

std::vector<TokenIndex::Epoch> TokenIndex::epochs() const {
    auto& impl = ledger_.impl();
    std::vector<Epoch> epochs;
    if (there_) {
        auto form = impl.database.prepare("SELECT version FROM token_form");
        if (!form.row() || form.number(0) != 1) impl.wrong(Msg::ledger_other_form);
        auto rows = impl.database.prepare("SELECT identity, releases FROM token_epoch ORDER BY identity");
        while (rows.row()) epochs.push_back({rows.text(0), rows.number(1)});
        return epochs;
    }
    Epoch untold;
    const auto count = ledger_.size();
    for (std::uint64_t i = 0; i < count; ++i) untold.releases += is_release(ledger_.entry(i).kind);
    if (untold.releases > 0) epochs.push_back(untold);
    return epochs;
}

std::vector<std::uint64_t> TokenIndex::linked(std::uint64_t link, std::uint64_t most) const {
    auto& database = ledger_.impl().database;
    std::vector<std::uint64_t> records;
    if (!there_) return records;
    auto rows = database.prepare("SELECT record FROM token_link WHERE link=?1 ORDER BY record LIMIT ?2");
    rows.bind(1, link).bind(2, most);
    while (rows.row()) records.push_back(rows.number(0));
    return records;
}

IndexedRecord TokenIndex::record(std::uint64_t number) const {
    auto& impl = ledger_.impl();
    auto row = impl.database.prepare("SELECT g.entry, r.epoch, g.tokens FROM token_group g JOIN token_release r ON r.entry=g.entry WHERE g.number=?1");
    if (row.bind(1, number).row()) {
        if (auto tokens = unpacked(row.bytes(2))) return {row.number(0), row.text(1), std::move(*tokens)};
    }
    impl.wrong(Msg::ledger_group_missing, {std::to_string(number)});
}

ReleaseTokens stored_tokens(Database& database, std::uint64_t entry) {
    ReleaseTokens tokens;
    auto release = database.prepare("SELECT epoch, first, count FROM token_release WHERE entry=?1");
    if (!release.bind(1, entry).row()) return tokens;
    tokens.epoch = release.text(0);
    auto rows = database.prepare("SELECT place, tokens FROM token_group WHERE number>=?1 AND number<?2 AND entry=?3 ORDER BY number");
    rows.bind(1, release.number(1)).bind(2, release.number(1) + release.number(2)).bind(3, entry);
    while (rows.row()) tokens.groups.push_back({rows.text(0), unpacked(rows.bytes(1)).value_or(std::vector<AttributeToken>{})});
    return tokens;
}

std::string TokenIndex::epoch_of(std::uint64_t release) const {
    if (!there_) return {};
    auto row = ledger_.impl().database.prepare("SELECT epoch FROM token_release WHERE entry=?1");
    return row.bind(1, release).row() ? row.text(0) : std::string();
}

ReleaseTokens TokenIndex::tokens(std::uint64_t release) const { return there_ ? stored_tokens(ledger_.impl().database, release) : ReleaseTokens{}; }

// Which digest the log says the tokens of a release have.
std::string TokenIndex::committed(std::uint64_t release) const {
    auto& impl = ledger_.impl();
    if (impl.has(later::token_rekeyed)) {
        auto row = impl.database.prepare("SELECT entry FROM token_rekeyed WHERE release=?1");
        if (row.bind(1, release).row()) {
            const auto entry = ledger_.entry(row.number(0));
            if (entry.kind != EntryKind::tokens) return {};
            const auto record = tokens_from_json(entry.body);
            return record.release == release ? record.tokens : std::string();
        }
    }
    return release_from_json(ledger_.entry(release).body).tokens;
}

void TokenIndex::require_true(std::uint64_t entry) const {
    auto& impl = ledger_.impl();
    const auto told = committed(entry);
    if (told.empty() || stored_tokens(impl.database, entry).digest().hex() != told) impl.wrong(Msg::ledger_tokens_changed, {std::to_string(entry)});
}

TokenIndex::Release TokenIndex::release(std::uint64_t number, std::string_view day) const {
    const auto entry = ledger_.entry(number);
    Release release{release_from_json(entry.body), release_day_of(entry)};
    if (!release.record.expires.empty() && release.record.expires < day) release.state = ReleaseState::expired;
    auto row = ledger_.impl().database.prepare("SELECT entry FROM token_withdrawn WHERE release=?1");
    if (row.bind(1, number).row() && release_day_of(ledger_.entry(row.number(0))) <= day) release.state = ReleaseState::withdrawn;
    return release;
}

}  // namespace review

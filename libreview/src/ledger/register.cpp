#include <review/ledger_register.hpp>

#include <algorithm>
#include <map>

#include <review/error.hpp>
#include <review/ledger_json.hpp>

#include "base/messages/ledger.hpp"
#include "base/utc_time.hpp"

namespace review {
namespace {

std::string day_of(const LedgerEntry& entry) { return local_day(utc_seconds(entry.time).value_or(0)); }

// Which entry withdrew a release, by the day; the first one counts.
std::map<std::uint64_t, std::uint64_t> withdrawals(const Ledger& ledger, std::string_view day) {
    std::map<std::uint64_t, std::uint64_t> found;
    const auto count = ledger.size();
    for (std::uint64_t i = 0; i < count; ++i) {
        const auto entry = ledger.entry(i);
        if (day_of(entry) > day) break;
        if (entry.kind == EntryKind::withdrawal) found.emplace(withdrawal_from_json(entry.body).release, i);
    }
    return found;
}

void require_release(const Ledger& ledger, std::uint64_t release, std::uint64_t before) {
    if (release < before && went_out(ledger.entry(release).kind)) return;
    throw Error(Errc::bad_config, say(Msg::ledger_no_release, {std::to_string(release)}));
}

using Counts = std::map<std::string, std::uint64_t>;
std::vector<std::pair<std::string, std::uint64_t>> listed(const Counts& counts) { return {counts.begin(), counts.end()}; }

struct Year {
    YearCount count;
    Counts channels, kinds;
};

}  // namespace

bool calendar_date(std::string_view day) { return utc_seconds(std::string(day) + "T00:00:00Z").has_value(); }

void each_release(const Ledger& ledger, std::string_view day, const std::function<void(RegisterRow&&)>& tell) {
    const auto withdrawn = withdrawals(ledger, day);
    const auto count = ledger.size();
    for (std::uint64_t i = 0; i < count; ++i) {
        const auto entry = ledger.entry(i);
        const auto when = day_of(entry);
        if (when > day) break;
        if (!went_out(entry.kind)) continue;
        RegisterRow row{i, when, release_from_json(entry.body), ReleaseState::live, {}, {}};
        const auto ended = withdrawn.find(i);
        if (ended != withdrawn.end()) {
            const auto withdrawal = ledger.entry(ended->second);
            row.state = ReleaseState::withdrawn;
            row.ended = day_of(withdrawal);
            row.reason = withdrawal_from_json(withdrawal.body).reason;
        } else if (!row.release.expires.empty() && row.release.expires < day) {
            row.state = ReleaseState::expired;
            row.ended = row.release.expires;
        }
        tell(std::move(row));
    }
}

std::vector<RegisterRow> release_register(const Ledger& ledger, std::string_view day) {
    std::vector<RegisterRow> rows;
    each_release(ledger, day, [&](RegisterRow&& row) { rows.push_back(std::move(row)); });
    return rows;
}

std::vector<YearCount> yearly_counts(const Ledger& ledger, std::string_view day) {
    std::map<std::string, Year> years;
    const auto year_of = [&](const std::string& when) -> Year& { return years[when.substr(0, 4)]; };
    for (const auto& row : release_register(ledger, day)) {
        ++year_of(row.day).count.releases;
        ++year_of(row.day).channels[row.release.channel];
        if (row.state == ReleaseState::expired) ++year_of(row.ended).count.expired;
        if (row.state == ReleaseState::withdrawn) ++year_of(row.ended).count.withdrawn;
    }
    const auto count = ledger.size();
    for (std::uint64_t i = 0; i < count; ++i) {
        const auto entry = ledger.entry(i);
        if (day_of(entry) > day) break;
        if (entry.kind != EntryKind::release) ++year_of(day_of(entry)).kinds[std::string(name_of(entry.kind))];
    }
    std::vector<YearCount> counts;
    for (auto& [name, year] : years) {
        year.count.year = name;
        year.count.by_channel = listed(year.channels);
        year.count.by_kind = listed(year.kinds);
        counts.push_back(std::move(year.count));
    }
    return counts;
}

Ledger::Append begin_withdrawal(Ledger& ledger, const WithdrawalRecord& record) {
    auto append = ledger.begin(EntryKind::withdrawal, body_json(record));
    const auto number = std::to_string(record.release);
    require_release(ledger, record.release, append.entry().index);
    for (std::uint64_t i = record.release + 1; i < append.entry().index; ++i) {
        const auto entry = ledger.entry(i);
        if (entry.kind == EntryKind::withdrawal && withdrawal_from_json(entry.body).release == record.release) {
            throw Error(Errc::bad_config, say(Msg::ledger_withdrawn, {number, entry.time}));
        }
    }
    return append;
}

Ledger::Append begin_rekeying(Ledger& ledger, const TokensRecord& record) {
    auto append = ledger.begin(EntryKind::tokens, body_json(record));
    require_release(ledger, record.release, append.entry().index);
    return append;
}

}  // namespace review

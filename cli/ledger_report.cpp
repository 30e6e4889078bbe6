#include "cli/ledger_report.hpp"

#include "base/messages/cli_ledger.hpp"
#include "report/printable.hpp"

namespace cli {

using namespace review;

namespace {

std::string state_of(const RegisterRow& row) {
    switch (row.state) {
        case ReleaseState::live:
            return row.release.expires.empty() ? say(Msg::cli_ledger_live) : say(Msg::cli_ledger_live_until, {printable(row.release.expires)});
        case ReleaseState::expired: return say(Msg::cli_ledger_expired, {printable(row.ended)});
        case ReleaseState::withdrawn: return say(Msg::cli_ledger_withdrawn, {row.ended, printable(row.reason)});
    }
    return {};
}

}  // namespace

std::string register_text(const std::vector<RegisterRow>& rows) {
    std::string text;
    for (const auto& row : rows) {
        const auto& release = row.release;
        auto name = printable(release.name);
        if (!release.number.empty()) name = printable(release.number) + "  " + name;
        text += say(Msg::cli_ledger_row, {std::to_string(row.index), row.day, printable(release.channel), name, state_of(row)}) + "\n";
    }
    return text + say(Msg::cli_ledger_count, {std::to_string(rows.size())}) + "\n";
}

std::string entries_text(const Ledger& ledger) {
    std::string text;
    const auto count = ledger.size();
    for (std::uint64_t i = 0; i < count; ++i) {
        const auto entry = ledger.entry(i);
        text += say(Msg::cli_ledger_entry, {std::to_string(i), entry.time, name_of(entry.kind), printable(entry.body)}) + "\n";
    }
    return text;
}

std::string check_text(const std::string& path, const LedgerCheck& seen) {
    const auto shown = printable(path), size = std::to_string(seen.size);
    std::string text;
    for (const auto& fault : seen.faults) text += say(Msg::cli_ledger_fault, {printable(fault)}) + "\n";
    if (!seen.faults.empty()) {
        text += seen.first_wrong ? say(Msg::cli_ledger_first_wrong, {shown, std::to_string(*seen.first_wrong)}) : say(Msg::cli_ledger_bad, {shown});
        return text + "\n";
    }
    text += say(Msg::cli_ledger_good, {shown, size, std::to_string(seen.checkpoints)}) + "\n";
    if (seen.signed_size < seen.size) text += say(Msg::cli_ledger_unsigned, {std::to_string(seen.signed_size), std::to_string(seen.size - 1)}) + "\n";
    return text;
}

}  // namespace cli

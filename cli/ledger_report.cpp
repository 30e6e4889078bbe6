#include "cli/ledger_report.hpp"

#include "base/messages/cli_ledger.hpp"
#include "base/utc_time.hpp"
#include "report/entries.hpp"
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

std::string row_text(const RegisterRow& row) {
    auto name = printable(row.release.name);
    if (!row.release.number.empty()) name = printable(row.release.number) + "  " + name;
    return say(Msg::cli_ledger_row, {std::to_string(row.index), row.day, printable(row.release.channel), name, state_of(row)});
}

}  // namespace

std::string register_text(const std::vector<RegisterRow>& rows) {
    std::string text;
    for (const auto& row : rows) {
        text += row_text(row) + "\n";
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
    if (seen.anchored) {
        text += say(Msg::cli_ledger_anchored, {std::to_string(seen.anchored->size), utc_text(seen.anchored->stamp.time), printable(seen.anchored->stamp.authority)}) + "\n";
    }
    for (const auto& remark : seen.remarks) text += printable(remark) + "\n";
    if (seen.signed_size < seen.size) text += say(Msg::cli_ledger_unsigned, {std::to_string(seen.signed_size), std::to_string(seen.size - 1)}) + "\n";
    return text;
}

namespace {

// What the officer can do about a release that would not go out today.
std::string advice_of(const std::string& ledger, const RegisterRow& row) {
    switch (row.state) {
        case ReleaseState::live: return say(Msg::cli_rescan_do_live, {printable(ledger), std::to_string(row.index)});
        case ReleaseState::expired: return say(Msg::cli_rescan_do_expired);
        case ReleaseState::withdrawn: return say(Msg::cli_rescan_do_withdrawn);
    }
    return {};
}

std::string unseen_text(const RescannedRelease& seen) {
    using Seen = RescannedRelease::Seen;
    if (seen.seen == Seen::missing) return say(Msg::cli_rescan_missing, {seen.row.release.published});
    if (seen.seen == Seen::changed) return say(Msg::cli_rescan_changed, {printable(seen.path)});
    if (!seen.document.failure.empty()) return say(Msg::cli_rescan_failed, {printable(seen.path), printable(seen.document.failure)});
    return say(Msg::cli_rescan_blind, {printable(seen.path), std::to_string(seen.document.blind_spots.size())});
}

}  // namespace

std::string rescanned_text(const std::string& ledger, const RescannedRelease& seen) {
    if (!seen.found() && !seen.unseen()) return {};
    std::string text = row_text(seen.row) + "\n";
    if (seen.unseen()) text += "  " + unseen_text(seen) + "\n";
    if (!seen.found()) return text;
    text += "  " + say(Msg::cli_rescan_found, {printable(seen.path), std::to_string(seen.document.findings.size())}) + "\n";
    for (const auto& finding : seen.document.findings) {
        text += "    " + say(Msg::cli_rescan_finding, {printable(finding.where.label), printable(finding.preview), printable(finding.rule), severity_word(finding.severity)}) + "\n";
    }
    if (seen.let_through > 0) text += "  " + say(Msg::cli_rescan_let_through, {std::to_string(seen.let_through)}) + "\n";
    return text + "  " + advice_of(ledger, seen.row) + "\n";
}

std::string rescan_counts_text(const RescanCounts& counts) {
    auto text = say(Msg::cli_rescan_counts, {std::to_string(counts.releases), std::to_string(counts.found), std::to_string(counts.unseen)}) + "\n";
    if (counts.withdrawn > 0) text += say(Msg::cli_rescan_counts_withdrawn, {std::to_string(counts.withdrawn), std::to_string(counts.withdrawn_found)}) + "\n";
    return text;
}

std::string rekeyed_text(const RekeyedRelease& one) {
    using Done = RekeyedRelease::Done;
    const auto& why = one.done == Done::rekeyed ? Msg::cli_rekey_done : one.done == Done::missing ? Msg::cli_rekey_missing : one.done == Done::unread ? Msg::cli_rekey_unread : Msg::cli_rekey_less;
    return row_text(one.row) + "\n  " + say(why, {one.from.empty() ? "-" : one.from}) + "\n";
}

}  // namespace cli

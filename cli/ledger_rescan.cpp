#include "cli/ledger_rescan.hpp"

#include <iostream>
#include <map>
#include <memory>

#include <review/aggregation_rekey.hpp>
#include <review/error.hpp>
#include <review/ledger_check.hpp>
#include <review/ledger_json.hpp>

#include "base/messages/cli.hpp"
#include "base/messages/cli_ledger.hpp"
#include "base/utc_time.hpp"
#include "cli/aggregation_options.hpp"
#include "cli/exit_status.hpp"
#include "cli/files_apart.hpp"
#include "cli/ledger_report.hpp"
#include "cli/outputs.hpp"
#include "cli/passphrase.hpp"
#include "cli/rule_options.hpp"
#include "report/printable.hpp"

namespace cli {
namespace {

using namespace review;

struct LookBackOptions {
    std::string ledger, format = "text", output = "-", fail_on = default_fail_on, by, key, day = local_day(utc_now());
    std::vector<std::string> published;
    PassphraseOptions passphrase;
    RuleOptions rules;
    AggregationOptions aggregation;
};

PublishedFiles published_files(const LookBackOptions& options) {
    PublishedFiles files(options.published);
    for (const auto& path : files.unread()) std::cerr << say(Msg::cli_rescan_unread, {printable(path)}) << "\n";
    return files;
}

std::optional<NoteKey> log_key(const LookBackOptions& options, const Ledger& ledger) {
    if (options.key.empty()) return {};
    return NoteKey::load(options.key, ledger.verifier().name, passphrase_for(options.key, options.passphrase));
}

// The report, written piece by piece.
class Written {
public:
    Written(const LookBackOptions& options, const ScanResult& frame) : options_(options), json_(options.format == "json") {
        if (json_) text_ += rescan_json_begin(options.day, frame);
    }

    void release(const RescannedRelease& seen) {
        if (!seen.found() && !seen.unseen()) return;  // counted, and no more: the report grows with what is wrong
        if (seen.row.state == ReleaseState::withdrawn) begin_withdrawn();
        text_ += json_ ? rescan_json(seen, first_) : rescanned_text(options_.ledger, seen);
        first_ = false;
    }
    std::string finish(const RescanCounts& counts) {
        if (json_) begin_withdrawn();
        text_ += json_ ? rescan_json_end(counts) : rescan_counts_text(counts);
        return std::move(text_);
    }

private:
    void begin_withdrawn() {
        if (withdrawn_) return;
        withdrawn_ = first_ = true;
        text_ += json_ ? rescan_json_withdrawn() : say(Msg::cli_rescan_withdrawn) + "\n";
    }

    const LookBackOptions& options_;
    std::string text_;
    bool json_, first_ = true, withdrawn_ = false;
};

RescanRecord record_of(const LookBackOptions& options, const ScanResult& frame, const RescanCounts& counts, const std::string& report) {
    RescanRecord record{options.by, frame.policy, frame.policy_digest.hex(), {}, counts.releases, counts.found, counts.unseen, sha256(as_bytes(report)).hex()};
    for (const auto& pack : frame.packs) record.packs.push_back({pack.name, pack.version, pack.digest.hex()});
    return record;
}

// An entry that somebody took out or renamed would not be looked back on, and nobody would know.
void require_in_order(const Ledger& ledger, const LookBackOptions& options) {
    if (!check_ledger(ledger).faults.empty()) throw Error(Errc::unverified, say(Msg::cli_ledger_not_in_order, {options.ledger}));
}

int rescan(const LookBackOptions& options, const CLI::App& app) {
    const bool by_its_channel = app.get_option("--channel")->count() == 0;
    auto ledger = Ledger::open(options.ledger, options.by.empty() ? Ledger::Access::read : Ledger::Access::write);
    require_in_order(ledger, options);
    const auto key = log_key(options, ledger);
    const auto scanner = scanner_of(options.rules);
    std::map<Channel, Policy> policies;
    for (const auto one : {Channel::internet, Channel::restricted, Channel::board}) {
        auto rules = options.rules;
        if (by_its_channel) rules.channel = std::string(name_of(one));
        policies.emplace(one, policy_of(rules));
    }
    const auto frame = scan_result(scanner, policies.at(Channel::internet));
    const auto files = published_files(options);
    RescanRequest request{&scanner, [&](Channel of) -> const Policy& { return policies.at(of); }, *severity(options.fail_on), options.day};
    Written written(options, frame);
    const auto counts = rescan_releases(ledger, files, request, [&](const RescannedRelease& seen) { written.release(seen); });
    const auto report = written.finish(counts);
    write_output(options.output, report);
    if (options.by.empty()) {
        std::cerr << say(Msg::cli_rescan_not_recorded) << "\n";
    } else {
        auto append = ledger.begin(EntryKind::rescan, body_json(record_of(options, frame, counts, report)));
        if (key) append.checkpoint(*key);
        const auto entry = std::to_string(append.entry().index);
        append.commit();
        std::cerr << say(Msg::cli_rescan_recorded, {entry}) << "\n";
    }
    return counts.unseen > 0 ? exit_unreadable : counts.found > 0 ? exit_findings : exit_clean;
}

int rekey(const LookBackOptions& options) {
    const auto keys = aggregation_keys_of(options.aggregation);
    auto ledger = Ledger::open(options.ledger, Ledger::Access::write);
    require_in_order(ledger, options);
    const auto key = log_key(options, ledger);
    const auto scanner = scanner_of({});
    const auto files = published_files(options);
    std::map<RekeyedRelease::Done, std::uint64_t> counts;
    std::string text;
    rekey_releases(ledger, files, {&*keys, &scanner, options.by, options.day}, [&](const RekeyedRelease& one) {
        ++counts[one.done];
        text += rekeyed_text(one);
    });
    const auto done = counts[RekeyedRelease::Done::rekeyed];
    if (key && done > 0) ledger.checkpoint(*key);
    std::uint64_t left = 0;
    for (const auto& [how, count] : counts) left += how == RekeyedRelease::Done::rekeyed ? 0 : count;
    write_output("-", text + say(Msg::cli_rekey_counts, {keys->epochs().back().identity, std::to_string(done), std::to_string(left)}) + "\n");
    return left > 0 ? exit_unreadable : exit_clean;
}

// What both need: the ledger, the files, and the key that signs for what is appended.
CLI::App* add_both(CLI::App& ledger, const std::shared_ptr<LookBackOptions>& options, const char* name, const Message& what, const Message& help) {
    auto* command = ledger.add_subcommand(name, say(what));
    command->footer(say(help));
    command->add_option("LEDGER", options->ledger, say(Msg::cli_opt_ledger))->required();
    command->add_option("--published", options->published, say(Msg::cli_opt_published_files))->type_name("PATH")->allow_extra_args(false)->required();
    auto* variable = command->add_option("--passphrase-env", options->passphrase.environment, say(Msg::cli_opt_pass_env))->type_name("NAME");
    command->add_option("--passphrase-fd", options->passphrase.fd, say(Msg::cli_opt_pass_fd))
        ->type_name("N")->check(CLI::Range(0, 65535))->excludes(variable);
    return command;
}

}  // namespace

void add_rescan(CLI::App& ledger, int& status) {
    const auto options = std::make_shared<LookBackOptions>();
    auto* command = add_both(ledger, options, "rescan", Msg::cli_rescan, Msg::cli_rescan_help);
    auto* by = command->add_option("--by", options->by, say(Msg::cli_opt_rescan_by));
    command->add_option("--key", options->key, say(Msg::cli_opt_note_key))->type_name("FILE")->needs(by);
    add_rules(*command, options->rules);
    command->add_option("--fail-on", options->fail_on, say(Msg::cli_opt_fail_on))->check(CLI::IsMember({"low", "medium", "high", "critical"}));
    command->add_option("--format", options->format, say(Msg::cli_opt_format))->check(CLI::IsMember({"text", "json"}));
    command->add_option("-o,--output", options->output, say(Msg::cli_opt_output))->type_name("FILE");
    command->callback([options, command, &status] {
        keep_files_apart(*command, {"--output"}, files_of({}, options->rules.key_file));
        status = rescan(*options, *command);
    });

    const auto anew = std::make_shared<LookBackOptions>();
    auto* rekeyed = add_both(ledger, anew, "rekey", Msg::cli_rekey, Msg::cli_rekey_help);
    add_aggregation(*rekeyed, anew->aggregation, false)->required();
    rekeyed->add_option("--by", anew->by, say(Msg::cli_opt_rekey_by))->required();
    rekeyed->add_option("--key", anew->key, say(Msg::cli_opt_note_key))->type_name("FILE");
    rekeyed->callback([anew, &status] { status = rekey(*anew); });
}

}  // namespace cli

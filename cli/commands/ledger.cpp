#include <filesystem>
#include <iostream>
#include <memory>

#include <review/draft.hpp>
#include <review/error.hpp>
#include <review/ledger_json.hpp>

#include "base/messages/cli.hpp"
#include "base/messages/cli_ledger.hpp"
#include "base/utc_time.hpp"
#include "cli/aggregation_options.hpp"
#include "cli/command.hpp"
#include "cli/exit_status.hpp"
#include "cli/files_apart.hpp"
#include "cli/ledger_report.hpp"
#include "cli/ledger_rescan.hpp"
#include "cli/ledger_risk.hpp"
#include "cli/outputs.hpp"
#include "cli/passphrase.hpp"
#include "cli/rule_options.hpp"
#include "report/printable.hpp"

namespace cli {
namespace {

using namespace review;

struct Options {
    std::string ledger, origin, key, output = "-", day = local_day(utc_now());
    PassphraseOptions passphrase;
    std::string kind = "release", body, file, format = "csv", vkey;
    ReleaseRecord release{{}, {}, "internet", {}, {}, {}, {}, {}, {}, {}};
    WithdrawalRecord withdrawal;
    std::vector<std::string> checkpoints, stamp_roots;
    std::string tsa;
    AggregationOptions aggregation;
    bool live = false, expired = false, withdrawn = false, all = false, yearly = false;
};

constexpr const char* stamp_end = ".tsr";

std::string text_of_file(const std::string& path) { return std::string(as_text(load_draft(path).bytes)); }

NoteKey key_of(const Options& options, const std::string& name) {
    return NoteKey::load(options.key, name, passphrase_for(options.key, options.passphrase));
}

// A ledger to write to, and the key if one was named: asked for before others have to wait.
struct Writing {
    explicit Writing(const Options& options) : ledger(Ledger::open(options.ledger, Ledger::Access::write)) {
        if (!options.key.empty()) key = key_of(options, ledger.verifier().name);
    }
    Ledger ledger;
    std::optional<NoteKey> key;
};

int init(const Options& options) {
    if (std::filesystem::exists(options.ledger)) throw Error(Errc::io, say(Msg::cli_ledger_there, {options.ledger}));
    const bool there = std::filesystem::exists(options.key);
    const auto key = there ? key_of(options, options.origin) : NoteKey::create(options.key, options.origin);
    try {
        Ledger::create(options.ledger, key.verifier());
    } catch (...) {
        std::error_code hidden;
        if (!there) std::filesystem::remove(options.key, hidden);
        throw;
    }
    write_output("-", key.verifier().vkey() + "\n");
    return exit_clean;
}

// What the published file leaves for later ones to be compared with.
std::optional<ReleaseTokens> tokens_of_file(const Options& options) {
    const auto keys = aggregation_keys_of(options.aggregation);
    if (!keys) return {};
    if (options.kind != "release") throw Error(Errc::bad_config, say(Msg::cli_ledger_needs, {"--kind release"}));
    if (options.file.empty()) throw Error(Errc::bad_config, say(Msg::cli_ledger_needs, {"--file"}));
    const auto read = records_of(*open_document(load_draft(options.file)), scanner_of({}));
    return tokens_of(read.records, keys->epochs().back());
}

std::string body_of(const Options& options, EntryKind kind, const std::optional<ReleaseTokens>& tokens) {
    if (kind == EntryKind::withdrawal) throw Error(Errc::bad_config, say(Msg::cli_ledger_use_withdraw));
    if (kind != EntryKind::release) {
        if (options.body.empty()) throw Error(Errc::bad_config, say(Msg::cli_ledger_needs, {"--body"}));
        return canonical_json(text_of_file(options.body));
    }
    auto record = options.release;
    if (options.file.empty()) throw Error(Errc::bad_config, say(Msg::cli_ledger_needs, {"--file"}));
    const Draft file = load_draft(options.file);
    record.published = file.digest.hex();
    if (record.name.empty()) record.name = file.name;
    if (tokens) record.tokens = tokens->digest().hex();
    return body_json(record);
}

// One entry, and a checkpoint where the day has none yet.
int commit(const std::string& path, const std::optional<NoteKey>& key, Ledger::Append append) {
    const bool due = append.checkpoint_due();
    if (due && key) append.checkpoint(*key);
    const auto text = append.entry().text();
    append.commit();
    if (due && !key) std::cerr << say(Msg::cli_ledger_due, {printable(path)}) << "\n";
    try {
        write_output("-", text + "\n");
    } catch (const Error& error) {
        throw Error(Errc::io, say(Msg::cli_ledger_stands, {error.what()}));
    }
    return exit_clean;
}

int append(const Options& options) {
    const auto kind = entry_kind(options.kind);
    if (kind == EntryKind::release && !options.release.expires.empty() && !calendar_date(options.release.expires)) {
        throw Error(Errc::bad_config, say(Msg::cli_ledger_day, {options.release.expires}));
    }
    const auto tokens = tokens_of_file(options);
    const auto body = body_of(options, kind.value_or(EntryKind::other), tokens);
    Writing to(options);
    auto entry = to.ledger.begin(kind.value_or(EntryKind::other), body);
    if (tokens) entry.add_tokens(*tokens);
    return commit(options.ledger, to.key, std::move(entry));
}

int withdraw(const Options& options) {
    Writing to(options);
    return commit(options.ledger, to.key, begin_withdrawal(to.ledger, options.withdrawal));
}

std::vector<RegisterRow> chosen_rows(const Options& options, const Ledger& ledger) {
    if (!calendar_date(options.day)) throw Error(Errc::bad_config, say(Msg::cli_ledger_day, {options.day}));
    auto rows = release_register(ledger, options.day);
    if (!options.live && !options.expired && !options.withdrawn) return rows;
    std::erase_if(rows, [&](const RegisterRow& row) {
        if (row.state == ReleaseState::live) return !options.live;
        return row.state == ReleaseState::expired ? !options.expired : !options.withdrawn;
    });
    return rows;
}

int list(const Options& options) {
    const auto ledger = Ledger::open(options.ledger, Ledger::Access::read);
    write_output("-", options.all ? entries_text(ledger) : register_text(chosen_rows(options, ledger)));
    return exit_clean;
}

// As checkpoint -o FILE writes it.
Bytes stamp_beside(const std::string& checkpoint) {
    const auto path = checkpoint + stamp_end;
    if (checkpoint == "-" || !std::filesystem::exists(path)) return {};
    const auto file = load_draft(path);
    return {file.bytes.begin(), file.bytes.end()};
}

int check(const Options& options) {
    std::optional<NoteVerifier> key;
    if (!options.vkey.empty()) key = NoteVerifier::parse(options.vkey);
    std::vector<KeptCheckpoint> kept;
    for (const auto& file : options.checkpoints) kept.push_back({file, text_of_file(file), stamp_beside(file)});
    const auto seen = check_ledger(Ledger::open(options.ledger, Ledger::Access::read), key, kept, options.stamp_roots);
    write_output("-", check_text(options.ledger, seen));
    return seen.faults.empty() ? exit_clean : exit_unverified;
}

int checkpoint(const Options& options) {
    if (!options.key.empty()) {
        Writing to(options);
        to.ledger.checkpoint(*to.key);
    }
    auto ledger = Ledger::open(options.ledger, options.tsa.empty() ? Ledger::Access::read : Ledger::Access::write);
    if (!options.tsa.empty()) ledger.anchor(options.tsa);
    const auto last = ledger.last_checkpoint();
    if (!last) throw Error(Errc::bad_config, say(Msg::cli_ledger_no_checkpoint, {options.ledger}));
    Outputs outputs;
    outputs.add(options.output, as_bytes(*last));
    const auto stamp = ledger.last_anchor();
    if (stamp && options.output != "-") outputs.add(options.output + stamp_end, *stamp);
    outputs.commit();
    return exit_clean;
}

int write_register(const Options& options) {
    const auto ledger = Ledger::open(options.ledger, Ledger::Access::read);
    const bool csv = options.format == "csv";
    if (options.yearly) {
        const auto years = yearly_counts(ledger, options.day);
        write_output(options.output, csv ? years_csv(years) : years_json(years));
    } else {
        const auto rows = chosen_rows(options, ledger);
        write_output(options.output, csv ? register_csv(rows) : register_json(rows));
    }
    return exit_clean;
}

using Run = int (*)(const Options&);

struct Adder {
    CLI::App& command;
    std::shared_ptr<Options> options;
    int& status;

    CLI::App* add(const char* name, const Message& what, Run run) const {
        auto* sub = command.add_subcommand(name, say(what));
        sub->add_option("LEDGER", options->ledger, say(Msg::cli_opt_ledger))->required();
        sub->callback([kept = options, sub, &result = status, run] {
            keep_files_apart(*sub, {"--output"});
            result = run(*kept);
        });
        return sub;
    }
    CLI::Option* key(CLI::App* sub) const {
        auto* variable = sub->add_option("--passphrase-env", options->passphrase.environment, say(Msg::cli_opt_pass_env))->type_name("NAME");
        sub->add_option("--passphrase-fd", options->passphrase.fd, say(Msg::cli_opt_pass_fd))
            ->type_name("N")->check(CLI::Range(0, 65535))->excludes(variable);
        return sub->add_option("--key", options->key, say(Msg::cli_opt_note_key))->type_name("FILE");
    }
    void states(CLI::App* sub) const {
        sub->add_flag("--live", options->live, say(Msg::cli_opt_live));
        sub->add_flag("--expired", options->expired, say(Msg::cli_opt_expired));
        sub->add_flag("--withdrawn", options->withdrawn, say(Msg::cli_opt_withdrawn));
        sub->add_option("--at", options->day, say(Msg::cli_opt_at))->type_name("DAY")->default_str("");
    }
};

void add_writers(const Adder& to) {
    const auto& options = to.options;
    auto* made = to.add("init", Msg::cli_ledger_init, init);
    made->add_option("--origin", options->origin, say(Msg::cli_opt_log_origin))->type_name("NAME")->required();
    to.key(made)->required();
    auto* appended = to.add("append", Msg::cli_ledger_append, append);
    appended->add_option("--kind", options->kind, say(Msg::cli_opt_kind))
        ->check(CLI::IsMember({"release", "approval-revoked", "policy", "other"}));
    appended->add_option("--file", options->file, say(Msg::cli_opt_published))->type_name("FILE");
    appended->add_option("--name", options->release.name, say(Msg::cli_opt_release_name));
    appended->add_option("--number", options->release.number, say(Msg::cli_opt_number));
    appended->add_option("--publisher", options->release.publisher, say(Msg::cli_opt_publisher));
    appended->add_option("--reviewer", options->release.reviewers, say(Msg::cli_opt_reviewer))->allow_extra_args(false);
    appended->add_option("--expires", options->release.expires, say(Msg::cli_opt_release_expires))->type_name("DAY");
    appended->add_option("--channel", options->release.channel, say(Msg::cli_opt_channel))->check(CLI::IsMember({"internet", "restricted", "board"}));
    appended->add_option("--body", options->body, say(Msg::cli_opt_body))->type_name("FILE");
    add_aggregation(*appended, options->aggregation, false);
    to.key(appended);
    auto* withdrawn = to.add("withdraw", Msg::cli_ledger_withdraw, withdraw);
    withdrawn->add_option("ENTRY", options->withdrawal.release, say(Msg::cli_opt_entry))->required();
    withdrawn->add_option("--by", options->withdrawal.by, say(Msg::cli_opt_by))->required();
    withdrawn->add_option("--reason", options->withdrawal.reason, say(Msg::cli_opt_withdrawal_reason))->required();
    to.key(withdrawn);
}

void add_readers(const Adder& to) {
    const auto& options = to.options;
    auto* listed = to.add("list", Msg::cli_ledger_list, list);
    to.states(listed);
    listed->add_flag("--all", options->all, say(Msg::cli_opt_all_entries));
    auto* checked = to.add("check", Msg::cli_ledger_check, check);
    checked->add_option("--vkey", options->vkey, say(Msg::cli_opt_vkey));
    checked->add_option("--checkpoint", options->checkpoints, say(Msg::cli_opt_kept))->type_name("FILE")->allow_extra_args(false);
    checked->add_option("--tsa-trust", options->stamp_roots, say(Msg::cli_opt_stamp_roots))->type_name("FILE")->allow_extra_args(false);
    auto* noted = to.add("checkpoint", Msg::cli_ledger_checkpoint, checkpoint);
    to.key(noted);
    noted->add_option("-o,--output", options->output, say(Msg::cli_opt_output))->type_name("FILE");
    noted->add_option("--tsa", options->tsa, say(Msg::cli_opt_anchor))->type_name("URL");
    auto* exported = to.add("export", Msg::cli_ledger_export, write_register);
    exported->add_option("--format", options->format, say(Msg::cli_opt_format))->check(CLI::IsMember({"csv", "json"}));
    exported->add_flag("--yearly", options->yearly, say(Msg::cli_opt_yearly));
    to.states(exported);
    exported->add_option("-o,--output", options->output, say(Msg::cli_opt_output))->type_name("FILE");
}

void add(CLI::App& app, int& status) {
    const auto options = std::make_shared<Options>();
    auto* command = app.add_subcommand("ledger", say(Msg::cli_ledger))->fallthrough()->require_subcommand(1);
    command->footer(say(Msg::cli_ledger_help));
    const Adder to{*command, options, status};
    add_writers(to);
    add_readers(to);
    add_risk(*command, status);
    add_rescan(*command, status);
}

}  // namespace

extern const Command command_ledger;
const Command command_ledger{add};

}  // namespace cli

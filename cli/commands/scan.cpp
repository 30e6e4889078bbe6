#include <algorithm>
#include <atomic>
#include <iostream>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

#include <review/error.hpp>
#include <review/release.hpp>

#include "base/messages/cli.hpp"
#include "base/messages/cli_ledger.hpp"
#include "base/utc_time.hpp"
#include "cli/aggregation_options.hpp"
#include "cli/baseline_options.hpp"
#include "cli/command.hpp"
#include "cli/exit_status.hpp"
#include "cli/fingerprint_key.hpp"
#include "cli/heap.hpp"
#include "cli/inputs.hpp"
#include "cli/outputs.hpp"
#include "cli/password_option.hpp"
#include "cli/rule_options.hpp"
#include "release/page_pictures.hpp"
#include "report/lines.hpp"
#include "report/aggregation_text.hpp"
#include "report/report.hpp"

namespace cli {
namespace {

using namespace review;

struct ScanOptions {
    InputOptions inputs;
    RuleOptions rules;
    PasswordOption password;
    std::string format = "text", output = "-", fail_on = default_fail_on;
    BaselineOptions baseline;
    bool reveal = false, explain = false, pictures = false;
    unsigned jobs = 1;
    std::string ledger;
    AggregationOptions aggregation;
};

struct Scanned {
    ScannedDocument document;
    ReportSource source;
    std::optional<DocumentRecords> records;  // what it tells record by record, where that is asked for
};

// What all documents are scanned with.
struct Rules {
    const Scanner& scanner;
    const Policy& policy;
    Bytes key;
    OpenOptions opening;
    bool lines = false;  // the report wants to know on which line a finding stands
    bool pictures = false;
    bool records = false;
    Reveal reveal = Reveal::no;
};

void add_pictures(const Draft& draft, const Rules& rules, Scanned& scanned) {
    auto pictures = page_pictures(draft, scanned.document, rules.scanner, rules.policy, rules.reveal, rules.opening);
    scanned.source.pictures = std::move(pictures.pages);
    scanned.source.no_pictures = std::move(pictures.missing);
}

// What cannot be read is a document with a failure, unless the caller named something that is not there.
Scanned scan_one(const Input& input, const Rules& rules) {
    Scanned scanned;
    auto& document = scanned.document;
    try {
        const Draft draft = draft_of(input);
        document = scan_document(draft, rules.scanner, rules.policy, rules.key, rules.opening);
        if (rules.lines) scanned.source.lines = lines_of_findings(draft.bytes, document);
        if (rules.records && document.failure.empty()) scanned.records = records_of(*open_document(draft, rules.opening), rules.scanner);
        if (rules.pictures) add_pictures(draft, rules, scanned);
    } catch (const Error& error) {
        if (exit_of(error.code()) == exit_usage && !input.walked) throw;
        document.failure = error.what();
    } catch (const std::bad_alloc&) {
        document.failure = say(Msg::cli_memory);
    }
    if (!input.name.empty()) document.name = input.name;
    if (document.name.empty()) document.name = input.path;
    scanned.source.path = path_below_here(input.path);
    return scanned;
}

std::vector<Scanned> scan_all(const std::vector<Input>& inputs, unsigned jobs, const Rules& rules) {
    std::vector<Scanned> scanned(inputs.size());
    std::atomic<std::size_t> next{0};
    std::exception_ptr failure;
    std::mutex guard;
    const auto work = [&] {
        try {
            for (std::size_t i; (i = next++) < inputs.size();) scanned[i] = scan_one(inputs[i], rules);
        } catch (...) {
            const std::lock_guard lock(guard);
            if (!failure) failure = std::current_exception();
            next = inputs.size();
        }
    };
    {
        std::vector<std::jthread> others;
        for (unsigned i = 1; i < std::min<std::size_t>(jobs, inputs.size()); ++i) others.emplace_back(work);
        work();
    }
    if (failure) std::rethrow_exception(failure);
    return scanned;
}

int status_of(const ScanResult& result, Severity fail_on) {
    int status = exit_clean;
    for (const auto& document : result.documents) {
        if (!document.complete || !document.failure.empty()) return exit_unreadable;
        for (const auto& finding : document.findings) {
            if (finding.severity >= fail_on && finding.action != Action::allow && !is_known(finding)) status = exit_findings;
        }
    }
    return status;
}

// What the documents tell together with earlier releases, and the exit status for it.
std::pair<std::string, int> compare_with_releases(const ScanOptions& options, const AggregationKeys& keys, const Policy& policy, const ScanResult& result,
                                    const std::vector<std::optional<DocumentRecords>>& all) {
    const auto ledger = Ledger::open(options.ledger, Ledger::Access::read);
    const auto rules = load_aggregation(options.aggregation.rules);
    std::pair<std::string, int> told{{}, exit_clean};
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (!all[i]) continue;
        AggregationRequest request{&ledger, &keys, &rules, result.documents[i].name, policy.channel, local_day(utc_now())};
        const auto report = check_aggregation(*all[i], request);
        told.first += aggregation_text(report);
        told.second = std::max(told.second, aggregation_status(report));
    }
    return told;
}

int run_scan(ScanOptions& options, const CLI::App& app) {
    const auto inputs = inputs_of(options.inputs);
    std::vector<std::string> paths;
    for (const auto& input : inputs) paths.push_back(input.path);
    configure(options.rules, app, paths, {{"fail-on", &options.fail_on}, {"baseline", &options.baseline.file}});
    if (options.format != "text") tell_settings(options.rules.settings);
    make_heap_ready(paths);
    const auto* form = find_report(options.format);
    if (options.pictures && !form->shows_pictures) throw Error(Errc::bad_config, say(Msg::cli_no_pictures, {options.format}));
    const bool secret = options.reveal || options.pictures;  // a picture of a page shows the draft
    if (secret) require_private_output(options.output);
    for (const auto& input : inputs) {
        forbid_overwriting(input.path, options.output);
        if (!options.baseline.write.empty()) forbid_overwriting(input.path, options.baseline.write);
    }
    const auto scanner = scanner_of(options.rules);
    const auto policy = policy_of(options.rules);
    const auto key = fingerprint_key(options.rules.key_file);
    KnownBefore known(options.baseline, policy, key);
    auto result = scan_result(scanner, policy);
    result.configuration = options.rules.settings;
    const auto aggregation_keys = aggregation_keys_of(options.aggregation);

    ReportOptions report;
    report.reveal = options.reveal ? Reveal::yes : Reveal::no;
    report.colour = colour_wanted(options.output);
    report.explain = options.explain;
    report.rules = rules_of(scanner.packs());
    const Rules rules{scanner, policy, key, open_options(options.password), form->wants_lines, options.pictures, aggregation_keys.has_value(), report.reveal};
    std::vector<std::optional<DocumentRecords>> records;
    for (auto& scanned : scan_all(inputs, options.jobs, rules)) {
        result.documents.push_back(std::move(scanned.document));
        report.sources.push_back(std::move(scanned.source));
        records.push_back(std::move(scanned.records));
    }
    result.suppressions = suppression_uses(policy, result.documents);
    known.settle(inputs, result);
    report.time = utc_text(utc_now()).substr(0, 19);  // without its zone
    std::string text;
    form->write(result, report, text);
    const auto [told, aggregation] = aggregation_keys ? compare_with_releases(options, *aggregation_keys, policy, result, records) : std::pair(std::string(), 0);
    if (options.format == "text") text += told;
    else std::cerr << told;
    write_output(options.output, text, secret ? FileMode::secret : FileMode::shared);
    return std::max(status_of(result, *severity(options.fail_on)), aggregation);
}

void add_scan(CLI::App& app, int& status) {
    const auto options = std::make_shared<ScanOptions>();
    auto* command = app.add_subcommand("scan", say(Msg::cli_scan))->fallthrough();
    command->footer(say(Msg::cli_scan_help));
    add_inputs(*command, options->inputs);
    add_rules(*command, options->rules);
    add_baseline(*command, options->baseline);
    add_password(*command, options->password);
    command->add_option("--format", options->format, say(Msg::cli_opt_format))->check(CLI::IsMember(report_names()));
    command->add_option("-o,--output", options->output, say(Msg::cli_opt_output))->type_name("FILE");
    command->add_option("--fail-on", options->fail_on, say(Msg::cli_opt_fail_on))
        ->check(CLI::IsMember({"low", "medium", "high", "critical"}));
    command->add_flag("--reveal", options->reveal, say(Msg::cli_opt_reveal));
    command->add_flag("--pictures", options->pictures, say(Msg::cli_opt_pictures));
    command->add_option("-j,--jobs", options->jobs, say(Msg::cli_opt_jobs))->check(CLI::Range(1, 256));
    command->add_flag("--explain", options->explain, say(Msg::cli_opt_explain));
    auto* ledger = command->add_option("--ledger", options->ledger, say(Msg::cli_opt_scan_ledger))->type_name("FILE");
    auto* aggregation = add_aggregation(*command, options->aggregation)->needs(ledger);
    ledger->needs(aggregation);
    command->callback([options, command, &status] { status = run_scan(*options, *command); });
}

}  // namespace

extern const Command command_scan;
const Command command_scan{add_scan};

}  // namespace cli

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <map>
#include <memory>
#include <optional>
#include <set>

#include <review/error.hpp>
#include <review/release.hpp>

#include "base/messages/cli.hpp"
#include "base/messages/cli_cage.hpp"
#include "base/messages/cli_ledger.hpp"
#include "base/utc_time.hpp"
#include "cli/aggregation_options.hpp"
#include "cli/baseline_options.hpp"
#include "cli/cage_option.hpp"
#include "cli/command.hpp"
#include "cli/exit_status.hpp"
#include "cli/files_apart.hpp"
#include "cli/fingerprint_key.hpp"
#include "cli/heap.hpp"
#include "cli/inputs.hpp"
#include "cli/kept.hpp"
#include "cli/outputs.hpp"
#include "cli/password_option.hpp"
#include "cli/redaction_options.hpp"
#include "cli/rule_options.hpp"
#include "format/first_page.hpp"
#include "model/wire/records.hpp"
#include "model/wire/scanned.hpp"
#include "release/page_pictures.hpp"
#include "release/readers_in_cage.hpp"
#include "release/told_pictures.hpp"
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
    CageOption cage;
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
    bool plugins = false;
};

void add_pictures(const Draft& draft, const Rules& rules, Scanned& scanned) {
    auto pictures = page_pictures(draft, scanned.document, rules.scanner, rules.policy, rules.reveal, rules.opening);
    scanned.source.pictures = std::move(pictures.pages);
    scanned.source.no_pictures = std::move(pictures.missing);
}

// What cannot be read is a document with a failure, unless the caller named something that is not there.
void settle_failure(const Error& error, const Input& input, Scanned& scanned) {
    if (exit_of(error.code()) == exit_usage && !input.walked) throw error;
    scanned.document.complete = false;
    scanned.document.failure = error.what();
}

void call_by_name(const Input& input, Scanned& scanned) {
    if (!input.name.empty()) scanned.document.name = input.name;
    if (scanned.document.name.empty()) scanned.document.name = input.path;
    scanned.source.path = path_below_here(input.path);
}

// What is done with a draft, here or by a worker. What fails behind the scan throws.
void scan_draft(const Draft& draft, const Rules& rules, Scanned& scanned) {
    auto& document = scanned.document;
    document = scan_document(draft, rules.scanner, rules.policy, rules.key, rules.opening);
    if (rules.lines) scanned.source.lines = lines_of_findings(draft.bytes, document);
    if (rules.records && document.failure.empty()) scanned.records = records_of(*open_document(draft, rules.opening), rules.scanner);
    if (rules.pictures) add_pictures(draft, rules, scanned);
}

// In this process: for --no-cage.
Scanned scan_here(const Input& input, const Rules& rules) {
    Scanned scanned;
    try {
        scan_draft(draft_of(input), rules, scanned);
    } catch (const Error& error) {
        settle_failure(error, input, scanned);
    } catch (const std::bad_alloc&) {
        scanned.document.failure = say(Msg::cli_memory);
    }
    call_by_name(input, scanned);
    return scanned;
}

// One list of what crosses the border of a cage, in both directions.
template <typename Io, typename Of>
void cross(Io& io, Of& of) {
    io(of.document, of.source.lines, of.source.pictures, of.source.no_pictures, of.records);
}

// What a worker does with a draft, and what its keeper makes of the answer.
CageAnswer scan_in_cage(const CageTask& task, const Rules& rules) {
    Scanned scanned;
    scan_draft(draft_of_task(task), rules, scanned);
    scanned.document.name.clear();
    constexpr std::size_t bytes_of_one = 320;  // a finding of text, about
    WireWriter writer;
    writer.expect(bytes_of_one * scanned.document.findings.size());
    cross(writer, scanned);
    CageAnswer answer;
    answer.bytes = writer.take();
    return answer;
}

void take_answer(CageAnswer&& answer, const DraftFile& draft, const Input& input, Scanned& scanned) try {
    if (answer.error) throw Error(answer.error->code, answer.error->what, answer.error->obstacles);
    WireReader reader(answer.bytes);
    cross(reader, scanned);
    reader.finish();
    draft.check_unchanged();
    scanned.document.name = draft.name();
    scanned.document.sha256 = draft.digest();  // of what was given to read, whatever the worker says it was
} catch (const Error& error) {
    scanned = {};
    scanned.document.name = draft.name();
    scanned.document.sha256 = draft.digest();
    settle_failure(error, input, scanned);
}

std::uint64_t largest_of(const std::vector<Input>& inputs) {
    std::uint64_t most = 0;
    for (const auto& input : inputs) {
        std::error_code absent;
        const auto size = std::filesystem::file_size(input.path, absent);
        if (!absent) most = std::max<std::uint64_t>(most, size);
    }
    return most;
}

// Pages are drawn for plug-ins that read pictures, some seconds a page, and for the report, which has them redacted before.
constexpr std::uint32_t seconds_to_draw = 3600;
constexpr unsigned readings_for_pictures = 6;

CageOptions cage_for_scans(const std::vector<Input>& inputs, unsigned jobs, const Rules& rules) {
    auto options = cage_for_drafts(rules.opening.limits, largest_of(inputs), 1 + (rules.records ? 1 : 0) + (rules.pictures ? readings_for_pictures : 0), jobs);
    if (rules.pictures || !rules.opening.pictures.readers.empty()) let_draw(options, seconds_to_draw);
    return options;
}

// Libraries bind their functions and build their tables at their first use. Where workers come by the dozen that is better done before they
// are started than by each of them anew: here, on a page of our own, which no plug-in is shown.
void use_once(const Rules& rules) try {
    if (!rules.plugins) (void)scan_document(make_draft("first page", first_page()), rules.scanner, rules.policy, rules.key, {});
} catch (const Error&) {
    // Whoever reads a draft meets it again, and says of what draft.
}

std::vector<Scanned> scan_in_workers(const std::vector<Input>& inputs, unsigned jobs, const Rules& rules) {
    std::vector<Scanned> all(inputs.size());
    std::vector<std::optional<DraftFile>> open(inputs.size());
    Cage cage([&](CageTask&& task) { return scan_in_cage(task, rules); }, cage_for_scans(inputs, jobs, rules));
    bool first = true;
    const auto give = [&](std::size_t i) -> std::optional<CageTask> {
        try {
            open[i].emplace(draft_file_of(inputs[i]));
            auto task = task_for(*open[i]);
            if (inputs.size() > Cage::most_documents && (first || task.anew)) use_once(rules);
            first = false;
            return task;
        } catch (const Error& error) {
            settle_failure(error, inputs[i], all[i]);
            return std::nullopt;
        }
    };
    cage.read_all(inputs.size(), give, [&](std::size_t i, CageAnswer&& answer) {
        take_answer(std::move(answer), *open[i], inputs[i], all[i]);
        open[i].reset();
    });
    for (std::size_t i = 0; i < inputs.size(); ++i) call_by_name(inputs[i], all[i]);
    return all;
}

std::vector<Scanned> scan_all(const std::vector<Input>& inputs, const ScanOptions& options, const Rules& rules) {
    if (options.cage.is_wanted()) return scan_in_workers(inputs, options.jobs, rules);
    options.cage.tell_that_there_is_none();
    std::vector<Scanned> all;
    for (const auto& input : inputs) all.push_back(scan_here(input, rules));
    return all;
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

// A field that goes and that no XML draft has: of a page or a text nobody expects one.
void warn_of_fields_in_vain(const ScanResult& result) {
    std::map<std::string, std::size_t> in_vain;
    std::size_t drafts = 0;
    for (const auto& document : result.documents) {
        if (document.format != "xml") continue;
        ++drafts;
        for (const auto& path : std::set<std::string>(document.fields_in_vain.begin(), document.fields_in_vain.end())) ++in_vain[path];
    }
    for (const auto& [path, count] : in_vain) {
        if (count == drafts) tell_field_in_vain(path);
    }
}

int run_scan(ScanOptions& options, const CLI::App& app) {
    std::vector<std::string> links;
    const auto inputs = inputs_of(options.inputs, &links);
    std::vector<std::string> paths;
    for (const auto& input : inputs) paths.push_back(input.path);
    configure(options.rules, app, paths, {{"fail-on", &options.fail_on}, {"baseline", &options.baseline.file}});
    if (options.format != "text") tell_settings(options.rules.settings);
    make_heap_ready(paths);
    const auto* form = find_report(options.format);
    if (options.pictures && !form->shows_pictures) throw Error(Errc::bad_config, say(Msg::cli_no_pictures, {options.format}));
    const bool secret = options.reveal || options.pictures;  // a picture of a page shows the draft
    if (secret) require_private_output(options.output);
    auto read = files_of(options.rules.settings, options.rules.key_file);
    for (const auto& input : inputs) {
        if (input.path != "-") read.push_back({"FILE", input.path});
    }
    keep_files_apart(app, {"--output", "--write-baseline"}, read);
    auto scanner = scanner_of(options.rules);
    auto policy = policy_of(options.rules);
    const bool has_plugins = !options.rules.plugins.plugins.empty() || !options.rules.plugins.detectors.empty();
    const auto key = fingerprint_key(options.rules.key_file);
    KnownBefore known(options.baseline, policy, key);
    auto result = scan_result(scanner, policy, picture_reading_of(options.rules.plugins));
    result.configuration = options.rules.settings;
    result.links = std::move(links);
    if (!options.cage.is_wanted()) result.configuration.push_back(options.cage.use());
    const auto aggregation_keys = aggregation_keys_of(options.aggregation);

    ReportOptions report;
    report.reveal = options.reveal ? Reveal::yes : Reveal::no;
    report.colour = colour_wanted(options.output);
    report.explain = options.explain;
    report.rules = rules_of(scanner.packs());
    const Rules rules{scanner, policy, key, open_options(options.password, options.rules.plugins), form->wants_lines, options.pictures, aggregation_keys.has_value(), report.reveal, has_plugins};
    std::vector<std::optional<DocumentRecords>> records;
    for (auto& scanned : scan_all(inputs, options, rules)) {
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
    Outputs outputs;
    outputs.add(options.output, std::move(text), secret ? FileMode::secret : FileMode::shared);
    known.add_to(outputs);
    outputs.commit();
    known.tell_written();
    warn_of_fields_in_vain(result);
    const int status = std::max(status_of(result, *severity(options.fail_on)), aggregation);
    // The hook throws away the report of a clean commit.
    if (options.format == "text" && options.inputs.staged && status == exit_clean) tell_settings(options.rules.settings);
    // Plug-ins are told of the end.
    if (!has_plugins) {
        keep_until_the_end(std::move(scanner));
        keep_until_the_end(std::move(policy));
        keep_until_the_end(std::move(report.rules));
    }
    return status;
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
    add_cage(*command, options->cage);
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

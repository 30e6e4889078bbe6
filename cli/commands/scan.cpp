#include <algorithm>
#include <atomic>
#include <memory>
#include <mutex>
#include <thread>

#include <review/error.hpp>
#include <review/release.hpp>

#include "base/messages/cli.hpp"
#include "cli/command.hpp"
#include "cli/exit_status.hpp"
#include "cli/fingerprint_key.hpp"
#include "cli/heap.hpp"
#include "cli/inputs.hpp"
#include "cli/outputs.hpp"
#include "cli/password_option.hpp"
#include "cli/rule_options.hpp"
#include "report/report.hpp"

namespace cli {
namespace {

using namespace review;

struct ScanOptions {
    InputOptions inputs;
    RuleOptions rules;
    PasswordOption password;
    std::string format = "text", output = "-", fail_on = "low";
    bool reveal = false, explain = false;
    unsigned jobs = 1;
};

// What cannot be read is a document with a failure, unless the caller named something that is not there.
ScannedDocument scan_one(const Input& input, const Scanner& scanner, const Policy& policy, ByteView key,
                         const OpenOptions& opening) {
    ScannedDocument document;
    try {
        // One file of a folder that is cut short meanwhile must not end the scan of the others.
        const Draft draft = input.walked ? load_draft(input.path) : map_draft(input.path);
        document = scan_document(draft, scanner, policy, key, opening);
    } catch (const Error& error) {
        if (exit_of(error.code()) == exit_usage && !input.walked) throw;
        document.failure = error.what();
    } catch (const std::bad_alloc&) {
        document.failure = say(Msg::cli_memory);
    }
    if (!input.name.empty()) document.name = input.name;
    if (document.name.empty()) document.name = input.path;
    return document;
}

void scan_all(const std::vector<Input>& inputs, unsigned jobs, const Scanner& scanner, const Policy& policy,
              ByteView key, const OpenOptions& opening, std::vector<ScannedDocument>& documents) {
    documents.resize(inputs.size());
    std::atomic<std::size_t> next{0};
    std::exception_ptr failure;
    std::mutex guard;
    const auto work = [&] {
        try {
            for (std::size_t i; (i = next++) < inputs.size();) {
                documents[i] = scan_one(inputs[i], scanner, policy, key, opening);
            }
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
}

int status_of(const ScanResult& result, Severity fail_on) {
    int status = exit_clean;
    for (const auto& document : result.documents) {
        if (!document.complete || !document.failure.empty()) return exit_unreadable;
        for (const auto& finding : document.findings) {
            if (finding.severity >= fail_on && finding.action != Action::allow) status = exit_findings;
        }
    }
    return status;
}

int run_scan(const ScanOptions& options) {
    const auto inputs = inputs_of(options.inputs);
    std::vector<std::string> paths;
    for (const auto& input : inputs) paths.push_back(input.path);
    make_heap_ready(paths);
    if (options.reveal) require_private_output(options.output);
    for (const auto& input : inputs) forbid_overwriting(input.path, options.output);
    const auto scanner = scanner_of(options.rules);
    const auto policy = policy_of(options.rules);
    const auto key = fingerprint_key(options.rules.key_file);
    auto result = scan_result(scanner, policy);
    scan_all(inputs, options.jobs, scanner, policy, key, open_options(options.password), result.documents);
    result.suppressions = suppression_uses(policy, result.documents);

    ReportOptions report;
    report.reveal = options.reveal ? Reveal::yes : Reveal::no;
    report.colour = colour_wanted(options.output);
    report.explain = options.explain;
    report.titles = titles_of(scanner.packs());
    report.sources = sources_of(scanner.packs());
    std::string text;
    find_report(options.format)->write(result, report, text);
    write_output(options.output, text, options.reveal ? FileMode::secret : FileMode::shared);
    return status_of(result, *severity(options.fail_on));
}

void add_scan(CLI::App& app, int& status) {
    const auto options = std::make_shared<ScanOptions>();
    auto* command = app.add_subcommand("scan", say(Msg::cli_scan))->fallthrough();
    command->footer(say(Msg::cli_scan_help));
    add_inputs(*command, options->inputs);
    add_rules(*command, options->rules);
    add_password(*command, options->password);
    command->add_option("--format", options->format, say(Msg::cli_opt_format))->check(CLI::IsMember(report_names()));
    command->add_option("-o,--output", options->output, say(Msg::cli_opt_output))->type_name("FILE");
    command->add_option("--fail-on", options->fail_on, say(Msg::cli_opt_fail_on))
        ->check(CLI::IsMember({"low", "medium", "high", "critical"}));
    command->add_flag("--reveal", options->reveal, say(Msg::cli_opt_reveal));
    command->add_option("-j,--jobs", options->jobs, say(Msg::cli_opt_jobs))->check(CLI::Range(1, 256));
    command->add_flag("--explain", options->explain, say(Msg::cli_opt_explain));
    command->callback([options, &status] { status = run_scan(*options); });
}

}  // namespace

extern const Command command_scan;
const Command command_scan{add_scan};

}  // namespace cli

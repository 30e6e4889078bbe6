#include <memory>
#include <optional>

#include <review/error.hpp>
#include <review/json.hpp>
#include <review/prove.hpp>
#include <review/scanner.hpp>

#include "base/loose_text.hpp"
#include "base/messages/cli.hpp"
#include "cli/asked_words.hpp"
#include "cli/cage_option.hpp"
#include "cli/command.hpp"
#include "cli/exit_status.hpp"
#include "cli/files_apart.hpp"
#include "cli/outputs.hpp"
#include "release/redact_in_cage.hpp"
#include "report/printable.hpp"

namespace cli {
namespace {

using namespace review;

struct ProveOptions {
    std::string file, plan, draft, format = "text", output = "-";
    std::vector<std::string> terms;
    CageOption cage;
};

RedactionPlan plan_of(const ProveOptions& options) {
    RedactionPlan plan;
    if (!options.plan.empty()) plan = plan_from_json(as_text(load_draft(options.plan).bytes));
    std::size_t number = 0;
    for (const auto& word : words_of_option("--term", options.terms)) {
        plan.values.push_back({Sensitive(word.text), "terms/term-" + std::to_string(++number)});
    }
    if (plan.values.empty() && plan.areas.empty()) throw Error(Errc::bad_config, say(Msg::cli_prove_nothing));
    return plan;
}

// Without the draft nobody can claim that the rest is as it was; then only the values count.
bool proven(const Evidence& evidence, bool with_draft) {
    return evidence.reopened && evidence.residue.empty() && evidence.residual_findings.empty() &&
           evidence.doubts.empty() && (evidence.untouched_equal || !with_draft);
}

std::string text_of(const Evidence& evidence, bool good, bool with_draft) {
    const auto values = std::to_string(evidence.values), streams = std::to_string(evidence.streams);
    std::string text = say(good ? Msg::cli_proven : Msg::cli_not_proven, {values, streams}) + "\n";
    for (const auto& seen : evidence.residue) {
        text += "  " + say(Msg::cli_residue, {seen.rule, printable(seen.place), seen.encoding}) + "\n";
    }
    for (std::size_t i = 0; i < evidence.residual_findings.size(); ++i) {
        text += "  " + say(Msg::cli_residual, {evidence.residual_findings[i], evidence.residual_places[i]}) + "\n";
    }
    for (const auto& doubt : evidence.doubts) text += "  " + say(Msg::cli_doubt, {printable(doubt)}) + "\n";
    if (!evidence.reopened) text += "  " + say(Msg::cli_not_reopened) + "\n";
    if (with_draft && !evidence.untouched_equal) text += "  " + say(Msg::cli_touched) + "\n";
    return text;
}

// Reads as a scan for the values would: digits in any writing, shown order.
std::optional<Scanner> scanner_for_values(const RedactionPlan& plan) {
    std::vector<std::string> terms;
    for (const auto& value : plan.values) {
        if (code_points(value.text.reveal()).size() > 1) terms.emplace_back(value.text.reveal());
    }
    if (terms.empty()) return std::nullopt;
    std::vector<PatternPack> packs;
    packs.push_back(terms_pack(terms, {}));
    return Scanner::compile(std::move(packs));
}

Evidence looked_at(const ProveOptions& options, const RedactionPlan& plan) {
    const bool with_draft = !options.draft.empty();
    const auto scanner = scanner_for_values(plan);
    const auto* const reads = scanner ? &*scanner : nullptr;
    if (options.cage.is_wanted()) {
        const auto output = DraftFile::open(options.file);
        std::optional<DraftFile> draft;
        if (with_draft) draft.emplace(DraftFile::open(options.draft));
        return prove_in_cage(output, plan, draft ? &*draft : nullptr, reads);
    }
    options.cage.tell_that_there_is_none();
    const Draft output = load_draft(options.file);
    if (!with_draft) return prove(output.bytes, plan, reads, nullptr);
    const Draft draft = load_draft(options.draft);
    const auto document = open_document(draft);
    return prove(output.bytes, plan, reads, document.get(), {}, draft.bytes);
}

int run_prove(const ProveOptions& options) {
    const bool with_draft = !options.draft.empty();
    const auto plan = plan_of(options);
    const auto evidence = looked_at(options, plan);
    const bool good = proven(evidence, with_draft);
    write_output(options.output,
                 options.format == "json" ? evidence_json(evidence) : text_of(evidence, good, with_draft));
    return good ? exit_clean : exit_unverified;
}

void add_prove(CLI::App& app, int& status) {
    const auto options = std::make_shared<ProveOptions>();
    auto* command = app.add_subcommand("prove", say(Msg::cli_prove))->fallthrough();
    command->footer(say(Msg::cli_prove_help));
    command->add_option("FILE", options->file, say(Msg::cli_opt_file))->required();
    command->add_option("--plan", options->plan, say(Msg::cli_opt_plan_in))->type_name("FILE");
    command->add_option("--term", options->terms, say(Msg::cli_opt_term))->allow_extra_args(false);
    command->add_option("--draft", options->draft, say(Msg::cli_opt_draft))->type_name("FILE");
    command->add_option("--format", options->format, say(Msg::cli_opt_format))->check(CLI::IsMember({"text", "json"}));
    command->add_option("-o,--output", options->output, say(Msg::cli_opt_output))->type_name("FILE");
    add_cage(*command, options->cage);
    command->callback([options, command, &status] {
        keep_files_apart(*command, {"--output"});
        status = run_prove(*options);
    });
}

}  // namespace

extern const Command command_prove;
const Command command_prove{add_prove};

}  // namespace cli

#include "cli/baseline_options.hpp"

#include <filesystem>
#include <iostream>

#include <review/error.hpp>
#include <review/suppressions.hpp>

#include "base/messages/cli.hpp"
#include "base/messages/policy.hpp"
#include "base/utf8_scan.hpp"

namespace cli {

using namespace review;
namespace fs = std::filesystem;

void add_baseline(CLI::App& app, BaselineOptions& options) {
    auto* read = app.add_option("--baseline", options.file, say(Msg::cli_opt_baseline))->type_name("FILE");
    auto* write = app.add_option("--write-baseline", options.write, say(Msg::cli_opt_write_baseline))->type_name("FILE")->excludes(read);
    app.add_option("--owner", options.owner, say(Msg::cli_opt_baseline_owner))->type_name("NAME")->needs(write);
    app.add_option("--reason", options.reason, say(Msg::cli_opt_baseline_reason))->needs(write);
    app.add_option("--expires", options.expires, say(Msg::cli_opt_suppress_expires))->type_name("DAY")->needs(write);
}

namespace {

// What the baseline calls a file: the way from its own folder. Standard input, and a name that YAML cannot hold, have none.
std::string name_of(const Input& input, const std::string& baseline) {
    if (input.path == "-") return "";
    std::error_code hidden;
    // Absolute first: weakly_canonical() leaves a relative name that is not there yet as it is.
    const auto folder = fs::weakly_canonical(fs::absolute(baseline), hidden).parent_path();
    const auto name = hidden ? "" : fs::weakly_canonical(fs::absolute(input.path), hidden).lexically_relative(folder).generic_string();
    return hidden || first_not_utf8(as_bytes(name)) ? "" : name;
}

// A baseline that is written anew keeps what is not said again.
Baseline head_of(const BaselineOptions& options, const Policy& policy, const Bytes& key) {
    Baseline made{key, policy.document_class, options.owner, options.reason, options.expires, {}};
    std::error_code hidden;
    if (fs::exists(fs::symlink_status(options.write, hidden))) {
        const auto old = load_baseline(options.write, key);
        for (const auto& [value, earlier] : {std::pair{&made.owner, &old.owner}, {&made.reason, &old.reason}, {&made.expires, &old.expires}}) {
            if (value->empty()) *value = *earlier;
        }
    }
    if (made.owner.empty() || made.reason.empty() || made.expires.empty()) throw Error(Errc::bad_config, say(Msg::cli_baseline_head));
    baseline_yaml(made);  // complains now and not after the scan
    return made;
}

}  // namespace

KnownBefore::KnownBefore(const BaselineOptions& options, const Policy& policy, const Bytes& key) : options_(options) {
    const auto& file = options.write.empty() ? options.file : options.write;
    if (file.empty()) return;
    if (key.empty()) throw Error(Errc::bad_config, say(Msg::suppress_no_key, {file}));
    baseline_ = options.write.empty() ? load_baseline(file, key) : head_of(options, policy, key);
    if (baseline_->document_class == policy.document_class) return;
    throw Error(Errc::bad_config, say(Msg::cli_baseline_class, {file, baseline_->document_class, policy.document_class}));
}

void KnownBefore::settle(const std::vector<Input>& inputs, ScanResult& result) {
    if (!baseline_) return;
    std::vector<std::string> names;
    for (const auto& input : inputs) names.push_back(name_of(input, options_.write.empty() ? options_.file : options_.write));
    if (!options_.write.empty()) {
        for (std::size_t i = 0; i < names.size(); ++i) take_stock(*baseline_, names[i], result.documents[i]);
    }
    result.baseline = mark_known(*baseline_, names, result.documents);
}

void KnownBefore::add_to(Outputs& outputs) const {
    if (!options_.write.empty()) outputs.add(options_.write, as_bytes(baseline_yaml(*baseline_)));
}

void KnownBefore::tell_written() const {
    if (options_.write.empty()) return;
    std::cerr << say(Msg::cli_baseline_written, {options_.write, std::to_string(baseline_->entries.size()), baseline_->expires}) << '\n';
}

}  // namespace cli

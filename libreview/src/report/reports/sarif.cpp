// SARIF for GitHub and whoever reads it. What GitHub does not take is left out, the least first, and said.
#include "model/json/sarif.hpp"

#include <algorithm>

#include "base/inflate.hpp"
#include "base/messages.hpp"
#include "base/messages/report.hpp"
#include "report/entries.hpp"

namespace review {
namespace {

// docs.github.com, "SARIF results exceed one or more limits": what is refused, and what is shown.
constexpr std::size_t most_results = 25'000, shown_results = 5'000;
constexpr std::size_t most_bytes = 10'000'000;  // after gzip, which adds 12 bytes to what zlib makes

std::vector<SarifRun::Result> worst_first(const std::vector<ReportDocument>& documents) {
    std::vector<SarifRun::Result> results;
    for (std::size_t i = 0; i < documents.size(); ++i) {
        for (const auto& entry : documents[i].entries) results.push_back({i, &entry});
    }
    std::stable_sort(results.begin(), results.end(), [](const auto& a, const auto& b) {
        const auto rank = [](const ReportEntry& entry) { return entry.kind != ReportEntry::Kind::finding ? 9 : entry.allowed ? -1 : static_cast<int>(entry.severity); };
        return rank(*a.entry) > rank(*b.entry);
    });
    return results;
}

// The result that says what the report leaves out, in the first document.
ReportEntry left_out(std::size_t kept, std::size_t all) {
    ReportEntry entry;
    entry.rule = "review/left-out";
    entry.severity = Severity::critical;
    const auto count = std::to_string(all), first = std::to_string(shown_results);
    entry.sentence = kept < all ? say(Msg::report_left_out, {count, std::to_string(kept)}) : say(Msg::report_not_shown, {count, first});
    entry.what_to_do = say(Msg::report_left_out_do);
    entry.key = KeyedDigest(as_bytes("review-report/1")).of(entry.rule).hex();
    return entry;
}

ReportRule left_out_rule() {
    ReportRule rule;
    rule.id = "review/left-out";
    rule.title_en = say_in(Language::en, Msg::report_rule_left_out);
    rule.title_zh = say_in(Language::zh, Msg::report_rule_left_out);
    rule.help_en = say_in(Language::en, Msg::report_left_out_do);
    rule.help_zh = say_in(Language::zh, Msg::report_left_out_do);
    rule.severity = Severity::critical;
    return rule;
}

bool fits(const std::string& json) { return json.size() <= most_bytes || deflate_zlib(as_bytes(json)).size() + 12 <= most_bytes; }

void write_sarif(const ScanResult& result, const ReportOptions& options, std::string& out) {
    const auto documents = report_documents(result, options, true);
    const auto all = worst_first(documents);
    SarifRun run;
    run.head = report_head(result, options);
    run.documents = &documents;
    run.language = language() == Language::zh ? "zh-CN" : "en";
    run.whole = std::all_of(result.documents.begin(), result.documents.end(), [](const auto& one) { return one.complete && one.failure.empty(); });
    for (auto kept = std::min(all.size(), most_results - 1);; kept /= 2) {
        const auto note = left_out(kept, all.size());
        run.results.assign(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(kept));
        run.rules = rules_with_entries(documents, options);
        run.notes.clear();
        if (kept < all.size() || kept >= shown_results) {
            run.results.insert(run.results.begin(), {0, &note});
            run.rules.push_back(left_out_rule());
            run.notes.push_back(note.sentence);
        }
        auto json = sarif_json(run);
        if (kept > 0 && !fits(json)) continue;
        out += json;
        return;
    }
}

}  // namespace

extern const Report report_sarif;
const Report report_sarif{"sarif", write_sarif, true};

}  // namespace review

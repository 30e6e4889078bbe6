// For an officer at a terminal: the answer first, then each document, the worst first. What is said of many findings
// alike is said once above them.
#include <algorithm>
#include <map>

#include "base/messages/report.hpp"
#include "report/entries.hpp"
#include "report/grouped.hpp"
#include "report/printable.hpp"

namespace review {
namespace {

enum class Tone { plain, bad, warn, good, dim };

using Kind = ReportEntry::Kind;
class Text {
public:
    Text(const ReportOptions& options, std::string& out) : options_(options), out_(out) {}

    void summary(const std::vector<ReportDocument>& documents, const ScanResult& result);
    void document(const ReportDocument& document);
    void suppressions(const ScanResult& result);
    void baseline(const ScanResult& result);

private:
    void line(const std::string& text, Tone tone = Tone::plain);
    void by_severity(const std::map<Severity, std::size_t>& counts, std::size_t blocked);
    void blind_spots(const ReportDocument& document);
    void findings(const ReportDocument& document, Severity severity);
    void group(const ChosenEntries& group);
    void explain(const ReportEntry& entry);

    const ReportOptions& options_;
    std::string& out_;
};

void Text::line(const std::string& text, Tone tone) {
    const char* codes[] = {"", "\x1b[1;31m", "\x1b[33m", "\x1b[32m", "\x1b[2m"};
    const bool paint = options_.colour && tone != Tone::plain;
    out_ += paint ? codes[static_cast<int>(tone)] + text + "\x1b[0m\n" : text + "\n";
}

void Text::summary(const std::vector<ReportDocument>& documents, const ScanResult& result) {
    std::size_t findings = 0, blind = 0, failed = 0, blocked = 0;
    std::map<Severity, std::size_t> counts;
    for (const auto& document : documents) {
        for (const auto& entry : document.entries) {
            if (entry.kind == Kind::unread) ++failed;
            else if (entry.kind == Kind::blind_spot) ++blind;
            else ++findings, ++counts[entry.severity], blocked += entry.action == Action::block ? 1 : 0;
        }
    }
    line(say(Msg::report_summary, {std::to_string(documents.size()), std::to_string(findings), std::to_string(blind), std::to_string(failed)}));
    if (failed > 0) line(say(Msg::report_summary_failed, {std::to_string(failed)}), Tone::bad);
    if (blind > 0) line(say(Msg::report_summary_blind, {std::to_string(blind)}), Tone::bad);
    if (findings > 0) by_severity(counts, blocked);
    if (documents.empty()) line(say(Msg::report_summary_nothing), Tone::warn);
    else if (findings + blind + failed == 0) line(say(Msg::report_summary_clean), Tone::good);
    if (!result.links.empty()) line(say(Msg::report_summary_links, {std::to_string(result.links.size())}), Tone::warn);
    for (const auto& link : result.links) line("  " + printable(link));
    line(say(Msg::report_policy, {result.policy, result.channel}), Tone::dim);
    for (const auto& use : result.configuration) {
        line(say(Msg::report_setting, {use.key, printable(use.value), printable(use.file), std::to_string(use.line)}), Tone::dim);
    }
}

void Text::by_severity(const std::map<Severity, std::size_t>& counts, std::size_t blocked) {
    std::string list;
    for (auto count = counts.rbegin(); count != counts.rend(); ++count) {
        list += (list.empty() ? "" : say(Msg::report_comma)) + say(Msg::report_count, {severity_word(count->first), std::to_string(count->second)});
    }
    line(say(Msg::report_verdict, {list}));
    if (blocked > 0) line(say(Msg::report_verdict_block, {std::to_string(blocked)}), Tone::bad);
}

void Text::document(const ReportDocument& document) {
    const auto format = document.format.empty() ? say(Msg::report_no_format) : document.format;
    line("");
    line(document.pages > 0 ? say(Msg::report_document_pages, {document.name, format, std::to_string(document.pages)})
                            : say(Msg::report_document, {document.name, format}));
    blind_spots(document);
    for (const auto severity : {Severity::critical, Severity::high, Severity::medium, Severity::low}) findings(document, severity);
    if (document.entries.empty()) line("  " + say(Msg::report_nothing), Tone::good);
}

// What nobody could read goes before everything that was found.
void Text::blind_spots(const ReportDocument& document) {
    const ReportEntry* last = nullptr;
    for (const auto& entry : document.entries) {
        if (entry.kind == Kind::finding) break;
        line("  " + entry.sentence, Tone::bad);
        if (!entry.why.empty()) line("    " + entry.why);
        if (entry.kind == Kind::unread) line("    " + entry.what_to_do);
        else last = &entry;
    }
    if (last != nullptr) line("    " + last->what_to_do);
}

void Text::findings(const ReportDocument& document, Severity severity) {
    ChosenEntries chosen;
    for (const auto& entry : document.entries) {
        if (entry.kind == Kind::finding && entry.severity == severity) chosen.push_back(&entry);
    }
    if (chosen.empty()) return;
    line("  " + say(Msg::report_severity, {severity_word(severity), std::to_string(chosen.size())}), severity >= Severity::high ? Tone::bad : Tone::warn);
    for (const auto& alike : grouped(chosen, kind_of_finding)) group(alike);
}

void Text::group(const ChosenEntries& alike) {
    const auto& first = *alike.front();
    line("    " + say(Msg::report_group, {printable(first.title), std::to_string(alike.size()), first.what_to_do}));
    if (!first.law.empty() && !options_.explain) line("      " + first.law, Tone::dim);
    for (const auto& reasoned : grouped(alike, [](const ReportEntry& entry) { return entry.why; })) {
        if (!options_.explain) line("      " + reasoned.front()->why, Tone::dim);
        for (const auto* entry : reasoned) {
            line("        " + say(Msg::report_because, {entry->place, entry->shown}) + "  " + entry->id);
            if (options_.explain) explain(*entry);
        }
    }
}

void Text::explain(const ReportEntry& entry) {
    const auto told = [&](const Message& message, const std::string& text) { line("          " + say(message, {printable(text)}), Tone::dim); };
    told(Msg::explain_rule, entry.rule);
    if (!entry.reasons.source.empty()) told(Msg::explain_source, entry.reasons.source);
    told(Msg::explain_view, entry.reasons.view);
    told(entry.reasons.facts.empty() ? Msg::explain_likelihood_alone : Msg::explain_likelihood, entry.reasons.likelihood);
    for (const auto& fact : entry.reasons.facts) line("            " + say(Msg::explain_fact, {fact}), Tone::dim);
    if (!entry.law.empty()) line("          " + entry.law, Tone::dim);
}

void Text::suppressions(const ScanResult& result) {
    if (result.suppressions.empty()) return;
    std::size_t used = 0, expired = 0, unused = 0;
    for (const auto& use : result.suppressions) {
        if (use.expired) ++expired;
        else if (use.findings == 0) ++unused;
        else ++used;
    }
    line("");
    line(say(Msg::report_suppressions, {std::to_string(used), std::to_string(expired), std::to_string(unused)}));
    for (const auto& use : result.suppressions) {
        if (use.expired) line("  " + say(Msg::report_suppression_expired, {use.id, printable(use.rule), use.expires}), Tone::warn);
        else if (use.findings == 0) line("  " + say(Msg::report_suppression_unused, {use.id, printable(use.rule)}), Tone::warn);
    }
}

void Text::baseline(const ScanResult& result) {
    if (!result.baseline) return;
    const auto& use = *result.baseline;
    line("");
    if (use.expired) line(say(Msg::report_baseline_expired, {use.expires, printable(use.owner)}), Tone::warn);
    else line(say(Msg::report_baseline, {std::to_string(use.known), use.expires, printable(use.owner), printable(use.reason)}));
    if (use.more > 0) line("  " + say(Msg::report_baseline_more, {std::to_string(use.more)}), Tone::warn);
    if (use.gone > 0) line("  " + say(Msg::report_baseline_gone, {std::to_string(use.gone)}));
}

void write_text(const ScanResult& result, const ReportOptions& options, std::string& out) {
    Text text(options, out);
    const auto documents = report_documents(result, options, false);
    text.summary(documents, result);
    for (const auto& document : documents) text.document(document);
    text.suppressions(result);
    text.baseline(result);
}

}  // namespace

extern const Report report_text;
const Report report_text{"text", write_text};

}  // namespace review

// For an officer at a terminal: the answer first, then each document, the worst first, and what to do.
#include <algorithm>
#include <map>

#include "base/messages/report.hpp"
#include "report/evidence_text.hpp"
#include "report/printable.hpp"
#include "report/report.hpp"

namespace review {
namespace {

enum class Tone { plain, bad, warn, good, dim };

class Text {
public:
    Text(const ReportOptions& options, std::string& out) : options_(options), out_(out) {}

    void summary(const ScanResult& result);
    void document(const ScannedDocument& document);
    void suppressions(const ScanResult& result);

private:
    void line(const std::string& text, Tone tone = Tone::plain);
    void failure(const ScannedDocument& document);
    void blind_spots(const ScannedDocument& document);
    void findings(const ScannedDocument& document, Severity severity);
    void finding(const Finding& finding);
    void explain(const Finding& finding);

    const ReportOptions& options_;
    std::string& out_;
};

void Text::line(const std::string& text, Tone tone) {
    const char* codes[] = {"", "\x1b[1;31m", "\x1b[33m", "\x1b[32m", "\x1b[2m"};
    const bool paint = options_.colour && tone != Tone::plain;
    out_ += paint ? codes[static_cast<int>(tone)] + text + "\x1b[0m\n" : text + "\n";
}

std::string joined(const std::vector<std::string>& words) {
    std::string list;
    for (const auto& word : words) list += (list.empty() ? "" : ", ") + printable(word);
    return list;
}

std::string severity_word(Severity severity) {
    switch (severity) {
        case Severity::critical: return say(Msg::report_critical);
        case Severity::high: return say(Msg::report_high);
        case Severity::medium: return say(Msg::report_medium);
        case Severity::low: return say(Msg::report_low);
    }
    return {};
}

std::string action_word(Action action) {
    switch (action) {
        case Action::block: return say(Msg::report_block);
        case Action::warn: return say(Msg::report_warn);
        case Action::review: return say(Msg::report_review);
        case Action::allow: return say(Msg::report_allow);
    }
    return {};
}

void Text::summary(const ScanResult& result) {
    std::size_t findings = 0, blind = 0, failed = 0;
    for (const auto& document : result.documents) {
        findings += document.findings.size();
        blind += document.blind_spots.size();
        failed += document.failure.empty() ? 0 : 1;
    }
    const auto documents = std::to_string(result.documents.size());
    line(say(Msg::report_summary, {documents, std::to_string(findings), std::to_string(blind), std::to_string(failed)}));
    if (failed > 0) line(say(Msg::report_summary_failed, {std::to_string(failed)}), Tone::bad);
    if (blind > 0) line(say(Msg::report_summary_blind, {std::to_string(blind)}), Tone::bad);
    if (findings + blind + failed == 0) line(say(Msg::report_summary_clean), Tone::good);
    line(say(Msg::report_policy, {result.policy, result.channel}), Tone::dim);
}

void Text::document(const ScannedDocument& document) {
    const auto format = document.format.empty() ? say(Msg::report_no_format) : document.format;
    line("");
    if (document.pages > 0) {
        line(say(Msg::report_document_pages, {printable(document.name), format, std::to_string(document.pages)}));
    } else {
        line(say(Msg::report_document, {printable(document.name), format}));
    }
    failure(document);
    blind_spots(document);
    for (const auto severity : {Severity::critical, Severity::high, Severity::medium, Severity::low}) {
        findings(document, severity);
    }
    const bool nothing = document.findings.empty() && document.blind_spots.empty() && document.failure.empty();
    if (nothing) line("  " + say(Msg::report_nothing), Tone::good);
}

void Text::failure(const ScannedDocument& document) {
    if (document.failure.empty()) return;
    line("  " + say(Msg::report_failed, {printable(document.failure)}), Tone::bad);
    line("    " + say(Msg::report_failed_do), Tone::plain);
}

void Text::blind_spots(const ScannedDocument& document) {
    for (const auto& spot : document.blind_spots) {
        const std::string object = spot.object.empty() ? "" : " (" + printable(spot.object) + ")";
        line("  " + say(Msg::report_blind, {printable(spot.label) + object, name_of(spot.reason)}), Tone::bad);
        if (!spot.detail.empty()) line("    " + printable(spot.detail));
    }
    if (!document.blind_spots.empty()) line("    " + say(Msg::report_blind_do));
}

void Text::findings(const ScannedDocument& document, Severity severity) {
    const auto is = [&](const Finding& finding) { return finding.severity == severity; };
    const auto count = std::count_if(document.findings.begin(), document.findings.end(), is);
    if (count == 0) return;
    const Tone tone = severity >= Severity::high ? Tone::bad : Tone::warn;
    line("  " + say(Msg::report_severity, {severity_word(severity), std::to_string(count)}), tone);
    for (const auto& entry : document.findings) {
        if (is(entry)) finding(entry);
    }
}

void Text::finding(const Finding& finding) {
    const auto title = options_.titles.find(finding.rule);
    const std::string& name = title == options_.titles.end() ? finding.rule : title->second;
    const auto shown = options_.reveal == Reveal::yes ? printable(finding.excerpt.reveal()) : printable(finding.preview);
    const auto& where = finding.where;
    const auto place = where.xpath.empty() ? where.label : where.xpath;
    line("    " + say(Msg::report_finding, {printable(place), name, shown}));
    if (options_.explain) return explain(finding);
    std::string why = say(Msg::report_why, {name_of(finding.likelihood), joined(finding.evidence)});
    if (!finding.basis.empty()) why += say(Msg::report_basis, {joined(finding.basis)});
    line("      " + why, Tone::dim);
    line("      " + action_word(finding.action) + "  " + finding.id, Tone::dim);
}

void Text::explain(const Finding& finding) {
    const auto told = [&](const Message& message, const std::string& text) { line("      " + say(message, {printable(text)}), Tone::dim); };
    told(Msg::explain_rule, finding.rule);
    const auto source = options_.sources.find(finding.rule);
    if (source != options_.sources.end() && !source->second.empty()) told(Msg::explain_source, source->second);
    told(Msg::explain_view, finding.view);
    told(Msg::explain_likelihood, std::string(name_of(finding.likelihood)));
    for (const auto& word : finding.evidence) line("        " + say(Msg::explain_fact, {printable(evidence_text(word))}), Tone::dim);
    if (!finding.basis.empty()) told(Msg::explain_law, joined(finding.basis));
    line("      " + action_word(finding.action) + "  " + finding.id, Tone::dim);
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

void write_text(const ScanResult& result, const ReportOptions& options, std::string& out) {
    Text text(options, out);
    text.summary(result);
    for (const auto& document : result.documents) text.document(document);
    text.suppressions(result);
}

}  // namespace

extern const Report report_text;
const Report report_text{"text", write_text};

}  // namespace review

#include "report/entries.hpp"

#include <algorithm>
#include <set>

#include "base/messages/report.hpp"
#include "report/evidence_text.hpp"
#include "report/printable.hpp"

namespace review {
namespace {

constexpr const char* not_read = "review/not-read";
constexpr const char* blind = "review/blind-spot";

std::string listed(const std::vector<std::string>& words) {
    std::string list;
    for (const auto& word : words) list += (list.empty() ? "" : say(Msg::report_comma)) + printable(word);
    return list;
}

std::string on_one_line(const Sensitive& text) {
    std::string value(text.reveal());
    std::replace_if(value.begin(), value.end(), [](char c) { return c == '\n' || c == '\r' || c == '\t'; }, ' ');
    return printable(value);
}

// "s-0123" of the evidence "suppressed:s-0123"; empty: there is none.
std::string word_behind(std::string_view word, const Finding& finding) {
    for (const auto& evidence : finding.evidence) {
        if (evidence.starts_with(word)) return evidence.substr(word.size());
    }
    return {};
}

// Numbers equal places, so that the second stays the second while the file changes around both.
class Keys {
public:
    Keys(std::string path, bool wanted) : path_(std::move(path)), wanted_(wanted) {}
    std::string of(const std::string& rule, const std::string& what) {
        if (!wanted_) return {};
        const auto ordinal = std::to_string(++seen_[{rule, what}]);
        return digest_.of({path_, rule, what, ordinal}).hex();
    }

private:
    std::string path_;
    bool wanted_;
    // Not for secrecy: what goes in is an HMAC or a keyed id already.
    KeyedDigest digest_{as_bytes("review-report/1")};
    std::map<std::pair<std::string, std::string>, std::size_t> seen_;
};

class Entries {
public:
    Entries(const ScannedDocument& document, const ReportOptions& options, const ReportSource& source, bool keyed)
        : document_(document), options_(options), source_(source), path_(source.path.empty() ? document.name : source.path), keys_(path_, keyed) {}

    ReportDocument take() {
        ReportDocument told{printable(document_.name), path_, document_.format, document_.pages, {}};
        if (!document_.failure.empty()) told.entries.push_back(unread());
        for (const auto& spot : document_.blind_spots) told.entries.push_back(blind_spot(spot));
        for (std::size_t i = 0; i < document_.findings.size(); ++i) told.entries.push_back(finding(i));
        std::stable_sort(told.entries.begin(), told.entries.end(), [](const ReportEntry& a, const ReportEntry& b) {
            if (a.kind != b.kind) return a.kind < b.kind;
            return a.kind == ReportEntry::Kind::finding && a.severity > b.severity;
        });
        return told;
    }

private:
    ReportEntry unread() {
        ReportEntry entry;
        entry.kind = ReportEntry::Kind::unread;
        entry.rule = not_read;
        entry.severity = Severity::critical;
        entry.title = say(Msg::report_rule_not_read);
        entry.sentence = say(Msg::report_failed, {printable(document_.failure)});
        entry.what_to_do = say(Msg::report_failed_do);
        entry.key = keys_.of(entry.rule, "");
        return entry;
    }

    ReportEntry blind_spot(const BlindSpot& spot) {
        ReportEntry entry;
        entry.kind = ReportEntry::Kind::blind_spot;
        entry.rule = blind;
        entry.title = say(Msg::report_rule_blind);
        entry.place = printable(spot.label) + (spot.object.empty() ? "" : " (" + printable(spot.object) + ")");
        entry.sentence = say(Msg::report_blind, {entry.place, blind_reason_sentence(spot.reason)});
        entry.why = printable(spot.detail);
        entry.what_to_do = say(Msg::report_blind_do);
        entry.page = spot.page;
        entry.object = printable(spot.object);
        entry.key = keys_.of(entry.rule, spot.label + "\n" + std::string(name_of(spot.reason)));
        return entry;
    }

    ReportEntry finding(std::size_t number) {
        const Finding& finding = document_.findings[number];
        const auto& where = finding.where;
        ReportEntry entry;
        entry.id = finding.id;
        entry.rule = finding.rule;
        entry.category = finding.category;
        entry.severity = finding.severity;
        entry.action = finding.action;
        entry.allowed = finding.action == Action::allow;
        entry.suppression = entry.allowed ? word_behind("suppressed:", finding) : "";
        entry.title = title_of(finding.rule);
        entry.place = shown_place(where);
        entry.shown = shown_value(finding, options_.reveal);
        entry.sentence = say(Msg::report_finding, {entry.place, entry.title, entry.shown});
        std::vector<std::string> facts;
        for (const auto& word : finding.evidence) facts.push_back(printable(evidence_text(word)));
        const auto likelihood = likelihood_word(finding.likelihood);
        entry.why = facts.empty() ? likelihood : say(Msg::report_because, {likelihood, listed(facts)});
        if (options_.explain) {
            const auto rule = options_.rules.find(finding.rule);
            entry.reasons = {likelihood, finding.view, rule == options_.rules.end() ? "" : rule->second.source, std::move(facts)};
        }
        if (!finding.basis.empty()) entry.law = say(Msg::explain_law, {listed(finding.basis)});
        const auto known = word_behind("known:", finding);
        entry.what_to_do = known.empty() ? action_sentence(finding.action) : say(Msg::report_known, {known, action_sentence(finding.action)});
        entry.fingerprint = finding.fingerprint;
        entry.key = keys_.of(finding.rule, finding.fingerprint.empty() ? finding.id : finding.fingerprint);
        entry.part = where.kind;
        entry.page = where.page;
        entry.line = number < source_.lines.size() ? source_.lines[number] : 0;
        entry.xpath = printable(where.xpath);
        if (has_file_bytes(document_.format)) entry.bytes = where.bytes;
        return entry;
    }

    std::string title_of(const std::string& rule) const {
        const auto known = options_.rules.find(rule);
        if (known == options_.rules.end()) return rule;
        const auto& title = language() == Language::zh ? known->second.title_zh : known->second.title_en;
        return !title.empty() ? title : !known->second.title_en.empty() ? known->second.title_en : rule;
    }

    const ScannedDocument& document_;
    const ReportOptions& options_;
    const ReportSource& source_;
    std::string path_;
    Keys keys_;
};

// The help of a rule in one language.
std::string help_in(Language language, const ReportRule& rule) {
    std::string help = say_in(language, rule.id == not_read ? Msg::report_failed_do : rule.id == blind ? Msg::report_blind_do : Msg::report_rule_do);
    std::string basis;
    for (const auto& law : rule.basis) basis += (basis.empty() ? "" : say_in(language, Msg::report_comma)) + law;
    if (!rule.source.empty()) help += "\n" + say_in(language, Msg::explain_source, {rule.source});
    if (!basis.empty()) help += "\n" + say_in(language, Msg::explain_law, {basis});
    return help;
}

ReportRule own_rule(const char* id, const Message& title, Severity severity) {
    ReportRule rule;
    rule.id = id;
    rule.title_en = say_in(Language::en, title);
    rule.title_zh = say_in(Language::zh, title);
    rule.severity = severity;
    return rule;
}

}  // namespace

std::vector<ReportDocument> report_documents(const ScanResult& result, const ReportOptions& options, bool keyed) {
    std::vector<ReportDocument> documents;
    for (std::size_t i = 0; i < result.documents.size(); ++i) {
        static const ReportSource none;
        documents.push_back(Entries(result.documents[i], options, i < options.sources.size() ? options.sources[i] : none, keyed).take());
    }
    return documents;
}

std::vector<ReportRule> rules_with_entries(const std::vector<ReportDocument>& documents, const ReportOptions& options) {
    std::map<std::string, ReportRule> rules;
    for (const auto& document : documents) {
        for (const auto& entry : document.entries) {
            const auto [row, fresh] = rules.try_emplace(entry.rule);
            if (!fresh) continue;
            auto& rule = row->second;
            if (entry.rule == not_read) rule = own_rule(not_read, Msg::report_rule_not_read, entry.severity);
            else if (entry.rule == blind) rule = own_rule(blind, Msg::report_rule_blind, entry.severity);
            else if (const auto known = options.rules.find(entry.rule); known != options.rules.end()) rule = known->second;
            else rule.severity = entry.severity;
            rule.id = entry.rule;
            rule.help_en = help_in(Language::en, rule);
            rule.help_zh = help_in(Language::zh, rule);
        }
    }
    std::vector<ReportRule> list;
    for (auto& [id, rule] : rules) list.push_back(std::move(rule));
    return list;
}

ReportHead report_head(const ScanResult& result, const ReportOptions& options) {
    return {result.policy, result.channel, result.engine, options.time};
}

std::string shown_value(const Finding& finding, Reveal reveal) { return reveal == Reveal::no ? printable(finding.preview) : on_one_line(finding.excerpt); }

std::string shown_place(const Place& place) {
    const auto page = std::to_string(place.page);
    return place.label == "page " + page ? say(Msg::report_page_number, {page}) : printable(place.xpath.empty() ? place.label : place.xpath);
}

// What is published may be shown. Of the draft there is nothing else unless it is to be revealed: around a cut both say the same.
ShownLine shown_line(const CutLine& line, const std::string& value, Reveal reveal) {
    const auto shown = [](const CutLine::Side& side) { return ShownLine::Side{on_one_line(side.before), on_one_line(side.here), on_one_line(side.after)}; };
    ShownLine both;
    both.output = shown(line.output);
    if (reveal == Reveal::yes && line.draft) both.draft = shown(*line.draft);
    else both.draft = {both.output.before, value, both.output.after};
    return both;
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

std::string action_sentence(Action action) {
    switch (action) {
        case Action::block: return say(Msg::report_block);
        case Action::warn: return say(Msg::report_warn);
        case Action::review: return say(Msg::report_review);
        case Action::allow: return say(Msg::report_allow);
    }
    return {};
}

std::string likelihood_word(Likelihood likelihood) {
    switch (likelihood) {
        case Likelihood::certain: return say(Msg::report_certain);
        case Likelihood::likely: return say(Msg::report_likely);
        case Likelihood::possible: return say(Msg::report_possible);
    }
    return {};
}

std::string blind_reason_sentence(BlindReason reason) {
    switch (reason) {
        case BlindReason::image_only: return say(Msg::report_image_only);
        case BlindReason::no_unicode: return say(Msg::report_no_unicode);
        case BlindReason::encrypted: return say(Msg::report_encrypted);
        case BlindReason::unsupported: return say(Msg::report_unsupported);
        case BlindReason::limit: return say(Msg::report_limit);
        case BlindReason::malformed: return say(Msg::report_malformed);
        case BlindReason::recognised: return say(Msg::report_recognised);
    }
    return {};
}

bool has_file_bytes(std::string_view format) { return format == "text" || format == "xml" || format == "html"; }

}  // namespace review

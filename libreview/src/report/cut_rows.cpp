#include "report/cut_rows.hpp"

#include <algorithm>

#include "base/messages/redaction_page.hpp"
#include "base/messages/report.hpp"
#include "report/entries.hpp"

namespace review {
namespace {

using EntriesById = std::map<std::string, const ReportEntry*>;

void add_once(std::string& list, const std::string& between, std::vector<std::string>& seen, const std::string& word) {
    if (word.empty() || std::find(seen.begin(), seen.end(), word) != seen.end()) return;
    list += (list.empty() ? "" : between) + word;
    seen.push_back(word);
}

void describe(const CutPlace& cut, const EntriesById& entries, CutRow& row) {
    std::vector<std::string> titles, values, laws;
    for (const auto& id : cut.findings) {
        const auto known = entries.find(id);
        if (known == entries.end()) continue;
        const auto& entry = *known->second;
        row.ids.push_back(id);
        add_once(row.heading, say(Msg::report_comma), titles, entry.title);
        add_once(row.value, " / ", values, entry.shown);
        add_once(row.law, " · ", laws, entry.law);
        if (row.severity && *row.severity >= entry.severity) continue;
        row.severity = entry.severity, row.rule = entry.rule, row.title = entry.title;
    }
    if (row.severity) return;
    row.heading = say(cut.findings.empty() ? Msg::cut_page_area : Msg::cut_page_unreadable);
}

// By page and by what a box says it is for. Cuts for one finding on one page share their boxes: where a value is seen again, it
// goes for the same finding.
std::map<std::pair<std::uint32_t, std::string>, std::vector<std::size_t>> boxes_by_finding(const std::vector<Box>& boxes) {
    std::map<std::pair<std::uint32_t, std::string>, std::vector<std::size_t>> numbers;
    for (std::size_t i = 0; i < boxes.size(); ++i) numbers[{boxes[i].page, boxes[i].finding}].push_back(i);
    return numbers;
}

}  // namespace

std::string finding_words(const CutPlace& cut) {
    std::string words;
    for (const auto& id : cut.findings) words += (words.empty() ? "" : " ") + id;
    return words;
}

std::vector<CutRow> cut_rows(ShownRedaction& shown, const std::map<std::string, ReportRule>& rules, Reveal reveal) {
    ScanResult found;
    found.documents.emplace_back();
    found.documents[0].format = shown.evidence.format;
    found.documents[0].findings = std::move(shown.places.findings);
    ReportOptions options;
    options.reveal = reveal;
    options.rules = rules;
    const auto documents = report_documents(found, options, false);
    EntriesById entries;
    for (const auto& entry : documents[0].entries) entries[entry.id] = &entry;
    const auto boxes = boxes_by_finding(shown.evidence.boxes);
    std::vector<CutRow> rows;
    for (const auto& cut : shown.places.cuts) {
        auto& row = rows.emplace_back();
        row.number = rows.size();
        describe(cut, entries, row);
        if (const auto those = boxes.find({cut.where.page, finding_words(cut)}); those != boxes.end()) row.boxes = those->second;
    }
    return rows;
}

}  // namespace review

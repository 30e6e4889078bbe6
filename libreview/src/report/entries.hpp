#pragma once

#include <vector>

#include "report/report.hpp"
#include "report/shown_redaction.hpp"

namespace review {

// Everything a report says, in the order of the scan. The one place where a value of the draft is masked or revealed.
// `keyed`: with ReportEntry::key, which costs as much as the rest.
std::vector<ReportDocument> report_documents(const ScanResult& result, const ReportOptions& options, bool keyed);

// Those rules that have entries, in order of id, with help in both languages.
std::vector<ReportRule> rules_with_entries(const std::vector<ReportDocument>& documents, const ReportOptions& options);

ReportHead report_head(const ScanResult& result, const ReportOptions& options);

// The text of a finding as a report may show it, without what a terminal must not get.
std::string shown_value(const Finding& finding, Reveal reveal);

// Where a finding stands, for people.
std::string shown_place(const Place& place);

// What stands around a cut, before and after, as a report may show it: `value` is shown_value() of what was cut.
struct ShownLine {
    struct Side {
        std::string before, here, after;
    };
    Side draft, output;
};
ShownLine shown_line(const CutLine& line, const std::string& value, Reveal reveal);

std::string severity_word(Severity severity);
std::string action_sentence(Action action);
std::string likelihood_word(Likelihood likelihood);
std::string blind_reason_sentence(BlindReason reason);

// Whether bytes of a place in this format are bytes of the file.
bool has_file_bytes(std::string_view format);

}  // namespace review

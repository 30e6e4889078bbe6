// JUnit XML for Jenkins and its kind: a document is a suite, a finding a failed test, what nobody could read an error.
#include <algorithm>

#include "base/messages/report.hpp"
#include "report/entries.hpp"
#include "report/markup.hpp"

namespace review {
namespace {

struct Counts {
    std::size_t tests = 0, failures = 0, errors = 0, skipped = 0;

    void add(const ReportEntry& entry) {
        ++tests;
        if (entry.kind != ReportEntry::Kind::finding) ++errors;
        else ++(entry.allowed ? skipped : failures);
    }
    std::string attributes() const {
        return " tests=\"" + std::to_string(tests) + "\" failures=\"" + std::to_string(failures) + "\" errors=\"" + std::to_string(errors) + "\"";
    }
};

Counts counts_of(const ReportDocument& document) {
    Counts counts;
    for (const auto& entry : document.entries) counts.add(entry);
    if (document.entries.empty()) ++counts.tests;  // that it was read whole
    return counts;
}

std::string attribute(const char* name, const std::string& value) {
    return std::string(" ") + name + "=\"" + markup_text(value) + "\"";
}

void test(const ReportDocument& document, const ReportEntry& entry, std::string& out) {
    const auto name = entry.sentence + (entry.id.empty() ? "" : " " + entry.key.substr(0, 16));
    out += "    <testcase" + attribute("classname", entry.rule) + attribute("name", name) + " time=\"0\">";
    std::string told = document.path + (entry.line > 0 ? ":" + std::to_string(entry.line) : "") + "\n";
    for (const auto* line : {&entry.why, &entry.law, &entry.what_to_do}) {
        if (!line->empty()) told += *line + "\n";
    }
    if (entry.kind == ReportEntry::Kind::finding && entry.allowed) {
        out += "<skipped>" + markup_text(told) + "</skipped>";
    } else {
        const std::string element = entry.kind == ReportEntry::Kind::finding ? "failure" : "error";
        out += "<" + element + attribute("type", std::string(name_of(entry.severity))) + attribute("message", entry.sentence) + ">" +
               markup_text(told) + "</" + element + ">";
    }
    out += "</testcase>\n";
}

void write_junit(const ScanResult& result, const ReportOptions& options, std::string& out) {
    const auto documents = report_documents(result, options, false);
    Counts all;
    for (const auto& document : documents) {
        const auto counts = counts_of(document);
        all.tests += counts.tests, all.failures += counts.failures, all.errors += counts.errors;
    }
    out += "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"review\"" + all.attributes() + ">\n";
    for (const auto& document : documents) {
        const auto counts = counts_of(document);
        out += "  <testsuite" + attribute("name", document.path) + counts.attributes() + " skipped=\"" + std::to_string(counts.skipped) + "\" time=\"0\">\n";
        if (document.entries.empty()) {
            out += "    <testcase" + attribute("classname", "review") + attribute("name", say(Msg::report_nothing)) + " time=\"0\"/>\n";
        }
        for (const auto& entry : document.entries) test(document, entry, out);
        out += "  </testsuite>\n";
    }
    out += "</testsuites>\n";
}

}  // namespace

extern const Report report_junit;
const Report report_junit{"junit", write_junit, true};

}  // namespace review

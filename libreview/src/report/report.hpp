#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <review/json.hpp>
#include <review/scan_result.hpp>

namespace review {

struct ReportOptions {
    Reveal reveal = Reveal::no;
    bool colour = false;                        // only the caller knows whether a person is looking
    std::map<std::string, std::string> titles;  // rule -> its title in the reader's language
    std::map<std::string, std::string> sources = {};  // rule -> the standard or law it comes from
    bool explain = false;                        // say for each finding why
};

// One row of the table of reports: reports/<name>.cpp defines `extern const Report report_<name>`.
struct Report {
    std::string_view name;
    void (*write)(const ScanResult& result, const ReportOptions& options, std::string& out);
};

const Report* find_report(std::string_view name);  // null: there is none of this name
std::vector<std::string> report_names();

}  // namespace review

#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <review/json.hpp>
#include <review/scan_result.hpp>

#include "model/report_entry.hpp"
#include "report/page_picture.hpp"

namespace review {

// What only who holds the draft can add.
struct ReportSource {
    std::string path;                   // as ReportDocument::path; empty: the document's name
    std::vector<std::uint32_t> lines;   // of each finding, from 1; 0 or missing: none
    std::vector<PagePicture> pictures;  // in order of pages
    std::string no_pictures;            // why some are missing, where they were asked for
};

struct ReportOptions {
    Reveal reveal = Reveal::no;
    bool colour = false;                     // only the caller knows whether a person is looking
    bool explain = false;                    // say for each finding why
    std::map<std::string, ReportRule> rules = {};  // what is known of the rules, by id
    std::vector<ReportSource> sources = {};  // one a document, or none
    std::string time = {};                   // as ReportHead::time
};

// One row of the table of reports: reports/<name>.cpp defines `extern const Report report_<name>`.
struct Report {
    std::string_view name;
    void (*write)(const ScanResult& result, const ReportOptions& options, std::string& out);
    bool wants_lines = false;  // ReportSource::lines
    bool shows_pictures = false;
};

const Report* find_report(std::string_view name);  // null: there is none of this name
std::vector<std::string> report_names();

}  // namespace review

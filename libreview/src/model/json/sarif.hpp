#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "model/report_entry.hpp"

namespace review {

// What goes into one SARIF run: which entries, in which order, and what has to be said of the report itself.
struct SarifRun {
    struct Result {
        std::size_t document = 0;
        const ReportEntry* entry = nullptr;
    };
    ReportHead head;
    const std::vector<ReportDocument>* documents = nullptr;
    std::vector<ReportRule> rules;  // each that a result has
    std::vector<Result> results;
    std::vector<std::string> notes;  // for people: errors of the run
    bool whole = true;               // every document was read whole
    std::string language;            // of the sentences: "en", "zh-CN"
};

// SARIF 2.1.0 (OASIS, errata 01). docs/reports.md says what stands where.
std::string sarif_json(const SarifRun& run);

}  // namespace review

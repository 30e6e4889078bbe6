#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include <review/json.hpp>

#include "report/report.hpp"
#include "report/shown_redaction.hpp"

namespace review {

// A cut, as its row tells it.
struct CutRow {
    std::size_t number = 0;            // from 1: CutPlaces::cuts
    std::optional<Severity> severity;  // of its worst finding; none: a person drew it, or it says no letters
    std::string rule, title;           // of that
    std::vector<std::string> ids;      // of all its findings
    std::string heading, value, law;   // of all of them; the value as a report may show it
    std::vector<std::size_t> boxes;    // of the evidence, from 0
};

// One a cut. Takes the findings out of `shown`.
std::vector<CutRow> cut_rows(ShownRedaction& shown, const std::map<std::string, ReportRule>& rules, Reveal reveal);

}  // namespace review

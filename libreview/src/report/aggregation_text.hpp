#pragma once

#include <string>

#include <review/aggregation_report.hpp>

namespace review {

// For people, in the language of this process.
std::string aggregation_text(const AggregationReport& report);
std::string remedy_text(const Remedy& remedy);

}  // namespace review

#pragma once

#include <string>
#include <string_view>

#include <review/decisions.hpp>
#include <review/evidence.hpp>
#include <review/inspection.hpp>
#include <review/redaction_plan.hpp>
#include <review/scan_result.hpp>

namespace review {

// Every type that leaves the program has one JSON form, written here and nowhere else. Two spaces,
// keys in the order of docs/, a final newline.
enum class Reveal { no, yes };

std::string findings_json(const ScanResult& result, Reveal reveal = Reveal::no);
std::string findings_json_lines(const ScanResult& result, Reveal reveal = Reveal::no);
std::string evidence_json(const Evidence& evidence);
std::string inspection_json(const Inspection& inspection, Reveal reveal = Reveal::no);

// Holds the values: write it with mode 0600.
std::string plan_json(const RedactionPlan& plan);
RedactionPlan plan_from_json(std::string_view json);  // throws Errc::bad_config

}  // namespace review

#include "report/report.hpp"

namespace review {

extern const Report report_jsonl;
const Report report_jsonl{"jsonl", [](const ScanResult& result, const ReportOptions& options, std::string& out) {
    out += findings_json_lines(result, options.reveal);
}};

}  // namespace review

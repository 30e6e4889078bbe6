#include "report/report.hpp"

namespace review {

extern const Report report_json;
const Report report_json{"json", [](const ScanResult& result, const ReportOptions& options, std::string& out) {
    out += findings_json(result, options.reveal);
}};

}  // namespace review

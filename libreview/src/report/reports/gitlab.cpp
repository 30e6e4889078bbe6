// GitLab's code quality report.
#include "model/json/gitlab.hpp"
#include "report/entries.hpp"

namespace review {

extern const Report report_gitlab;
const Report report_gitlab{"gitlab", [](const ScanResult& result, const ReportOptions& options, std::string& out) {
    out += gitlab_quality_json(report_documents(result, options, true));
}, true};

}  // namespace review

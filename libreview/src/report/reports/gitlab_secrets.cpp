// GitLab's report of secrets found.
#include <algorithm>

#include "model/json/gitlab.hpp"
#include "report/entries.hpp"

namespace review {

extern const Report report_gitlab_secrets;
const Report report_gitlab_secrets{"gitlab-secrets", [](const ScanResult& result, const ReportOptions& options, std::string& out) {
    const auto whole = std::all_of(result.documents.begin(), result.documents.end(), [](const auto& one) { return one.complete && one.failure.empty(); });
    out += gitlab_secrets_json(report_head(result, options), report_documents(result, options, true), whole);
}, true};

}  // namespace review

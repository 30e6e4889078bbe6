#pragma once

#include <string>
#include <vector>

#include "model/report_entry.hpp"

namespace review {

// GitLab's code quality report: a list of issues, each with a fingerprint of its own.
std::string gitlab_quality_json(const std::vector<ReportDocument>& documents);

// GitLab's report of the kind secret_detection, schema 15.2.1. `whole`: every document was read whole.
std::string gitlab_secrets_json(const ReportHead& head, const std::vector<ReportDocument>& documents, bool whole);

}  // namespace review

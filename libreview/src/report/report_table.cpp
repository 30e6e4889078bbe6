#include "report/report.hpp"

namespace review {

#define REVIEW_ENTRY(name) extern const Report report_##name;
#include "reports.inc"
#undef REVIEW_ENTRY

namespace {

const Report* const table[] = {
#define REVIEW_ENTRY(name) &report_##name,
#include "reports.inc"
#undef REVIEW_ENTRY
};

}  // namespace

const Report* find_report(std::string_view name) {
    for (const Report* report : table) {
        if (report->name == name) return report;
    }
    return nullptr;
}

std::vector<std::string> report_names() {
    std::vector<std::string> names;
    for (const Report* report : table) names.emplace_back(report->name);
    return names;
}

}  // namespace review

#pragma once

#include <map>
#include <string>

#include <review/json.hpp>

#include "report/report.hpp"
#include "report/shown_redaction.hpp"

namespace review {

// One page that stands alone, in the shape of the scan's: what was cut and how that was proven, then place by place before beside
// after. `rules`: what is known of them, by id. With `reveal` it holds the values: FileMode::secret.
std::string redaction_page(ShownRedaction shown, const std::map<std::string, ReportRule>& rules, Reveal reveal);

}  // namespace review

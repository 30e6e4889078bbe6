#pragma once

#include <review/decisions.hpp>
#include <review/document.hpp>
#include <review/redaction_plan.hpp>

#include "report/shown_redaction.hpp"

namespace review {

// Where each cut of a plan stands, and for which findings it was made. The law is the one an officer named, where one did.
CutPlaces cut_places(const Document& document, const Draft& draft, const RedactionPlan& plan, std::vector<Finding> findings, const Decisions& decisions);

}  // namespace review

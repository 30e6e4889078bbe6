#pragma once

#include <vector>

#include <review/decisions.hpp>
#include <review/decisions_file.hpp>
#include <review/document.hpp>
#include <review/extraction.hpp>
#include <review/finding.hpp>
#include <review/redaction_plan.hpp>

namespace review {

// What an officer chose for places that cannot be read or cut.
struct UnreadableChoice {
    OnUnreadable how = OnUnreadable::refuse;
    std::vector<std::uint32_t> pages;  // where rewriting was refused before; ascending
};

// Turns findings and decisions into cuts. Every value that goes, goes everywhere it stands: in each
// part, in any spacing, also from one page to the next. So do values `asked` for by name, found or
// not. Throws Errc::refused listing what is undecided: findings without a disposition and blind spots
// nobody accepted, unless `unreadable` says what to do with them. Throws Errc::bad_config where the decisions are for
// another draft or name findings that are not there.
RedactionPlan make_plan(const Draft& draft, const Document& document, const std::vector<Finding>& findings,
                        const std::vector<BlindSpot>& blind_spots, const Decisions& decisions,
                        const std::vector<Area>& areas = {}, Width width = Width::grid,
                        const std::vector<RemovedValue>& asked = {}, const UnreadableChoice& unreadable = {});

}  // namespace review

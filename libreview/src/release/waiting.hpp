#pragma once

#include <string>
#include <vector>

#include <review/decisions.hpp>
#include <review/finding.hpp>

namespace review {

// Throws Errc::unapproved where a finding waits for a person: it is undecided, escalated, with a third party or the secrecy
// authority, or kept by a decision that was carried over from another version and not looked at since. Names those with a clock.
void stop_where_persons_wait(const std::string& name, const std::vector<Finding>& findings, const Decisions& decisions);

}  // namespace review

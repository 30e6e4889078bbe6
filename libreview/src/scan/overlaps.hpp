#pragma once

#include <set>
#include <string>
#include <vector>

#include <review/finding.hpp>

namespace review {

// A number that lies inside a longer or surer one, at least as severe, becomes evidence of it, "also:pack/rule": an identity
// number whose digits happen to be those of a card, too, is one thing to decide. `numbers` are the rules that look for digits.
// Other findings stay each by itself: who publishes an address has not decided about the name in it.
void take_in_overlapped(std::vector<Finding>& findings, const std::set<std::string>& numbers);

}  // namespace review

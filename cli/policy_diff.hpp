#pragma once

#include <string>
#include <vector>

#include <review/pattern_pack.hpp>
#include <review/policy.hpp>

namespace cli {

// What two policies make of the same findings, a line a difference: of each rule of the packs and each likelihood the action, what has to be
// published, fields of XML, the floor of masks, the class of document. Empty: they decide alike, however they are written.
std::string policy_differences(const review::Policy& before, const review::Policy& after, const std::vector<review::PatternPack>& packs);

}  // namespace cli

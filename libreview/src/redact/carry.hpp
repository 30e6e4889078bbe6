#pragma once

#include <vector>

#include <review/decisions_file.hpp>

namespace review {

// What an earlier file says of each finding.
struct Match {
    enum class How { fresh, same, carried, changed } how = How::fresh;
    const Decision* earlier = nullptr;  // changed: the first that was made on this value
};

struct Matches {
    std::vector<Match> of;             // one a finding
    std::vector<const Decision*> gone;  // decided before, and neither the place nor the value is there now
};

// By id in the same draft, by value and context in another version. Where one value stands several times in one context and
// was decided upon in several ways, nobody can tell which is which: all of them are `changed`.
Matches match(bool same_draft, const std::vector<Finding>& findings, const std::vector<Anchor>& anchors, const std::vector<Decision>& earlier);

}  // namespace review

#pragma once

#include <string>
#include <vector>

#include <review/digest.hpp>

namespace review {

enum class Disposition { undecided, redact, keep, escalate };

// What a person said of one finding.
struct Decision {
    std::string finding;  // Finding::id
    Disposition disposition = Disposition::undecided;
    std::string basis;    // "条例15"
    std::string note;
    std::string by;
};

// What persons said of one draft. The file form is YAML: docs/decisions.md.
struct Decisions {
    Digest draft;
    bool redact_all = false;  // --all: every finding that policy does not allow is redacted
    std::vector<Decision> decisions;
    std::vector<std::string> accepted_blind_spots;  // labels
};

}  // namespace review

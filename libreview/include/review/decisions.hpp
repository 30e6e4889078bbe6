#pragma once

#include <string>
#include <vector>

#include <review/digest.hpp>

namespace review {

// `redact`: goes whole. `mask`: goes but for what its rule's mask shows. `keep`: stays. The others wait for somebody:
// `escalate` within the office, `consult` for a third party (条例 32), `undetermined` for the secrecy authority (条例 17).
enum class Disposition { undecided, redact, mask, keep, escalate, consult, undetermined };

// Knows a finding again in another version of its draft: keyed digests (HMAC), 32 hex digits each, of rule and value and of
// the text around it. Both empty: nobody looked, or there was no key.
struct Anchor {
    std::string value, context;
};

// What a person said of one finding.
struct Decision {
    std::string finding{};  // Finding::id
    Disposition disposition = Disposition::undecided;
    std::string basis{};    // "条例15": begins with a key of the catalogue
    std::string note{};
    std::string by{};
    std::string since{};    // consult, undetermined: the day it was sent or reported, "2026-11-27"
    bool extended = false;  // undetermined: the period was extended
    bool carried = false;   // taken over from another version and not looked at since
    Anchor anchor{};
    int line = 0;           // of the file, 1-based
};

// What persons said of one draft. The file form is YAML: docs/decisions.md.
struct Decisions {
    Digest draft{};
    bool redact_all = false;  // --all: every finding that policy does not allow is redacted
    std::vector<Decision> decisions{};
    std::vector<std::string> accepted_blind_spots{};  // labels
    std::string key{};                   // tells the key of the anchors from others; empty: there are none
    std::vector<std::string> remarks{};  // about a file of the older form: "decisions.yaml:8: ..."
};

std::string_view name_of(Disposition disposition);

// Whether it stands between the finding and a release.
bool waits(Disposition disposition);

}  // namespace review

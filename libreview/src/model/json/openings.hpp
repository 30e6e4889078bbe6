#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <review/digest.hpp>

namespace review {

// What INTERNAL keeps of a release so that single findings can be opened, and so that it can go on. Secret: mode 0600.
struct Openings {
    Bytes draft_key;    // of ReviewStatement::draft_commitment
    Digest redacted;    // SHA-256 of the redacted file before it was made ready for the seal
    struct Finding {
        std::string id, place;
        Bytes key;      // of the ClosedFinding at the same place in the statement
    };
    std::vector<Finding> findings;
};

std::string openings_json(const Openings& openings);
Openings openings_from_json(std::string_view json);  // strict, Errc::unverified

}  // namespace review

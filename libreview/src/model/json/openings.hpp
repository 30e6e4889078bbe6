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
        Digest value;   // HMAC of the value under a key of its own
        Bytes key;      // what both keys of the ClosedFinding at the same place in the statement are made of
    };
    std::vector<Finding> findings;
};

// What is handed out of one finding (docs/bundle.md, "Opening one finding").
struct FindingOpening {
    Digest statement;    // SHA-256 of the statement's payload
    std::uint32_t index = 0;  // in its list, from 0
    std::string place;   // no id: made of the draft's digest, it would let who has the published file try values
    Digest value;        // HMAC of the value
    Bytes key;           // of the commitment
    Bytes value_key;     // of `value`; empty: the value cannot be tried
};

std::string opening_json(const FindingOpening& opening);
FindingOpening opening_from_json(std::string_view json);  // strict, Errc::unverified

std::string openings_json(const Openings& openings);
Openings openings_from_json(std::string_view json);  // strict, Errc::unverified

}  // namespace review

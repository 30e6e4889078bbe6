#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <review/blind_spot.hpp>
#include <review/digest.hpp>
#include <review/finding.hpp>

namespace review {

// One document, looked at.
struct ScannedDocument {
    std::string name;
    std::string format;  // empty: it could not be opened, and `failure` says why
    Digest sha256;
    std::uint32_t pages = 0;
    bool complete = false;  // read whole, without a blind spot
    std::string failure;
    std::vector<Finding> findings;
    std::vector<BlindSpot> blind_spots;
};

struct PackIdentity {
    std::string name, version;
    Digest digest;
};

// What became of one suppression in a scan.
struct SuppressionUse {
    std::string id, rule, expires;
    bool expired = false;
    std::size_t findings = 0;  // that it fits; 0: unused
};

// What `review scan` prints, in every format. JSON: docs/findings.schema.json.
struct ScanResult {
    std::string engine;
    std::vector<PackIdentity> packs;
    std::string policy, channel;
    Digest policy_digest;
    std::vector<ScannedDocument> documents;
    std::vector<SuppressionUse> suppressions;
};

}  // namespace review

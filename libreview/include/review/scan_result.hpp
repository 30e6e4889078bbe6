#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <review/blind_spot.hpp>
#include <review/digest.hpp>
#include <review/finding.hpp>
#include <review/plugin_identity.hpp>

namespace review {

// One document, looked at.
struct ScannedDocument {
    std::string name;
    std::string format;  // empty: it could not be opened, and `failure` says why
    Digest sha256;
    std::uint32_t pages = 0;
    bool complete = false;  // read whole; blind spots that are `enough` do not count
    std::string failure;
    std::vector<Finding> findings;
    std::vector<BlindSpot> blind_spots;
    std::vector<std::string> fields_in_vain;  // paths of the policy whose fields would go, which fit no place of an XML draft
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

// What became of a baseline (review/baseline.hpp) in a scan.
struct BaselineUse {
    std::string owner, reason, expires;
    bool expired = false;
    std::size_t known = 0;  // findings that it knows
    std::size_t more = 0;   // findings that stand in their file more often than it knows: none of them is known
    std::size_t gone = 0;   // that it knows and the files of this scan do not hold any more
};

// A value that a configuration file gave (docs/configuration.md).
struct SettingUse {
    std::string key, value;
    std::string file;
    int line = 1;
};

// What `review scan` prints, in every format. JSON: docs/findings.schema.json.
struct ScanResult {
    std::string engine;
    std::vector<PackIdentity> packs;
    std::vector<PluginIdentity> plugins;
    std::string policy, channel;
    Digest policy_digest;
    std::vector<ScannedDocument> documents;
    std::vector<SuppressionUse> suppressions;
    std::optional<BaselineUse> baseline;
    std::vector<SettingUse> configuration;
    std::vector<std::string> links;  // symbolic links in folders that were walked: passed over
};

}  // namespace review

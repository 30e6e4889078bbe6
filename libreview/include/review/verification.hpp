#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include <review/digest.hpp>

namespace review {

// One thing that was checked.
struct Check {
    std::string name;    // "byte-range", "one-revision", "chain"; stable, for machines
    bool passed = false;
    std::string detail;  // what was seen
};

// What was checked of a signed document or a release bundle, and what was not.
struct Verification {
    std::string format;
    std::string signer;   // RFC 4514 subject; empty where nobody could be named
    Digest signer_key;    // SHA-256 of the signer's SubjectPublicKeyInfo; zeros where nobody could be named
    std::string claimed_time;
    std::string stamped_time;   // by the time-stamp authority, "2026-03-01T12:00:00Z"; empty: there is none that fits
    std::string archived_time;  // of the last archive time stamp; empty: there is none
    std::string renew_before;   // when that one's authority ends; empty as above
    std::vector<Check> checks;  // what was checked, in order; stops where the next cannot be made
    std::vector<std::string> not_checked;  // "revocation": what this level cannot tell

    // All passed, and there is at least one.
    bool valid() const {
        return !checks.empty() && std::all_of(checks.begin(), checks.end(), [](const Check& seen) { return seen.passed; });
    }
};

// {"schema": "review-verification/1", ...}; docs/embedding.md
std::string verification_json(const Verification& seen);

}  // namespace review

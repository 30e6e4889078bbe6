#pragma once

#include <string>
#include <vector>

#include <review/bytes.hpp>
#include <review/digest.hpp>

namespace review {

// One value that a person let go out. It is known by its keyed fingerprint only, never by its place; but what a policy says of one field it does not say
// of another.
struct Suppression {
    std::string id;           // "s-" and 16 hex digits, of fingerprint, rule, class, field and last day
    std::string fingerprint;  // Finding::fingerprint
    std::string rule;         // "cn-contact/mobile"
    std::string document_class;  // Policy::document_class
    std::string reason, approver;
    std::string expires;      // the last day on which it applies: "2027-01-31"
    std::string field{};      // of xml_field_rule: Finding::field; else empty
};

struct Suppressions {
    Bytes key;  // of the fingerprints
    std::vector<Suppression> entries;
};

// docs/suppressions.md. Throws Errc::bad_config naming file and line, also where the file was made with another key.
Suppressions load_suppressions(const std::string& path, Bytes key);
std::string suppressions_yaml(const Suppressions& suppressions);

// Adds an entry, or replaces that of the same value, rule, class and field. Throws Errc::bad_config on a blank reason or
// approver, and on what is no day.
const Suppression& suppress(Suppressions& suppressions, Suppression entry);

// Whether it still applies on this day, "2026-11-27".
bool applies(const Suppression& suppression, const std::string& day);
std::string today();  // UTC

}  // namespace review

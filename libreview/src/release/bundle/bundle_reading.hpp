#pragma once

#include <cstdint>
#include <string>

#include <review/bundle.hpp>

#include "release/bundle/signatures.hpp"

namespace review {

constexpr std::int64_t clocks_differ_by = 300;  // seconds

// What a reader has seen of a bundle so far. Each step below notes its checks (docs/bundle.md, "What `review verify` checks"), in the order of
// verify_files(); Errors leave through it.
struct BundleReading {
    const BundleFiles& files;
    const BundleTrust& trust;
    Verification seen{};
    StatedEnvelope stated{};     // from check_statements() on, as are the next two
    Envelope released{};
    ReleaseStatement release{};
    ReadApprovals read{};        // from check_people() on, as is the next
    bool in_toto_asked = false;

    bool check(const std::string& name, bool passed, const std::string& detail);
    const Bytes* file(const std::string& name) const;  // null: it is not there
    std::int64_t released_at() const;                  // as it claims
};

// What is there, and that nothing else is. False: the rest says nothing.
bool check_statements(BundleReading& reading);
void check_no_other_files(BundleReading& reading);
// The office's word and its time. False as above.
bool check_office(BundleReading& reading);
void check_time_stamp(BundleReading& reading);
// The document that went out.
void check_published(BundleReading& reading);
// Who approved, by which rules, and signed what.
void check_people(BundleReading& reading);
void check_in_toto(BundleReading& reading);
void check_statement_signatures(BundleReading& reading);
void tell_signer_plugins(BundleReading& reading);
// The ledger's entry.
void check_log(BundleReading& reading);
// One finding that somebody opens.
void check_opening(BundleReading& reading);

}  // namespace review

#pragma once

#include <review/bundle.hpp>
#include <review/statement.hpp>

#include "model/json/openings.hpp"

namespace review {

// What is said of a redacted document, and what INTERNAL keeps to open it again.
struct Stated {
    ReviewStatement statement;
    Openings openings;
};

struct StatementOf {
    const Draft& draft;
    const ScannedDocument& scanned;
    const ScanResult& frame;           // engine, policy
    const std::vector<PatternPack>& packs;
    const RedactionRequest& request;
    const Redaction& redaction;
    const BundleRequest& bundle;
    ByteView candidate;                // ready for the seal
    const Evidence& evidence;          // of the candidate
};

Stated make_statement(const StatementOf& of);

Digest draft_commitment(ByteView key, ByteView draft);

}  // namespace review

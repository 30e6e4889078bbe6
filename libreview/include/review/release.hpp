#pragma once

#include <optional>
#include <string>
#include <vector>

#include <review/decisions_file.hpp>
#include <review/document.hpp>
#include <review/evidence.hpp>
#include <review/plan.hpp>
#include <review/policy.hpp>
#include <review/prove.hpp>
#include <review/scan_result.hpp>
#include <review/scanner.hpp>

namespace review {

// Opens, extracts, scans and applies policy. What cannot be opened is a ScannedDocument with its
// `failure`, never an empty result.
ScannedDocument scan_document(const Draft& draft, const Scanner& scanner, const Policy& policy,
                              ByteView fingerprint_key, const OpenOptions& options = {});

// By what the findings of a draft are known again in another version of it: keyed digests of each value and of the text around
// it, never the text. Reads the draft once more. Without a key there are none.
Anchors anchors_of(const Draft& draft, const std::vector<Finding>& findings, ByteView key, const OpenOptions& options = {});

// Frame around documents: packs, policy, engine, and the foreign code that has a word in it.
ScanResult scan_result(const Scanner& scanner, const Policy& policy, const PictureReading& pictures = {});

// What became of each suppression of the policy in the documents scanned.
std::vector<SuppressionUse> suppression_uses(const Policy& policy, const std::vector<ScannedDocument>& documents);

struct RedactionRequest {
    Decisions decisions;
    std::vector<Area> areas;
    Width width = Width::grid;
    OnUnreadable on_unreadable = OnUnreadable::refuse;
    std::string label;       // a reason code that boxes show, up to 32 characters; PDF only
    std::string label_font;  // a TrueType file; empty: fontconfig chooses
    std::string schema;      // an XML Schema or RELAX NG file: what was valid stays valid or is refused; XML only
    bool render = false;  // draw and compare as well; Errc::unsupported where there is no pdftoppm
    bool redact_asked = false;  // what was asked for by name (asked_pack()) and nobody decided goes
};

struct Redaction {
    RedactionPlan plan;
    SharedBytes output;
    Evidence evidence;
};

// scan -> plan -> rewrite -> prove. Throws Errc::refused where anything is undecided or unclean;
// there is no output then.
Redaction redact_document(const Draft& draft, const Scanner& scanner, const Policy& policy,
                          const RedactionRequest& request, const OpenOptions& options = {});

}  // namespace review

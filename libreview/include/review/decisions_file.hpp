#pragma once

#include <string>
#include <vector>

#include <review/blind_spot.hpp>
#include <review/decisions.hpp>
#include <review/draft.hpp>
#include <review/finding.hpp>
#include <review/legal_bases.hpp>

namespace review {

// Reads the YAML an officer edits: docs/decisions.md. A basis has to be a key of the catalogue, without one named the built-in;
// in a file of the older form another basis is a remark. Throws Errc::bad_config naming file and line.
Decisions load_decisions(const std::string& path, const LegalBases& bases);
Decisions load_decisions(const std::string& path);

// What was decided before, and the file's own text: comments and layout stay as the officer wrote them.
struct EarlierDecisions {
    Decisions decisions{};
    std::string text{}, file{};
};
EarlierDecisions load_earlier_decisions(const std::string& path, const LegalBases& bases);

// How findings are known again, one anchor a finding, by which key. No anchors: nothing can be carried over later.
struct Anchors {
    std::string key{};
    std::vector<Anchor> of{};
};

// The file for a draft, from the one before: of the same draft, or of another version of it.
struct DecisionsUpdate {
    std::string yaml;
    std::size_t stayed = 0;   // of the same draft
    std::size_t carried = 0;  // from another version: value and context are the same
    std::size_t changed = 0;  // the value is still there, the text around it is another
    std::size_t fresh = 0;    // nobody has decided on it before
    std::size_t gone = 0;     // decided before, and the value is not there any more
    std::vector<std::string> told;  // for a person: which ones, and what could not be kept. Never draft text
};
DecisionsUpdate update_decisions(const Draft& draft, const std::vector<Finding>& findings, const std::vector<BlindSpot>& blind_spots,
                                 const Anchors& anchors = {}, const EarlierDecisions& earlier = {});

}  // namespace review

#pragma once

#include <set>
#include <string>
#include <vector>

#include "support/run.hpp"

namespace spec {

// A row of fixtures/NAME.truth.tsv.
struct Planted {
    std::string type, value, place;
    int count = 0;
};

std::vector<Planted> truth_of(const std::string& fixture);

// The rule that must find values of this type; "*": one rule or another; empty: no rule does, tests give
// them as --term.
std::string rule_of(const std::string& type);

std::set<std::string> values_with_a_rule(const std::string& fixture);
std::set<std::string> names_in(const std::string& fixture);

inline const std::vector<std::string> pdf_fixtures = {"subsidy", "decision", "tracing", "redhead",
                                                      "contract", "form", "comments", "report"};
// With the suffix, because a name may be an XML or a text file.
inline const std::vector<std::string> text_fixtures = {"act.xml", "portal.xml", "notice.txt"};
inline const std::vector<std::string> office_fixtures = {"roster.xlsx"};
inline const std::vector<std::string> package_fixtures = {"permit.ofd", "bulletin.html", "reply.zip"};

std::string path_of(const std::string& file);  // in fixtures/
std::string stem_of(const std::string& file);

// Runs the program under test with the fixed key of fixtures/.
support::Ran run_review(std::vector<std::string> words, int seconds = 120);

}  // namespace spec

#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <review/aggregation.hpp>

namespace review {

// How many persons or numbers fit what is told together.
enum class Estimator {
    one,          // the needs are one person
    resident_id,  // counted: identity numbers that fit the digits, birth, sex and county
    table,        // rows of a table that agree in `quasi`
    unknown,      // nobody can tell: a person judges
};

struct AggregationRule {
    std::string name, title_en, title_zh;
    std::vector<AttributeKind> needs;  // all of them, of one person
    std::vector<AttributeKind> quasi;  // Estimator::table: rows that agree in these are a class
    Estimator estimator = Estimator::unknown;
    std::uint64_t floor = 5;           // fewer candidates complete the rule
    std::vector<std::string> channels; // it holds on; none: all
    std::vector<AttributeType> remedies;  // which types to give up first
    std::vector<std::string> basis;
};

struct AggregationRules {
    std::string name;
    Digest digest;  // of the file
    std::vector<AggregationRule> rules;
};

// "default", or a file (docs/aggregation.md). Throws Errc::bad_config naming file and line.
AggregationRules load_aggregation(const std::string& name_or_path);

}  // namespace review

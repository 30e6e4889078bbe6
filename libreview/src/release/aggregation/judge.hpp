#pragma once

#include <optional>

#include <review/aggregation_check.hpp>

#include "release/aggregation/linkage.hpp"
#include "release/aggregation/token_keys.hpp"

namespace review {

// A rule that is completed for one record of the draft.
struct Completed {
    std::optional<std::uint64_t> candidates;
    bool adds = true, with_live = true;
    std::vector<Contribution> contributions;
};

// Looks whether rules are completed for records of a draft, and what would undo it.
class Judge {
public:
    Judge(const DocumentRecords& draft, const AggregationRequest& request, const std::vector<AggregationKeys::Epoch>& epochs);

    std::vector<AggregationFinding> findings();
    const Linkage& linkage() const { return linkage_; }

private:
    struct Token {
        AttributeType from;
        AttributeToken token;
    };
    // Without what the remedy takes away; none: as it is.
    void set_draft(const Remedy* remedy);
    std::vector<Completed> completed(const AggregationRule& rule, std::size_t record);
    bool completes(const AggregationRule& rule, const std::vector<std::size_t>& members, std::optional<std::uint64_t>& candidates);
    std::optional<std::uint64_t> resident_ids(const std::vector<std::size_t>& members);
    std::vector<Contribution> contributions(const AggregationRule& rule, const Person& person);
    void add_persons(const AggregationRule& rule, std::vector<AggregationFinding>& findings);
    void add_tables(const AggregationRule& rule, std::vector<AggregationFinding>& findings);
    struct SmallClass {
        std::uint64_t smallest = 0;
        std::vector<std::size_t> records;  // of classes below the floor
        std::set<AttributeKind> kinds;
    };
    std::map<std::string, SmallClass> small_classes(const AggregationRule& rule) const;
    std::vector<Remedy> remedies(const AggregationRule& rule, const std::vector<std::size_t>& records);
    bool undone(const AggregationRule& rule, const std::vector<std::size_t>& records, const Remedy& remedy);
    const TokenIndex::Release& release(std::uint64_t entry);

    const DocumentRecords& source_;
    const AggregationRequest& request_;
    std::optional<TokenIndex> index_;
    std::vector<TokenMaker> makers_;
    std::vector<std::map<std::size_t, std::vector<Token>>> tokens_;  // of each record of the draft, by epoch
    std::vector<LinkedRecord> draft_;
    Linkage linkage_;
    std::map<std::uint64_t, TokenIndex::Release> releases_;
};

}  // namespace review

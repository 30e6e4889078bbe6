#include <algorithm>

#include "release/aggregation/judge.hpp"

namespace review {
namespace {

constexpr std::size_t most_remedies = 4;

// Those the rule names first, then the others that the records have.
std::vector<AttributeType> types_in_order(const AggregationRule& rule, const std::set<AttributeType>& there) {
    std::vector<AttributeType> types;
    const auto add = [&](AttributeType type) {
        if (there.count(type) > 0 && std::find(types.begin(), types.end(), type) == types.end()) types.push_back(type);
    };
    for (const auto type : rule.remedies) add(type);
    for (const auto type : there) add(type);
    return types;
}

}  // namespace

// Whether the rule is completed for none of the records once the whole column is given up or coarsened. Looked at, not
// concluded: another column may tell the same.
bool Judge::undone(const AggregationRule& rule, const std::vector<std::size_t>& records, const Remedy& remedy) {
    set_draft(&remedy);
    if (rule.estimator == Estimator::table) {
        const auto small = small_classes(rule);
        return std::none_of(records.begin(), records.end(), [&](std::size_t record) { return small.count(source_.records[record].table) > 0; });
    }
    return std::all_of(records.begin(), records.end(), [&](std::size_t record) {
        const auto still = completed(rule, record);
        return std::none_of(still.begin(), still.end(), [](const Completed& one) { return one.adds; });
    });
}

std::vector<Remedy> Judge::remedies(const AggregationRule& rule, const std::vector<std::size_t>& records) {
    std::set<AttributeType> there;
    std::map<AttributeType, std::set<AttributeKind>> kinds;
    for (const auto record : records) {
        for (const auto& value : source_.records[record].values) {
            there.insert(value.from);
            if (type_of(value.kind) == value.from) kinds[value.from].insert(value.kind);
        }
    }
    std::vector<Remedy> coarser, without;
    for (const auto type : types_in_order(rule, there)) {
        for (const auto kind : kinds_of(type)) {
            // The finest level is no remedy, and one that is not there neither.
            if (kinds[type].count(kind) == 0 || kind == *kinds[type].begin()) continue;
            const Remedy remedy{RemedyKind::coarsen, type, kind};
            if (!undone(rule, records, remedy)) continue;
            coarser.push_back(remedy);
            break;
        }
        // To give all of it up is dearer.
        const Remedy drop{RemedyKind::drop, type, {}};
        const bool enough = !coarser.empty() && coarser.back().type == type;
        if (!enough && undone(rule, records, drop)) without.push_back(drop);
        if (coarser.size() >= most_remedies) break;
    }
    set_draft(nullptr);
    auto all = std::move(coarser);
    all.insert(all.end(), without.begin(), without.end());
    if (all.size() > most_remedies) all.resize(most_remedies);
    if (!rule.channels.empty() && rule.channels.size() < 3) all.push_back({RemedyKind::channel, AttributeType::id, {}});
    return all;
}

}  // namespace review

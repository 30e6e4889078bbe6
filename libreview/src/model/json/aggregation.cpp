#include <review/aggregation_report.hpp>

#include "model/json/ordered.hpp"

namespace review {
namespace {

Json names_of(const std::vector<AttributeKind>& kinds) {
    auto names = Json::array();
    for (const auto kind : kinds) names.push_back(name_of(kind));
    return names;
}

Json contribution_json(const Contribution& one) {
    Json json{{"entry", nullptr}, {"number", one.number}, {"name", one.name}, {"day", one.day}, {"state", "draft"}, {"attributes", names_of(one.kinds)}, {"joined_by", names_of(one.joined)}};
    if (one.entry) json["entry"] = *one.entry, json["state"] = name_of(one.state);
    return json;
}

Json remedy_json(const Remedy& remedy) {
    if (remedy.kind == RemedyKind::channel) return {{"action", "other-channel"}};
    if (remedy.kind == RemedyKind::drop) return {{"action", "drop"}, {"attribute", name_of(remedy.type)}};
    return {{"action", "coarsen"}, {"attribute", name_of(remedy.type)}, {"to", name_of(*remedy.to)}};
}

Json finding_json(const AggregationFinding& finding) {
    Json json{{"rule", finding.rule}, {"candidates", nullptr}, {"floor", finding.floor}, {"adds", finding.adds}, {"with_live", finding.with_live},
              {"records", finding.records}, {"places", finding.places}, {"basis", finding.basis}};
    if (finding.candidates) json["candidates"] = *finding.candidates;
    json["contributions"] = Json::array();
    for (const auto& one : finding.contributions) json["contributions"].push_back(contribution_json(one));
    json["remedies"] = Json::array();
    for (const auto& one : finding.remedies) json["remedies"].push_back(remedy_json(one));
    return json;
}

std::string_view name_of(AggregationBlindSpot::Why why) {
    using Why = AggregationBlindSpot::Why;
    switch (why) {
        case Why::no_tokens: return "no-tokens";
        case Why::no_key: return "no-key";
        case Why::too_common: return "too-common";
        case Why::too_many: return "too-many";
        case Why::unread: return "unread";
    }
    return "?";
}

}  // namespace

std::string aggregation_json(const std::vector<AggregationReport>& reports) {
    auto documents = Json::array();
    for (const auto& report : reports) {
        Json json{{"name", report.draft}, {"channel", report.channel}, {"rules", report.rules}, {"records", report.records}, {"releases", report.releases}};
        json["findings"] = Json::array();
        for (const auto& finding : report.findings) json["findings"].push_back(finding_json(finding));
        json["blind_spots"] = Json::array();
        for (const auto& spot : report.blind_spots) json["blind_spots"].push_back({{"reason", name_of(spot.why)}, {"epoch", spot.epoch}, {"count", spot.count}});
        documents.push_back(std::move(json));
    }
    return dumped({{"schema", "review-aggregation/1"}, {"tool", tool_json()}, {"documents", std::move(documents)}});
}

}  // namespace review

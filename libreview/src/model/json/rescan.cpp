#include <review/rescan_report.hpp>

#include "model/json/ordered.hpp"

namespace review {
namespace {

Json stopping_json(const Finding& finding) {
    return {{"rule", finding.rule}, {"severity", name_of(finding.severity)}, {"action", name_of(finding.action)}, {"label", finding.where.label}, {"preview", finding.preview}};
}

Json counts_json(const RescanCounts& counts) {
    return {{"releases", counts.releases}, {"found", counts.found}, {"unseen", counts.unseen}, {"withdrawn", counts.withdrawn}, {"withdrawn_found", counts.withdrawn_found}};
}

}  // namespace

std::string rescan_json_begin(const std::string& day, const ScanResult& frame) {
    auto packs = Json::array();
    for (const auto& pack : frame.packs) packs.push_back({{"name", pack.name}, {"version", pack.version}, {"digest", pack.digest.hex()}});
    auto tool = tool_json();
    tool["engine"] = frame.engine;
    tool["packs"] = std::move(packs);
    const auto head = dumped_line({{"schema", "review-rescan/1"}, {"day", day}, {"tool", std::move(tool)},
                                   {"policy", {{"name", frame.policy}, {"digest", frame.policy_digest.hex()}}}});
    return head.substr(0, head.rfind('}')) + ",\"releases\":[\n";
}

std::string rescan_json(const RescannedRelease& release, bool first) {
    const auto& row = release.row;
    auto findings = Json::array(), spots = Json::array();
    for (const auto& finding : release.document.findings) findings.push_back(stopping_json(finding));
    for (const auto& spot : release.document.blind_spots) spots.push_back({{"label", spot.label}, {"reason", name_of(spot.reason)}});
    Json json{{"entry", row.index}, {"day", row.day}, {"number", row.release.number}, {"name", row.release.name}, {"channel", row.release.channel},
              {"state", name_of(row.state)}, {"published", row.release.published}, {"file", name_of(release.seen)}, {"path", release.path},
              {"complete", !release.unseen()}, {"failure", release.document.failure}, {"blind_spots", std::move(spots)},
              {"let_through", release.let_through}, {"findings", std::move(findings)}};
    auto line = dumped_line(json);
    while (line.ends_with('\n')) line.pop_back();
    return (first ? "" : ",\n") + line;
}

std::string rescan_json_withdrawn() { return "\n],\"withdrawn\":[\n"; }

std::string rescan_json_end(const RescanCounts& counts) {
    auto line = dumped_line(counts_json(counts));
    while (line.ends_with('\n')) line.pop_back();
    return "\n],\"summary\":" + line + "}\n";
}

}  // namespace review

// The form of docs/findings.schema.json.
#include <review/json.hpp>

#include <map>

#include "model/json/ordered.hpp"

namespace review {
namespace {

Json place_json(const Place& place) {
    Json quads = Json::array();
    for (const Quad& quad : place.quads) quads.push_back(quad_json(quad));
    Json json{{"part", place.span.part},
              {"kind", name_of(place.kind)},
              {"label", place.label},
              {"page", place.page == 0 ? Json(nullptr) : Json(place.page)},
              {"begin", place.span.begin},
              {"end", place.span.end},
              {"quads", std::move(quads)},
              {"xpath", place.xpath.empty() ? Json(nullptr) : Json(place.xpath)},
              {"bytes", nullptr}};
    if (place.bytes) json["bytes"] = Json{{"begin", place.bytes->begin}, {"end", place.bytes->end}};
    return json;
}

Json finding_json(const Finding& finding, Reveal reveal) {
    Json json{{"id", finding.id},
              {"rule", finding.rule},
              {"category", name_of(finding.category)},
              {"severity", name_of(finding.severity)},
              {"likelihood", name_of(finding.likelihood)},
              {"action", name_of(finding.action)},
              {"basis", finding.basis},
              {"where", place_json(finding.where)},
              {"preview", finding.preview},
              {"view", finding.view},
              {"evidence", finding.evidence},
              {"fingerprint", finding.fingerprint}};
    if (reveal == Reveal::yes) json["text"] = finding.excerpt.reveal();
    return json;
}

Json blind_spot_json(const BlindSpot& spot) {
    Json json{{"part", spot.part},
              {"label", spot.label},
              {"page", spot.page == 0 ? Json(nullptr) : Json(spot.page)},
              {"reason", name_of(spot.reason)},
              {"detail", spot.detail}};
    if (!spot.object.empty()) json["object"] = spot.object;
    return json;
}

// What stands before a document's findings.
Json document_json(const ScannedDocument& document) {
    Json json{{"name", document.name},
              {"format", document.format.empty() ? Json(nullptr) : Json(document.format)},
              {"sha256", document.sha256.hex()},
              {"pages", document.pages},
              {"complete", document.complete}};
    if (!document.failure.empty()) json["failure"] = document.failure;
    return json;
}

Json summary_json(const ScanResult& result) {
    std::size_t findings = 0, blind_spots = 0, failures = 0;
    std::map<Action, std::size_t> by_action;
    for (const auto& document : result.documents) {
        findings += document.findings.size();
        blind_spots += document.blind_spots.size();
        failures += document.failure.empty() ? 0 : 1;
        for (const auto& finding : document.findings) ++by_action[finding.action];
    }
    Json actions = Json::object();
    for (auto entry = by_action.rbegin(); entry != by_action.rend(); ++entry) {
        actions[std::string(name_of(entry->first))] = entry->second;
    }
    return {{"findings", findings}, {"by_action", actions}, {"blind_spots", blind_spots}, {"failures", failures}};
}

Json head_json(const ScanResult& result) {
    Json tool = tool_json();
    tool["engine"] = result.engine;
    tool["packs"] = Json::array();
    for (const auto& pack : result.packs) {
        tool["packs"].push_back(
            Json{{"name", pack.name}, {"version", pack.version}, {"digest", pack.digest.hex()}});
    }
    return {{"schema", "review-findings/1"},
            {"tool", std::move(tool)},
            {"policy", Json{{"name", result.policy},
                            {"channel", result.channel},
                            {"digest", result.policy_digest.hex()}}}};
}

// A line names its kind and its document first, so that `grep` and `jq` can pick.
std::string line_json(const char* type, const std::string& document, const Json& content) {
    Json line{{"type", type}, {"document", document}};
    line.update(content);
    return dumped_line(line);
}

}  // namespace

std::string findings_json(const ScanResult& result, Reveal reveal) {
    Json json = head_json(result);
    json["documents"] = Json::array();
    for (const auto& document : result.documents) {
        Json entry = document_json(document);
        entry["findings"] = Json::array();
        for (const auto& finding : document.findings) entry["findings"].push_back(finding_json(finding, reveal));
        entry["blind_spots"] = Json::array();
        for (const auto& spot : document.blind_spots) entry["blind_spots"].push_back(blind_spot_json(spot));
        json["documents"].push_back(std::move(entry));
    }
    json["summary"] = summary_json(result);
    return dumped(json);
}

std::string findings_json_lines(const ScanResult& result, Reveal reveal) {
    Json head{{"type", "scan"}};
    head.update(head_json(result));
    std::string lines = dumped_line(head);
    for (const auto& document : result.documents) {
        Json entry{{"type", "document"}};
        entry.update(document_json(document));
        lines += dumped_line(entry);
        for (const auto& finding : document.findings) {
            lines += line_json("finding", document.name, finding_json(finding, reveal));
        }
        for (const auto& spot : document.blind_spots) {
            lines += line_json("blind-spot", document.name, blind_spot_json(spot));
        }
    }
    Json last{{"type", "summary"}};
    last.update(summary_json(result));
    return lines + dumped_line(last);
}

}  // namespace review

// The form of docs/findings.schema.json.
#include <review/json.hpp>

#include <map>

#include "model/json/finding_line.hpp"
#include "model/json/ordered.hpp"

namespace review {
namespace {

Json blind_spot_json(const BlindSpot& spot) {
    Json json{{"part", spot.part},
              {"label", spot.label},
              {"page", spot.page == 0 ? Json(nullptr) : Json(spot.page)},
              {"reason", name_of(spot.reason)},
              {"detail", spot.detail}};
    if (!spot.object.empty()) json["object"] = spot.object;
    if (spot.enough) json["enough"] = true;
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

Json suppression_json(const SuppressionUse& use) {
    return {{"id", use.id},
            {"rule", use.rule},
            {"expires", use.expires},
            {"state", use.expired ? "expired" : use.findings == 0 ? "unused" : "used"},
            {"findings", use.findings}};
}

Json baseline_json(const BaselineUse& use) {
    return {{"owner", use.owner},
            {"reason", use.reason},
            {"expires", use.expires},
            {"state", use.expired ? "expired" : "used"},
            {"known", use.known},
            {"more", use.more},
            {"gone", use.gone}};
}

Json setting_json(const SettingUse& use) {
    return {{"key", use.key}, {"value", use.value}, {"file", use.file}, {"line", use.line}};
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
    if (!result.plugins.empty()) tool["plugins"] = plugins_json(result.plugins);
    Json head{{"schema", "review-findings/1"},
              {"tool", std::move(tool)},
              {"policy", Json{{"name", result.policy}, {"channel", result.channel}, {"digest", result.policy_digest.hex()}}}};
    if (!result.configuration.empty()) {
        auto& settings = head["configuration"] = Json::array();
        for (const auto& use : result.configuration) settings.push_back(setting_json(use));
    }
    if (!result.links.empty()) head["links"] = result.links;
    return head;
}

// Of a portal's file thousands of findings: no JSON value is made of each. In the report that is given each list of them is empty, on a line
// of its own, as no text is: ends of lines are written in another way there.
std::string with_findings(const std::string& report, const ScanResult& result, Reveal reveal) {
    constexpr std::string_view empty = "\n      \"findings\": []";
    constexpr std::size_t depth = 4, bytes_a_finding = 1024;
    std::size_t count = 0, copied = 0;
    for (const auto& document : result.documents) count += document.findings.size();
    if (count == 0) return report;
    std::string all;
    all.reserve(report.size() + bytes_a_finding * count);
    for (const auto& document : result.documents) {
        const auto list = report.find(empty, copied) + empty.size();
        all.append(report, copied, list - copied);
        copied = list;
        if (document.findings.empty()) continue;
        all.pop_back();
        for (const auto& finding : document.findings) {
            if (all.back() != '[') all += ',';
            all.append(1, '\n').append(2 * depth, ' ');
            put_finding(all, depth, finding, reveal);
        }
        all += "\n      ]";
    }
    return all.append(report, copied);
}

// A line names its kind and its document first, so that `grep` and `jq` can pick.
Json line_head(const char* type, const std::string& document) { return {{"type", type}, {"document", document}}; }

}  // namespace

std::string findings_json(const ScanResult& result, Reveal reveal) {
    Json json = head_json(result);
    json["documents"] = Json::array();
    for (const auto& document : result.documents) {
        Json entry = document_json(document);
        entry["findings"] = Json::array();  // put in when all else is written
        entry["blind_spots"] = Json::array();
        for (const auto& spot : document.blind_spots) entry["blind_spots"].push_back(blind_spot_json(spot));
        json["documents"].push_back(std::move(entry));
    }
    if (!result.suppressions.empty()) {
        auto& uses = json["suppressions"] = Json::array();
        for (const auto& use : result.suppressions) uses.push_back(suppression_json(use));
    }
    if (result.baseline) json["baseline"] = baseline_json(*result.baseline);
    json["summary"] = summary_json(result);
    return with_findings(dumped(json), result, reveal);
}

std::string findings_json_lines(const ScanResult& result, Reveal reveal) {
    constexpr std::size_t bytes_a_line = 640;
    Json head{{"type", "scan"}};
    head.update(head_json(result));
    std::string lines = dumped_line(head);
    for (const auto& document : result.documents) {
        Json entry{{"type", "document"}};
        entry.update(document_json(document));
        lines += dumped_line(entry);
        lines.reserve(lines.size() + bytes_a_line * document.findings.size());
        for (const auto& finding : document.findings) {
            put_finding_line(lines, document.name, finding, reveal);
        }
        for (const auto& spot : document.blind_spots) {
            auto line = line_head("blind-spot", document.name);
            line.update(blind_spot_json(spot));
            lines += dumped_line(line);
        }
    }
    for (const auto& use : result.suppressions) {
        Json line{{"type", "suppression"}};
        line.update(suppression_json(use));
        lines += dumped_line(line);
    }
    if (result.baseline) {
        Json line{{"type", "baseline"}};
        line.update(baseline_json(*result.baseline));
        lines += dumped_line(line);
    }
    Json last{{"type", "summary"}};
    last.update(summary_json(result));
    return lines + dumped_line(last);
}

}  // namespace review

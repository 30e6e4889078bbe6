#include "model/json/sarif.hpp"

#include <map>

#include "model/json/ordered.hpp"
#include "model/json/uri.hpp"

namespace review {
namespace {

Json text_json(const std::string& text) { return {{"text", text}}; }

// 3.27.10. GitHub shows errors of a rule by its security-severity.
const char* level_of(const ReportEntry& entry) {
    if (entry.allowed || entry.severity == Severity::low) return "note";
    return entry.severity == Severity::medium ? "warning" : "error";
}

const char* security_severity(Severity severity) {
    switch (severity) {
        case Severity::critical: return "9.5";
        case Severity::high: return "8.0";
        case Severity::medium: return "5.5";
        case Severity::low: return "2.0";
    }
    return "8.0";
}

Json rule_json(const ReportRule& rule) {
    const auto& title = rule.title_en.empty() ? rule.id : rule.title_en;
    const std::string both = rule.title_zh.empty() ? title : title + " / " + rule.title_zh;
    Json tags{"security", name_of(rule.category)};
    for (const auto& law : rule.basis) {
        if (tags.size() < 10) tags.push_back(law);  // GitHub shows ten
    }
    return {{"id", rule.id},
            {"shortDescription", text_json(both)},
            {"help", text_json(rule.help_en + "\n\n" + rule.help_zh)},
            {"properties", Json{{"security-severity", security_severity(rule.severity)}, {"tags", std::move(tags)}}}};
}

// 3.30: bytes and a line of the same place. GitHub wants a line; where there is none, 1 stands for "somewhere in it".
Json region_json(const ReportEntry& entry) {
    Json region{{"startLine", entry.line == 0 ? 1 : entry.line}};
    if (entry.bytes) {
        region["byteOffset"] = entry.bytes->begin;
        region["byteLength"] = entry.bytes->end - entry.bytes->begin;
    }
    return region;
}

// 3.33.7 has words for XML; pages and fields have our own.
std::string logical_kind(const ReportEntry& entry) {
    if (entry.kind == ReportEntry::Kind::finding) return entry.part == PartKind::instruction ? "processingInstruction" : std::string(name_of(entry.part));
    return entry.page > 0 ? "page" : "object";
}

Json location_json(const SarifRun::Result& result, const SarifRun& run) {
    const auto& entry = *result.entry;
    const auto& document = (*run.documents)[result.document];
    Json location{{"physicalLocation",
                   Json{{"artifactLocation", Json{{"uri", uri_of_path(document.path)}, {"index", result.document}}},
                        {"region", region_json(entry)}}}};
    if (entry.place.empty()) return location;
    Json logical{{"name", entry.place}};
    if (!entry.xpath.empty()) logical["fullyQualifiedName"] = entry.xpath;
    logical["kind"] = logical_kind(entry);
    location["logicalLocations"] = Json::array({std::move(logical)});
    return location;
}

std::string message_of(const ReportEntry& entry) {
    std::string text = entry.sentence;
    if (!entry.why.empty()) text += "\n" + entry.why;
    if (!entry.law.empty()) text += "\n" + entry.law;
    return text + "\n" + entry.what_to_do;
}

Json result_json(const SarifRun::Result& result, std::size_t rule, const SarifRun& run) {
    const auto& entry = *result.entry;
    Json json{{"ruleId", entry.rule}, {"ruleIndex", rule}, {"level", level_of(entry)}, {"message", text_json(message_of(entry))}};
    json["locations"] = Json::array({location_json(result, run)});
    auto& prints = json["partialFingerprints"];
    prints["primaryLocationLineHash"] = entry.key.substr(0, 16) + ":1";  // the one GitHub compares
    prints["reviewPlace/v1"] = entry.key;
    if (!entry.fingerprint.empty()) prints["reviewValue/v1"] = entry.fingerprint;
    auto& suppressions = json["suppressions"] = Json::array();  // 3.27.23: an empty list says that there is none
    if (entry.allowed) {
        suppressions.push_back(Json{{"kind", "external"}, {"status", "accepted"},
                                    {"justification", entry.suppression.empty() ? entry.what_to_do : entry.suppression}});
    }
    auto& properties = json["properties"];
    properties["severity"] = name_of(entry.severity);
    properties["action"] = name_of(entry.action);
    if (entry.page > 0) properties["page"] = entry.page;
    if (!entry.object.empty()) properties["object"] = entry.object;
    return json;
}

// Without hashes (3.24.11): a plain digest of a draft lets anybody try values until it fits.
Json artifacts_json(const std::vector<ReportDocument>& documents) {
    Json artifacts = Json::array();
    for (const auto& document : documents) {
        artifacts.push_back(Json{{"location", Json{{"uri", uri_of_path(document.path)}}}, {"roles", Json::array({"analysisTarget"})}});
    }
    return artifacts;
}

Json invocation_json(const SarifRun& run) {
    Json invocation{{"executionSuccessful", run.whole}};
    auto& notes = invocation["toolExecutionNotifications"] = Json::array();
    for (const auto& note : run.notes) notes.push_back(Json{{"level", "error"}, {"message", text_json(note)}});
    return invocation;
}

}  // namespace

std::string sarif_json(const SarifRun& run) {
    std::map<std::string, std::size_t> numbers;
    Json rules = Json::array();
    for (const auto& rule : run.rules) {
        numbers[rule.id] = rules.size();
        rules.push_back(rule_json(rule));
    }
    Json results = Json::array();
    for (const auto& result : run.results) results.push_back(result_json(result, numbers.at(result.entry->rule), run));
    Json driver{{"name", "review"}, {"version", REVIEW_VERSION}, {"semanticVersion", REVIEW_VERSION}, {"rules", std::move(rules)}};
    Json body{{"tool", Json{{"driver", std::move(driver)}}},
              {"language", run.language},
              {"invocations", Json::array({invocation_json(run)})},
              {"artifacts", artifacts_json(*run.documents)},
              {"results", std::move(results)},
              {"properties", Json{{"policy", run.head.policy}, {"channel", run.head.channel}}}};
    return dumped_line(Json{{"$schema", "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"},
                            {"version", "2.1.0"},
                            {"runs", Json::array({std::move(body)})}});
}

}  // namespace review

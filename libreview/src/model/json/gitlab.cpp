#include "model/json/gitlab.hpp"

#include <algorithm>

#include "model/json/ordered.hpp"

namespace review {
namespace {

const char* quality_severity(const ReportEntry& entry) {
    if (entry.allowed) return "info";
    switch (entry.severity) {
        case Severity::critical: return "blocker";
        case Severity::high: return "critical";
        case Severity::medium: return "major";
        case Severity::low: return "minor";
    }
    return "blocker";
}

const char* secret_severity(const ReportEntry& entry) {
    if (entry.allowed) return "Info";
    switch (entry.severity) {
        case Severity::critical: return "Critical";
        case Severity::high: return "High";
        case Severity::medium: return "Medium";
        case Severity::low: return "Low";
    }
    return "Critical";
}

// GitLab wants a line everywhere. A page is what comes nearest in a document without lines.
std::uint32_t line_of(const ReportEntry& entry) { return std::max<std::uint32_t>(1, entry.line > 0 ? entry.line : entry.page); }

// A UUID (RFC 9562, version 8) of the entry's key.
std::string uuid_of(std::string key) {
    key[12] = '8';
    key[16] = '8';
    return key.substr(0, 8) + "-" + key.substr(8, 4) + "-" + key.substr(12, 4) + "-" + key.substr(16, 4) + "-" + key.substr(20, 12);
}

// Not more bytes than GitLab takes, whole characters.
std::string at_most(std::string text, std::size_t most) {
    if (text.size() <= most) return text;
    while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xc0) == 0x80) --most;
    text.resize(most);
    return text;
}

Json secret_json(const ReportDocument& document, const ReportEntry& entry) {
    std::string description = entry.sentence;
    if (!entry.why.empty()) description += "\n\n" + entry.why;
    if (!entry.law.empty()) description += "\n\n" + entry.law;
    const auto line = line_of(entry);
    return {{"id", uuid_of(entry.key)},
            {"name", at_most(entry.title, 255)},
            {"description", description},
            {"severity", secret_severity(entry)},
            {"solution", entry.what_to_do},
            {"identifiers", Json::array({Json{{"type", "review_rule"}, {"name", entry.rule}, {"value", entry.rule}}})},
            // No commit is looked at, and the report wants one: what gitleaks writes for files without one.
            {"location", Json{{"file", document.path}, {"commit", Json{{"sha", "0000000"}}}, {"start_line", line}, {"end_line", line}}}};
}

Json scanner_json() {
    return {{"id", "review"}, {"name", "review"}, {"version", REVIEW_VERSION}, {"vendor", Json{{"name", "libreview"}}}};
}

}  // namespace

std::string gitlab_quality_json(const std::vector<ReportDocument>& documents) {
    Json issues = Json::array();
    for (const auto& document : documents) {
        for (const auto& entry : document.entries) {
            issues.push_back(Json{{"description", entry.sentence + " — " + entry.what_to_do},
                                  {"check_name", entry.rule},
                                  {"fingerprint", entry.key},
                                  {"severity", quality_severity(entry)},
                                  {"location", Json{{"path", document.path}, {"lines", Json{{"begin", line_of(entry)}}}}}});
        }
    }
    return dumped(issues);
}

std::string gitlab_secrets_json(const ReportHead& head, const std::vector<ReportDocument>& documents, bool whole) {
    Json found = Json::array(), messages = Json::array();
    for (const auto& document : documents) {
        for (const auto& entry : document.entries) {
            found.push_back(secret_json(document, entry));
            if (entry.kind == ReportEntry::Kind::finding) continue;
            messages.push_back(Json{{"level", "fatal"}, {"value", document.name + ": " + entry.sentence}});
        }
    }
    Json scan{{"analyzer", scanner_json()}, {"scanner", scanner_json()}, {"type", "secret_detection"},
              {"start_time", head.time},    {"end_time", head.time},     {"status", whole ? "success" : "failure"},
              {"messages", std::move(messages)}};
    return dumped(Json{{"version", "15.2.1"}, {"scan", std::move(scan)}, {"vulnerabilities", std::move(found)}});
}

}  // namespace review

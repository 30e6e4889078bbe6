#include <catch2/catch.hpp>

#include "base/messages.hpp"
#include "report/printable.hpp"
#include "report/report.hpp"

using namespace review;

namespace {

ScanResult two_findings() {
    ScanResult result;
    result.policy = "default";
    result.channel = "internet";
    ScannedDocument document;
    document.name = "draft.pdf";
    document.format = "pdf";
    for (const auto severity : {Severity::low, Severity::critical}) {
        Finding finding;
        finding.id = "f-0000000000000001";
        finding.rule = "pack/rule";
        finding.severity = severity;
        finding.action = Action::block;
        finding.where.label = severity == Severity::low ? "page 1" : "page 2";
        finding.preview = "4203************15";
        finding.excerpt = Sensitive("the-whole-value");
        document.findings.push_back(std::move(finding));
    }
    result.documents.push_back(std::move(document));
    return result;
}

std::string text_of(const ScanResult& result, const ReportOptions& options = {}) {
    std::string out;
    find_report("text")->write(result, options, out);
    return out;
}

}  // namespace

TEST_CASE("the table of reports knows every form") {
    CHECK(report_names() == std::vector<std::string>{"text", "json", "jsonl", "sarif", "junit", "gitlab", "gitlab-secrets", "html"});
    CHECK(find_report("telepathy") == nullptr);
}

TEST_CASE("the text report gives the summary first and the worst finding before the others") {
    ReportOptions options;
    options.rules["pack/rule"].title_en = "A title";
    const auto text = text_of(two_findings(), options);
    CHECK(text.starts_with("Documents: 1. Findings: 2."));
    CHECK(text.find("CRITICAL") < text.find("LOW"));
    CHECK(text.find("A title (1): must not go out: redact it") != std::string::npos);
    CHECK(text.find("page 2: 4203************15  f-0000000000000001") != std::string::npos);
}

TEST_CASE("the text report shows a value only when it is asked to") {
    CHECK(text_of(two_findings()).find("the-whole-value") == std::string::npos);
    CHECK(text_of(two_findings(), {.reveal = Reveal::yes}).find("the-whole-value") != std::string::npos);
}

TEST_CASE("colour stands in the text report only when it is asked for") {
    CHECK(text_of(two_findings()).find('\x1b') == std::string::npos);
    CHECK(text_of(two_findings(), {.colour = true}).find('\x1b') != std::string::npos);
}

TEST_CASE("what could not be read is never reported as nothing found") {
    ScanResult result;
    ScannedDocument broken;
    broken.name = "broken.pdf";
    broken.failure = "broken.pdf is damaged";
    result.documents.push_back(std::move(broken));
    ScannedDocument blind;
    blind.name = "scan.pdf";
    blind.format = "pdf";
    blind.blind_spots.push_back({0, 1, "page 1", BlindReason::image_only, "one image covers the page", "3 0 R", false});
    result.documents.push_back(std::move(blind));
    const auto text = text_of(result);
    CHECK(text.find("NOT READ: broken.pdf is damaged") != std::string::npos);
    CHECK(text.find("BLIND SPOT at page 1 (3 0 R): only a picture stands there (image-only)") != std::string::npos);
    CHECK(text.find("nothing found") == std::string::npos);
    CHECK(text.find("nothing was found") == std::string::npos);
}

TEST_CASE("the text report speaks Chinese") {
    set_language(Language::zh);
    const auto text = text_of(two_findings());
    set_language(Language::en);
    CHECK(text.starts_with("文档 1 份"));
    CHECK(text.find("不得发布") != std::string::npos);
}

TEST_CASE("a draft cannot send escape sequences or overrides to a terminal") {
    CHECK(printable("a\x1b[2Jb") == "a\xef\xbf\xbd[2Jb");
    CHECK(printable("a\xe2\x80\xae" "b") == "a\xef\xbf\xbd" "b");
    CHECK(printable("a\xc2\x9b" "b\n") == "a\xef\xbf\xbd" "b\xef\xbf\xbd");
    CHECK(printable("张三 €") == "张三 €");
}

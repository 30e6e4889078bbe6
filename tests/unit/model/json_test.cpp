#include <catch2/catch.hpp>

#include <nlohmann/json.hpp>

#include <review/json.hpp>

#include "support/run.hpp"

using namespace review;

namespace {

Finding resident_id() {
    Finding finding;
    finding.id = "f-0123456789abcdef";
    finding.rule = "cn-identity/resident-id";
    finding.category = Category::personal;
    finding.severity = Severity::high;
    finding.likelihood = Likelihood::certain;
    finding.action = Action::block;
    finding.basis = {"条例15"};
    finding.where.span = {3, 120, 138};
    finding.where.kind = PartKind::page;
    finding.where.label = "page 3";
    finding.where.page = 3;
    finding.where.quads = {Quad{72, 700.1, 180.2, 700.1, 180.2, 712.9, 72, 712.9000000001}};
    finding.excerpt = Sensitive("secret-excerpt");
    finding.preview = "4203************15";
    finding.view = "digits";
    finding.evidence = {"checksum", "label:身份证号"};
    return finding;
}

ScanResult one_of_each() {
    ScanResult result;
    result.engine = "hyperscan 5.4.0";
    result.packs = {{"cn-identity", "1", {}}};
    result.policy = "default";
    result.channel = "internet";
    ScannedDocument document;
    document.name = "draft.pdf";
    document.format = "pdf";
    document.pages = 12;
    document.findings.push_back(resident_id());
    document.blind_spots.push_back({5, 5, "page 5", BlindReason::image_only, "one image", "14 0 R", false});
    result.documents.push_back(std::move(document));
    ScannedDocument broken;
    broken.name = "broken\xff.pdf";
    broken.failure = "broken.pdf is damaged";
    result.documents.push_back(std::move(broken));
    return result;
}

// Exit status and output of python3-jsonschema for one document.
support::Ran validate(const std::string& schema, const std::string& json) {
    return support::run({"python3", "-c",
                         "import json,sys,jsonschema\n"
                         "schema=json.load(open(sys.argv[1],encoding='utf-8'))\n"
                         "jsonschema.Draft202012Validator.check_schema(schema)\n"
                         "jsonschema.Draft202012Validator(schema).validate(json.loads(sys.stdin.buffer.read()))\n",
                         std::string(REVIEW_SOURCE) + "/libreview/docs/" + schema},
                        json);
}

bool have_validator() {
    if (support::run({"python3", "-c", "import jsonschema"}).status == 0) return true;
    WARN("python3-jsonschema is not installed: the schemas were not tried");
    return false;
}

}  // namespace

TEST_CASE("findings validate against their schema") {
    if (!have_validator()) return;
    for (const auto reveal : {Reveal::no, Reveal::yes}) {
        auto result = one_of_each();
        result.suppressions = {{"s-0123456789abcdef", "cn-contact/mobile", "2027-01-31", false, 1}};
        const auto ran = validate("findings.schema.json", findings_json(result, reveal));
        INFO(ran.err);
        CHECK(ran.status == 0);
    }
    CHECK(validate("findings.schema.json", findings_json(ScanResult{})).status != 0);  // no channel
}

TEST_CASE("evidence validates against its schema") {
    if (!have_validator()) return;
    Evidence evidence;
    evidence.format = "pdf";
    evidence.residue = {{"a/b", "object 14 0 R, stream", "gbk"}};
    evidence.boxes = {{2, Quad{1, 2, 3, 4, 5, 6, 7, 8}, "f-1"}};
    evidence.removals = {{"/Root /Names /JavaScript", "not-on-list", 1}};
    evidence.public_cuts = {{"page 1", "办公电话", {"条例20"}, "f-1"}};
    const auto ran = validate("evidence.schema.json", evidence_json(evidence));
    INFO(ran.err);
    CHECK(ran.status == 0);
}

TEST_CASE("inspections validate against their schema") {
    if (!have_validator()) return;
    for (const auto reveal : {Reveal::no, Reveal::yes}) {
        Inspection inside;
        inside.name = "attachment 1";
        inside.failure = "not a format that is read";
        Concealed found;
        found.label = "attachment 1";
        found.pages = {1, 2};
        found.quads = {Quad{1, 2, 3, 4, 5, 6, 7, 8}};
        found.text = Sensitive("secret-excerpt");
        found.preview = "se***********t";
        found.inside.push_back(std::move(inside));
        Inspection seen;
        seen.name = "draft.pdf";
        seen.format = "pdf";
        seen.parts = {{PartKind::page, 3, 120}};
        seen.layers.push_back({"6 0 R", "Na**", Sensitive("Name"), false, true, 12});
        seen.signatures = {{"8 0 R", 40, false}};
        seen.blind_spots.push_back({5, 5, "page 5", BlindReason::image_only, "one image", "14 0 R", false});
        seen.concealed.push_back(std::move(found));
        const auto json = inspection_json(seen, reveal);
        const auto ran = validate("inspection.schema.json", json);
        INFO(ran.err);
        CHECK(ran.status == 0);
        CHECK((json.find("secret-excerpt") == std::string::npos) == (reveal == Reveal::no));
    }
}

TEST_CASE("every kind and manner of concealment has a word") {
    for (int i = 0; i <= static_cast<int>(Concealment::thumbnail); ++i) CHECK(name_of(static_cast<Concealment>(i)) != "?");
    for (int i = 0; i <= static_cast<int>(Manner::metadata_image); ++i) CHECK(name_of(static_cast<Manner>(i)) != "?");
}

TEST_CASE("a long mask fits on a line") {
    CHECK(masked_line("张三丰") == "张**");
    CHECK(masked_line("one line\nand another one") == "one ************ne");
    CHECK(masked_line(std::string(5000, 'x')) == "xxxx************xx");
    CHECK(masked_line("") == "");
}

TEST_CASE("the keys of findings stand in the order of the documentation") {
    const std::string json = findings_json(one_of_each());
    std::size_t at = 0;
    for (const char* key : {"schema", "tool", "name", "version", "engine", "packs", "digest", "policy", "channel",
                            "documents", "format", "sha256", "pages", "complete", "findings", "id", "rule", "category",
                            "severity", "likelihood", "action", "basis", "where", "part", "kind", "label", "page",
                            "begin", "end", "quads", "xpath", "bytes", "preview", "view", "evidence", "fingerprint",
                            "blind_spots", "reason", "detail", "summary", "by_action"}) {
        const auto found = json.find("\"" + std::string(key) + "\"", at);
        INFO(key);
        REQUIRE(found != std::string::npos);
        at = found;
    }
    CHECK(json.back() == '\n');
}

TEST_CASE("the text of a finding stands in JSON only when it is asked for") {
    CHECK(findings_json(one_of_each()).find("secret-excerpt") == std::string::npos);
    CHECK(findings_json_lines(one_of_each()).find("secret-excerpt") == std::string::npos);
    CHECK(findings_json(one_of_each(), Reveal::yes).find("\"text\": \"secret-excerpt\"") != std::string::npos);
    CHECK(findings_json_lines(one_of_each(), Reveal::yes).find("secret-excerpt") != std::string::npos);
}

TEST_CASE("coordinates are free of floating-point noise") {
    const std::string json = findings_json(one_of_each());
    CHECK(json.find("712.9\n") != std::string::npos);
    CHECK(json.find("712.90000") == std::string::npos);
}

TEST_CASE("JSON lines say one thing a line and name the document") {
    const std::string lines = findings_json_lines(one_of_each());
    CHECK(std::count(lines.begin(), lines.end(), '\n') == 6);
    CHECK(lines.find("{\"type\":\"scan\"") == 0);
    CHECK(lines.find("\n{\"type\":\"finding\",\"document\":\"draft.pdf\",\"id\"") != std::string::npos);
    CHECK(lines.find("\n{\"type\":\"blind-spot\",\"document\":\"draft.pdf\"") != std::string::npos);
    CHECK(lines.find("\n{\"type\":\"summary\",\"findings\":1,\"by_action\":{\"block\":1}") != std::string::npos);
}

TEST_CASE("a line of a finding is its JSON value on one line, whatever stands in it") {
    const std::vector<std::string> texts{"", "plain", "\"quoted\" \\ back", "tab\tline\nfeed\r\b\f", std::string("nul\0 unit\x1f del\x7f", 14), "汉字𬭎", "no UTF-8 \xff\xc3 \xe6\xb1", "\xed\xa0\x80"};
    for (const auto& text : texts) {
        auto result = one_of_each();
        auto& document = result.documents[0];
        document.name = text;
        auto& finding = document.findings[0];
        finding.id = finding.rule = finding.preview = finding.view = finding.fingerprint = finding.where.label = finding.where.xpath = text;
        finding.basis = {text, "条例15", text};
        finding.evidence = {};
        finding.excerpt = Sensitive(text);
        finding.where.bytes = ByteRange{7, ~std::uint64_t{0}};
        auto& bare = document.findings.emplace_back(resident_id());
        bare.where.quads.clear();
        bare.where.page = 0;
        for (const auto reveal : {Reveal::no, Reveal::yes}) {
            const auto whole = nlohmann::ordered_json::parse(findings_json(result, reveal));
            std::string wanted;
            for (const auto& one : whole["documents"][0]["findings"]) {
                nlohmann::ordered_json line{{"type", "finding"}, {"document", whole["documents"][0]["name"]}};
                line.update(one);
                wanted += line.dump() + "\n";
            }
            INFO(text);
            CHECK(findings_json_lines(result, reveal).find("\n" + wanted) != std::string::npos);
        }
    }
}

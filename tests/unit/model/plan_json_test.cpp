#include <catch2/catch.hpp>

#include <review/error.hpp>
#include <review/json.hpp>

using namespace review;

namespace {

RedactionPlan full_plan() {
    RedactionPlan plan;
    plan.draft = sha256(as_bytes("draft"));
    plan.format = "pdf";
    plan.width = Width::line;
    plan.cuts = {{{3, 120, 138}, PartKind::page, "f-1 f-2"}, {{4, 0, 2}, PartKind::outline, "f-3"}};
    plan.areas = {{1, 72, 700.5, 180.25, 712}};
    plan.values.push_back({Sensitive("张三 \"x\""), "cn-identity/name"});
    plan.accepted = {{5, 5, "page 5", BlindReason::no_unicode, "two fonts", "14 0 R", true}};
    plan.fields = {{{10, 20}, "1900-01-01", false}, {{5'000'000'000, 5'000'000'010}, "", true}};
    plan.label = "条例15";
    plan.labels = {{1, {72, 700.5, 108, 700.5, 108, 712, 72, 712}}};
    return plan;
}

std::string complaint(const std::string& json) {
    try {
        plan_from_json(json);
    } catch (const Error& error) {
        CHECK(error.code() == Errc::bad_config);
        return error.what();
    }
    return "";
}

std::string changed(std::string from, std::string to) {
    std::string json = plan_json(full_plan());
    const auto at = json.find(from);
    REQUIRE(at != std::string::npos);
    return json.replace(at, from.size(), to);
}

}  // namespace

TEST_CASE("a plan comes back from JSON as it was written") {
    const auto plan = plan_from_json(plan_json(full_plan()));
    CHECK(plan_json(plan) == plan_json(full_plan()));
    CHECK(plan.draft == sha256(as_bytes("draft")));
    CHECK(plan.width == Width::line);
    REQUIRE(plan.cuts.size() == 2);
    CHECK(plan.cuts[1].span == GlyphSpan{4, 0, 2});
    CHECK(plan.values.at(0).text.reveal() == "张三 \"x\"");
    CHECK(plan.accepted.at(0).goes);
    REQUIRE(plan.fields.size() == 2);
    CHECK(plan.fields[0].text == "1900-01-01");
    CHECK(plan.fields[1].source == ByteRange{5'000'000'000, 5'000'000'010});
    CHECK(plan.fields[1].removed);
    CHECK(plan.label == "条例15");
    CHECK(plan.labels.at(0).place == Quad{72, 700.5, 108, 700.5, 108, 712, 72, 712});
}

TEST_CASE("a plan with an unknown, a missing or a doubled key is refused") {
    CHECK(complaint(changed("\"format\"", "\"fromat\"")) != "");
    CHECK(complaint(changed("\"goes\"", "\"gone\"")) != "");
    CHECK(complaint(changed("\"format\": \"pdf\",", "")).find("/format") != std::string::npos);
    CHECK(complaint(changed("\"format\": \"pdf\",", "\"format\": \"pdf\", \"format\": \"xml\",")) != "");
}

TEST_CASE("a plan with a wrong value is refused and the place is named") {
    CHECK(complaint(changed("\"label\": \"条例15\"", "\"label\": \"\"")).find("/labels/0/page") != std::string::npos);
    CHECK(complaint(changed("700.5,\n        108.0", "\"x\",\n        108.0")).find("/labels/0/place") != std::string::npos);
    CHECK(complaint(changed("\"begin\": 120", "\"begin\": -1")).find("/cuts/0/begin") != std::string::npos);
    CHECK(complaint(changed("\"begin\": 120", "\"begin\": 4294967296")).find("/cuts/0/begin") != std::string::npos);
    CHECK(complaint(changed("\"begin\": 120", "\"begin\": 138")).find("/cuts/0/end") != std::string::npos);
    CHECK(complaint(changed("\"width\": \"line\"", "\"width\": \"wide\"")).find("/width") != std::string::npos);
    CHECK(complaint(changed("review-plan/1", "review-plan/2")).find("/schema") != std::string::npos);
    CHECK(complaint(changed("\"x0\": 72.0", "\"x0\": 1e999")) != "");
    CHECK(complaint("[]") != "");
    CHECK(complaint("") != "");
}

TEST_CASE("a complaint about a plan never quotes it") {
    CHECK(complaint("{\"values\": [{\"text\": \"420303secret").find("420303") == std::string::npos);
    CHECK(complaint(changed("\"text\"", "\"420303secret\"")).find("420303") == std::string::npos);
}

TEST_CASE("a value that is no UTF-8 makes no plan file") {
    auto plan = full_plan();
    plan.values.push_back({Sensitive("\xff\xfe"), "a/b"});
    CHECK_THROWS_AS(plan_json(plan), Error);
}

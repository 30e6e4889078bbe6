#include <catch2/catch.hpp>

#include <algorithm>
#include <cstdlib>
#include <map>

#include <nlohmann/json.hpp>

#include "support/readers.hpp"
#include "support/run.hpp"
#include "truth.hpp"

namespace {

using nlohmann::json;
using spec::path_of;

std::vector<std::string> all_fixtures() {
    auto files = spec::text_fixtures;
    files.insert(files.end(), spec::office_fixtures.begin(), spec::office_fixtures.end());
    files.insert(files.end(), spec::package_fixtures.begin(), spec::package_fixtures.end());
    for (const auto& name : spec::pdf_fixtures) files.push_back(name + ".pdf");
    return files;
}

std::string kind_of(const std::string& place) {
    static const std::map<std::string, std::string> kinds = {
        {"cdata", "element"}, {"tags", "element"}, {"entities", "element"}};
    if (place.starts_with("page ")) return "page";
    const auto kind = kinds.find(place);
    return kind == kinds.end() ? place : kind->second;
}

int seen(const json& document, const spec::Planted& row) {
    int count = 0;
    for (const auto& finding : document.at("findings")) {
        const auto& where = finding.at("where");
        const bool here = where.at("kind") == kind_of(row.place) &&
                          (!row.place.starts_with("page ") || where.at("label") == row.place);
        const auto text = support::squeezed(finding.value("text", ""));
        // A rule may take the label or its separators with the value.
        const auto rule = spec::rule_of(row.type);
        if (here && (rule == "*" || finding.at("rule") == rule) &&
            text.find(support::squeezed(row.value)) != std::string::npos) ++count;
    }
    return count;
}

// What may change with a version or a machine and is not what the document says.
json normalised(json result, const std::string& file) {
    auto& tool = result.at("tool");
    tool["version"] = tool["engine"] = "";
    for (auto& pack : tool.at("packs")) pack["version"] = pack["digest"] = std::string(64, '0');
    result.at("policy")["digest"] = std::string(64, '0');
    for (auto& document : result.at("documents")) document["name"] = file;
    return result;
}

std::string first_difference(const json& golden, const json& found) {
    const auto steps = json::diff(golden, found);
    return steps.empty() ? "" : std::to_string(steps.size()) + " differences, first at " +
                                    steps.front().at("path").get<std::string>();
}

}  // namespace

TEST_CASE("a scan finds every planted value that has a rule, where it stands") {
    for (const auto& file : all_fixtures()) {
        const auto ran = spec::run_review({"scan", path_of(file), "--format", "json", "--reveal"});
        INFO(file << ": " << ran.err);
        REQUIRE((ran.status == 1 || ran.status == 0));
        const auto result = json::parse(ran.out);
        const auto& document = result.at("documents").at(0);
        CHECK(document.at("complete") == true);
        int number = 1;
        for (const auto& row : spec::truth_of(file)) {
            ++number;
            if (spec::rule_of(row.type).empty()) continue;
            INFO("line " << number << " of the truth file: " << row.type << " in " << row.place);
            const int found = seen(document, row);
            // A field keeps its value twice: as its value and as its default (/V and /DV).
            if (row.place == "field") CHECK(found >= row.count);
            else CHECK(found == row.count);
        }
    }
}

TEST_CASE("no finding of an identity rule is something nobody planted") {
    for (const auto& file : all_fixtures()) {
        const auto ran = spec::run_review({"scan", path_of(file), "--format", "json", "--reveal"});
        const auto values = spec::values_with_a_rule(file);
        INFO(file << ": " << ran.err);
        const auto scanned = json::parse(ran.out);
        for (const auto& finding : scanned.at("documents").at(0).at("findings")) {
            if (finding.at("rule").get<std::string>().find("cn-identity/") != 0) continue;
            const auto text = support::squeezed(finding.value("text", ""));
            const bool planted = std::any_of(values.begin(), values.end(), [&](const std::string& value) {
                return text.find(support::squeezed(value)) != std::string::npos;
            });
            INFO("rule " << finding.at("rule") << " at " << finding.at("where").at("label"));
            CHECK(planted);
        }
    }
}

TEST_CASE("scan results equal the golden files", "[golden]") {
    for (const auto& file : all_fixtures()) {
        const auto ran = spec::run_review({"scan", path_of(file), "--format", "json"});
        INFO(file << ": " << ran.err);
        REQUIRE_FALSE(ran.out.empty());
        const auto found = normalised(json::parse(ran.out), file);
        const auto golden = std::string(REVIEW_SOURCE) + "/tests/golden/" + spec::stem_of(file) + ".json";
        if (std::getenv("REVIEW_UPDATE_GOLDEN")) support::write_file(golden, found.dump(1) + "\n");
        const auto difference = first_difference(json::parse(support::read_file(golden)), found);
        INFO("tests/golden/update.sh writes the golden files anew. " << difference);
        CHECK(difference.empty());
    }
}

TEST_CASE("scan results fit the published schema") {
    const std::string schema = std::string(REVIEW_SOURCE) + "/libreview/docs/findings.schema.json";
    if (support::run({"/usr/bin/python3", "-c", "import jsonschema"}).status != 0) {
        WARN("NOT CHECKED: python3-jsonschema is missing");
        return;
    }
    const support::TempFolder folder;
    for (const auto& file : all_fixtures()) {
        support::write_file(folder / "scan.json", spec::run_review({"scan", path_of(file), "--format", "json"}).out);
        const auto judged = support::run({"/usr/bin/python3", "-W", "ignore", "-m", "jsonschema", "-i",
                                          folder / "scan.json", schema});
        INFO(file << ": " << judged.err.substr(0, 400));
        CHECK(judged.status == 0);
    }
}

TEST_CASE("scan output masks every value unless told to reveal") {
    for (const auto& file : all_fixtures()) {
        for (const std::string format : {"text", "json", "jsonl"}) {
            const auto ran = spec::run_review({"scan", path_of(file), "--format", format});
            for (const auto& value : spec::values_with_a_rule(file)) {
                if (value.find("\xE2\x98\x85") != std::string::npos || value.size() > 24) continue;  // markings are no secret
                INFO(file << " as " << format);
                CHECK((ran.out + ran.err).find(value) == std::string::npos);
            }
        }
    }
}

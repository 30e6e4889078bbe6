// What an officer sees of a draft before any review, by the program as it is run.
#include <catch2/catch.hpp>

#include <sys/stat.h>

#include <cstdlib>
#include <filesystem>
#include <map>

#include <nlohmann/json.hpp>

#include "support/run.hpp"
#include "truth.hpp"

namespace {

using nlohmann::json;
using spec::path_of;

const std::vector<std::string> secrets = {"110101199003078515", "13800138000",         "internal remark", "draft only",
                                          "Zhang Sanfeng",      "6222020200012345678", "account.pdf",     "Remarks of the office",
                                          "app.alert",          "张"};

support::Ran inspect(std::vector<std::string> words) {
    words.insert(words.begin(), "inspect");
    return spec::run_review(words);
}

json seen_in(const std::string& file) { return json::parse(inspect({file, "--format", "json"}).out); }

// What somebody meant to hide and did not remove.
bool is_fake(const json& found) { return found.at("kind") == "fake-redaction" || found.at("kind") == "redaction-mark"; }

}  // namespace

TEST_CASE("inspections equal the golden files", "[golden]") {
    for (const std::string file : {"concealed.pdf", "form.pdf", "permit.ofd", "bulletin.html", "reply.zip"}) {
        auto found = seen_in(path_of(file));
        found.at("tool")["version"] = "";
        const auto golden = std::string(REVIEW_SOURCE) + "/tests/golden/" + spec::stem_of(file) + ".inspection.json";
        if (std::getenv("REVIEW_UPDATE_GOLDEN")) support::write_file(golden, found.dump(1) + "\n");
        const auto steps = json::diff(json::parse(support::read_file(golden)), found);
        INFO("tests/golden/update.sh writes the golden files anew. " << file << ", first at "
             << (steps.empty() ? std::string() : steps.front().at("path").get<std::string>()));
        CHECK(steps.empty());
    }
}

TEST_CASE("an ordinary draft of an office conceals nothing") {
    for (const auto& name : spec::pdf_fixtures) {
        const auto ran = inspect({path_of(name + ".pdf")});
        INFO(name << ": " << ran.out);
        CHECK(ran.status == 0);
    }
    for (const auto& name : spec::text_fixtures) CHECK(inspect({path_of(name)}).status == 0);
}

TEST_CASE("inspections fit the published schema") {
    if (support::run({"/usr/bin/python3", "-c", "import jsonschema"}).status != 0) {
        WARN("NOT CHECKED: python3-jsonschema is missing");
        return;
    }
    const support::TempFolder folder;
    auto files = spec::text_fixtures;
    for (const auto& name : spec::pdf_fixtures) files.push_back(name + ".pdf");
    files.insert(files.end(), spec::package_fixtures.begin(), spec::package_fixtures.end());
    files.push_back("concealed.pdf");
    files.push_back("generate.py");
    for (const auto& file : files) {
        for (const std::string reveal : {"", "--reveal"}) {
            std::vector<std::string> words{path_of(file), "--format", "json", "-o", folder / "seen.json"};
            if (!reveal.empty()) words.push_back(reveal);
            inspect(words);
            const auto judged = support::run({"/usr/bin/python3", "-W", "ignore", "-m", "jsonschema", "-i", folder / "seen.json",
                                              std::string(REVIEW_SOURCE) + "/libreview/docs/inspection.schema.json"});
            INFO(file << " " << reveal << ": " << judged.err.substr(0, 400));
            CHECK(judged.status == 0);
        }
    }
}

TEST_CASE("nothing concealed is quoted unless the officer asks for it") {
    const auto file = path_of("concealed.pdf");
    for (const std::string format : {"text", "json"}) {
        for (const std::string language : {"en", "zh"}) {
            const auto masked = spec::run_review({"--lang", language, "inspect", file, "--format", format});
            const auto shown = spec::run_review({"--lang", language, "inspect", file, "--format", format, "--reveal"});
            for (const auto& secret : secrets) {
                INFO(secret << " in " << format << ", " << language);
                CHECK((masked.out + masked.err).find(secret) == std::string::npos);
                CHECK(shown.out.find(secret) != std::string::npos);
            }
        }
    }
    const support::TempFolder folder;
    inspect({file, "--reveal", "-o", folder / "seen.txt"});
    struct stat status {};
    REQUIRE(stat((folder / "seen.txt").c_str(), &status) == 0);
    CHECK((status.st_mode & 0777) == 0600);
}

TEST_CASE("the inspection speaks both languages") {
    const auto file = path_of("concealed.pdf");
    CHECK(spec::run_review({"--lang", "en", "inspect", file}).out.find("FAKE REDACTIONS") != std::string::npos);
    CHECK(spec::run_review({"--lang", "zh", "inspect", file}).out.find("虚假遮盖") != std::string::npos);
}

TEST_CASE("the exit status says what was seen, whatever the output") {
    const support::TempFolder folder;
    const auto file = path_of("concealed.pdf");
    for (const std::string format : {"text", "json"}) {
        CHECK(inspect({file, "--format", format}).status == 1);
        CHECK(inspect({file, "--format", format, "--fail-on", "critical"}).status == 1);
        CHECK(inspect({path_of("form.pdf"), "--format", format}).status == 0);
        CHECK(inspect({path_of("generate.py"), "--format", format}).status == 0);  // plain text
        support::write_file(folder / "broken.pdf", "%PDF-1.7 and nothing else");
        CHECK(inspect({folder / "broken.pdf", "--format", format}).status == 3);
        CHECK(inspect({folder / "missing.pdf", "--format", format}).status == 2);
    }
    CHECK(inspect({file, "--format", "html"}).status == 2);
    CHECK(inspect({file, "-o", file}).status == 2);
}

// Made by the Free Law Project's x-ray for its own tests; named here, never quoted. Each has one page; each was
// looked at, as drawn and as text. The boxes of the first stand over 17 pieces of text (one breaks over two
// lines, which x-ray counts once); rectangles_yes_2 has black text on a black box.
const std::map<std::string, int> fakes_of_x_ray = {
    {"x-ray__bad_cross_hatched_redactions.pdf", 17}, {"x-ray__multi_line_redaction_ok.pdf", 0},
    {"x-ray__no_bad_redactions.3.1.pdf", 0},         {"x-ray__no_bad_redactions.4.1.pdf", 0},
    {"x-ray__no_bad_redactions.6.2.pdf", 0},         {"x-ray__no_bad_redactions.8.1.pdf", 0},
    {"x-ray__partial_intersections_ok.pdf", 0},      {"x-ray__rect_ordering_1.23.pdf", 0},
    {"x-ray__rect_ordering_3.20.pdf", 0},            {"x-ray__rect_ordering_5.2.pdf", 0},
    {"x-ray__rectangles_yes_2.pdf", 1},              {"x-ray__rectangles_no.pdf", 0},
    {"x-ray__whitespace_redaction_with_comma.pdf", 0}, {"x-ray__whitespace_redactions_2.pdf", 0},
};

TEST_CASE("x-ray's bad redactions are all told, and its good files raise no alarm") {
    const std::filesystem::path folder = std::string(REVIEW_SHARED) + "/corpus/pdf-badredact";
    if (!std::filesystem::is_directory(folder)) {
        WARN("NOT CHECKED: the corpus with x-ray's files is not on this machine");
        return;
    }
    for (const auto& [name, wanted] : fakes_of_x_ray) {
        const auto seen = seen_in(folder / name);
        std::map<int, int> by_page;
        for (const auto& found : seen.at("document").at("concealed")) {
            if (is_fake(found)) ++by_page[found.at("page").get<int>()];
        }
        INFO(name);
        CHECK(by_page == (wanted > 0 ? std::map<int, int>{{1, wanted}} : std::map<int, int>{}));
    }
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        INFO(entry.path().filename() << " has no row");
        CHECK(fakes_of_x_ray.count(entry.path().filename()) == 1);
    }
}

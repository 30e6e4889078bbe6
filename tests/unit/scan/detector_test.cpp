// Detectors beside the packs, and what a machine read on a picture.
#include <catch2/catch.hpp>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <string>
#include <thread>

#include <review/detector.hpp>
#include <review/error.hpp>
#include <review/scanner.hpp>

#include "support/run.hpp"

using namespace review;

namespace {

class Says final : public Detector {
public:
    explicit Says(std::vector<Detection> told, std::string name = "says") : told_(std::move(told)), name_(std::move(name)) {}
    PluginIdentity identity() const override { return {"detector", name_, Digest{}}; }
    std::string id() const override { return name_; }
    std::vector<Detection> detect(std::string_view) const override { return told_; }

private:
    std::vector<Detection> told_;
    std::string name_;
};

Part part_of(const std::string& text, PartKind kind = PartKind::text) {
    Part part;
    part.kind = kind;
    part.label = "here";
    part.text = text;
    return part;
}

std::vector<Finding> found_by(Detection told, const std::string& text) {
    return Scanner::compile({}, "", {std::make_shared<Says>(std::vector<Detection>{std::move(told)})}).scan(part_of(text));
}

std::string script(const support::TempFolder& folder, const std::string& body) {
    const auto path = folder / "ask";
    support::write_file(path, "#!/bin/sh\n" + body);
    support::run({"chmod", "+x", path});
    return path;
}

}  // namespace

TEST_CASE("a detector's finding is one like any other, under its own name") {
    const auto found = found_by({6, 12, "number"}, "工号A12345 B");
    REQUIRE(found.size() == 1);
    CHECK(found[0].rule == "says/number");
    CHECK(found[0].excerpt.reveal() == "A12345");
    CHECK(found[0].where.span == GlyphSpan{0, 2, 8});
    CHECK(found[0].evidence == std::vector<std::string>{"detector:says"});
}

TEST_CASE("a detector that tells of a place that cannot be has not looked") {
    for (const auto& told : {Detection{0, 0, "a"}, Detection{2, 1, "a"}, Detection{0, 99, "a"}, Detection{1, 3, "a"}, Detection{0, 2, "a"}, Detection{0, 3, ""},
                             Detection{0, 3, "../a"}, Detection{0, 3, std::string(65, 'a')}}) {
        CHECK_THROWS_AS(found_by(told, "工号A12345"), Error);
    }
}

TEST_CASE("no detector is called as a pack of ours is, whose rows of the policy would be its own") {
    const auto compiles = [](const std::string& name, std::vector<PatternPack> packs) {
        try {
            Scanner::compile(std::move(packs), "", {std::make_shared<Says>(std::vector<Detection>{}, name)});
            return true;
        } catch (const Error& error) {
            CHECK(error.code() == Errc::bad_config);
            CHECK(std::string(error.what()).find(name) != std::string::npos);
            return false;
        }
    };
    for (const auto& pack : built_in_packs()) CHECK_FALSE(compiles(pack.name, {}));
    CHECK_FALSE(compiles("terms", {}));
    CHECK_FALSE(compiles("policy", {}));
    PatternPack own;
    own.name = "office";
    CHECK(compiles("office", {own}));
    CHECK(compiles("office", {}));
}

TEST_CASE("what stands behind a NUL is part of an answer, and makes it none") {
    const support::TempFolder folder;
    const auto detector = detector_command({script(folder, "read -r line\nprintf '{\"id\":1,\"findings\":[]}\\000Traceback: no model\\n'\nread -r line\n")});
    CHECK_THROWS_AS(detector->detect("工号A12345"), Error);
}

TEST_CASE("what was read on a picture is certain only where a check digit fits") {
    const auto scanner = Scanner::compile(built_in_packs());
    const std::string text = "身份证号码：420303198606255236，联系电话：18697369841";
    bool mobile = false, id = false;
    for (const auto& finding : scanner.scan(part_of(text, PartKind::picture))) {
        CHECK(std::find(finding.evidence.begin(), finding.evidence.end(), "recognised") != finding.evidence.end());
        const bool is_mobile = finding.rule.ends_with("/mobile"), is_id = finding.rule.ends_with("/resident-id");
        mobile = mobile || is_mobile;
        id = id || is_id;
        CHECK((!is_mobile || finding.likelihood == Likelihood::likely));
        CHECK((!is_id || finding.likelihood == Likelihood::certain));
    }
    CHECK((mobile && id));
}

TEST_CASE("a program that does not answer in time, or stops in a line, has not looked and is not asked again") {
    const support::TempFolder folder;
    for (const std::string body : {"sleep 60", "read line; printf '{\"id\"'", "read line; yes '{' | tr -d '\\n' | head -c 20000000"}) {
        const auto detector = detector_command({script(folder, body)}, 1);
        CHECK_THROWS_AS(detector->detect("a"), Error);
        CHECK_THROWS_AS(detector->detect("a"), Error);
    }
}

TEST_CASE("a program that answers a text by two lines has not looked, though it is asked no more") {
    const support::TempFolder folder;
    const auto detector = detector_command({script(folder, "read line; printf '{\"id\":1,\"findings\":[]}\\n{\"id\":1,\"findings\":[]}\\n'; sleep 60")}, 30);
    CHECK_THROWS_AS(detector->detect("a"), Error);
}

TEST_CASE("what runs is what was digested when it was named") {
    const support::TempFolder folder;
    const std::string answers = "read line; echo '{\"id\":1,\"findings\":[]}'; sleep 60";
    const auto path = script(folder, answers);
    const auto changed = detector_command({path}, 30);
    support::write_file(path, "#!/bin/sh\n: another\n" + answers);
    CHECK_THROWS_WITH(changed->detect("a"), Catch::Contains("another file than when it was named"));
    // A program that is no script is started from the file that was opened, whatever stands at its path by now.
    const auto shell = folder / "shell";
    support::run({"cp", "/bin/sh", shell});
    const auto opened = detector_command({shell, "-c", answers}, 30);
    support::run({"mv", shell, folder / "away"});
    support::write_file(shell, "#!/bin/false\n");
    support::run({"chmod", "+x", shell});
    CHECK(opened->detect("a").empty());
}

TEST_CASE("what a program started ends with it, and has no terminal") {
    const support::TempFolder folder;
    const auto told = folder / "child";
    const auto answers = script(folder, "sleep 60 & echo $! > " + told + ".new; mv " + told + ".new " + told + "; read line; echo '{\"id\":1,\"findings\":[]}'; read line");
    CHECK(detector_command({answers}, 30)->detect("a").empty());
    const auto child = std::stoi(support::read_file(told));
    // Killed is not gone: whoever inherits it may still have to ask how it ended.
    const auto runs = [&] {
        std::ifstream stat("/proc/" + std::to_string(child) + "/stat");
        std::string line;
        std::getline(stat, line);
        const auto name = line.rfind(')');
        return name != line.npos && line.size() > name + 2 && line[name + 2] != 'Z' && line[name + 2] != 'X';
    };
    for (int i = 0; i < 500 && runs(); ++i) std::this_thread::sleep_for(std::chrono::milliseconds(10));
    CHECK_FALSE(runs());
}

TEST_CASE("a program is asked again and again, in lines of JSON whatever a text holds") {
    const support::TempFolder folder;
    const auto detector = detector_command({script(folder, "n=0; while read -r line; do n=$((n+1)); echo \"{\\\"id\\\":$n,\\\"findings\\\":[]}\"; done")}, 30);
    for (const std::string text : {"a", "two\nlines \"and\" quotes", "", "工号"}) CHECK(detector->detect(text).empty());
    CHECK(detector->detect(std::string(1 << 16, 'a')).empty());
}

#include <catch2/catch.hpp>

#include <nlohmann/json.hpp>

#include "cli/program.hpp"

using namespace cli_test;
using support::TempFolder;
using support::write_file;

namespace {

const std::string one = "门卫手机：13900000001\n", two = "花匠手机：13900000002\n";

struct Office {
    Office() {
        write_file(folder / "key", std::string(32, 'k'));
        write_file(folder / "a.txt", one);
    }
    support::Ran scan(std::vector<std::string> more = {}) const {
        std::vector<std::string> words{"scan", folder / "a.txt", "--key-file", folder / "key"};
        words.insert(words.end(), more.begin(), more.end());
        return review(words);
    }
    support::Ran stock(std::vector<std::string> more = {"--owner", "Wang", "--reason", "drafts of 2025", "--expires", "2099-12-31"}) const {
        more.insert(more.begin(), {"--write-baseline", folder / "known.yaml"});
        return scan(more);
    }
    support::Ran known(std::vector<std::string> more = {}) const {
        more.insert(more.begin(), {"--baseline", folder / "known.yaml"});
        return scan(more);
    }
    TempFolder folder;
};

bool has(const std::string& text, const std::string& word) { return text.find(word) != std::string::npos; }

}  // namespace

TEST_CASE("what was known is shown and does not count, and what is new does") {
    const Office office;
    const auto made = office.stock();
    INFO(made.out << made.err);
    REQUIRE(made.status == 0);
    CHECK_FALSE(has(support::read_file(office.folder / "known.yaml"), "13900000001"));
    const auto checked = support::run({"/usr/bin/python3", "-c", "import json,sys,yaml,jsonschema; jsonschema.validate(yaml.safe_load(open(sys.argv[1])), json.load(open(sys.argv[2])))",
                                       office.folder / "known.yaml", std::string(REVIEW_SOURCE) + "/libreview/docs/baseline.schema.json"});
    CHECK(checked.err == "");
    CHECK(checked.status == 0);
    const auto same = office.known();
    CHECK(same.status == 0);
    CHECK(has(same.out, "known before (b-"));
    CHECK(has(same.out, "Baseline: 1 findings were known before"));
    write_file(office.folder / "a.txt", one + two);
    const auto ran = office.known({"--format", "json"});
    CHECK(ran.status == 1);
    const auto json = nlohmann::json::parse(ran.out);
    write_file(office.folder / "out.json", ran.out);
    CHECK(support::run({"/usr/bin/python3", "-c", "import json,sys,jsonschema; jsonschema.validate(json.load(open(sys.argv[1])), json.load(open(sys.argv[2])))",
                        office.folder / "out.json", std::string(REVIEW_SOURCE) + "/libreview/docs/findings.schema.json"}).err == "");
    CHECK(json["baseline"]["known"] == 1);
    CHECK(json["baseline"]["owner"] == "Wang");
    CHECK(json["documents"][0]["findings"].size() == 2);
    CHECK(json["documents"][0]["findings"][0]["action"] != "allow");
}

TEST_CASE("what is known stays known where it moves in its file, and not in another file or twice") {
    const Office office;
    REQUIRE(office.stock().status == 0);
    write_file(office.folder / "a.txt", "通知\n\n联系电话见下：\n" + one);
    CHECK(office.known().status == 0);
    write_file(office.folder / "a.txt", one + one);
    const auto twice = office.known();
    CHECK(twice.status == 1);
    CHECK(has(twice.out, "more often than it knows"));
    write_file(office.folder / "b.txt", one);
    CHECK(review({"scan", office.folder / "b.txt", "--key-file", office.folder / "key", "--baseline", office.folder / "known.yaml"}).status == 1);
    // From another folder, and by its folder, it is the same file.
    write_file(office.folder / "a.txt", one);
    CHECK(shell("cd '" + office.folder.path() + "' && \"$REVIEW\" scan ./a.txt --key-file key --baseline known.yaml").status == 0);
}

TEST_CASE("a baseline that is not there yet is written beside the caller, by a name without a folder") {
    const Office office;
    const auto made = shell("cd '" + office.folder.path() + "' && \"$REVIEW\" scan a.txt --key-file key --write-baseline new.yaml --owner Wang --reason x --expires 2099-12-31");
    INFO(made.out << made.err);
    CHECK(made.status == 0);
    CHECK(has(support::read_file(office.folder / "new.yaml"), "file: \"a.txt\""));
}

TEST_CASE("what is known may not go out: redaction does not read a baseline") {
    const Office office;
    REQUIRE(office.stock().status == 0);
    REQUIRE(review({"redact", office.folder / "a.txt", "-o", office.folder / "out.txt", "--all"}).status == 0);
    CHECK_FALSE(has(support::read_file(office.folder / "out.txt"), "13900000001"));
    CHECK(review({"redact", office.folder / "a.txt", "-o", office.folder / "out.txt", "--all", "--baseline", office.folder / "known.yaml"}).status == 2);
}

TEST_CASE("what cannot be read stays status 3, whatever is known") {
    const Office office;
    write_file(office.folder / "a.txt", "%PDF-1.7\nnothing\n");
    CHECK(office.stock().status == 3);
    CHECK(office.known().status == 3);
}

TEST_CASE("a baseline ends on its day") {
    const Office office;
    REQUIRE(office.stock({"--owner", "Wang", "--reason", "x", "--expires", "2020-01-01"}).status == 1);
    const auto ran = office.known();
    CHECK(ran.status == 1);
    CHECK(has(ran.out, "expired on 2020-01-01"));
}

TEST_CASE("written anew, it keeps who and why and until when, and forgets what is gone") {
    const Office office;
    REQUIRE(office.stock().status == 0);
    write_file(office.folder / "a.txt", two);
    const auto gone = office.known();
    CHECK(gone.status == 1);
    CHECK(has(gone.out, "1 are gone"));
    REQUIRE(office.stock({"--expires", "2098-12-31"}).status == 0);
    const auto yaml = support::read_file(office.folder / "known.yaml");
    CHECK(has(yaml, "owner: \"Wang\""));
    CHECK(has(yaml, "expires: \"2098-12-31\""));
    CHECK(office.known().status == 0);
    write_file(office.folder / "a.txt", one);
    CHECK(office.known().status == 1);
}

TEST_CASE("a baseline without a key, of another key or class, or half a head, is bad configuration") {
    const Office office;
    CHECK(office.stock({}).status == 2);
    CHECK(office.stock({"--owner", " ", "--reason", "x", "--expires", "2099-12-31"}).status == 2);
    CHECK(office.stock({"--owner", "Wang", "--reason", "x", "--expires", "tomorrow"}).status == 2);
    CHECK(office.scan({"--owner", "Wang"}).status == 2);
    CHECK(office.known().status == 2);
    REQUIRE(office.stock().status == 0);
    CHECK(office.known({"--policy", "subsidy-list"}).status == 2);
    CHECK(office.stock({"--baseline", office.folder / "known.yaml"}).status == 2);
    const auto nowhere = shell("env -u HOME -u XDG_STATE_HOME \"$REVIEW\" scan '" + office.folder / "a.txt" + "' --baseline '" + office.folder / "known.yaml" + "'");
    CHECK(nowhere.status == 2);
    CHECK(one_message(nowhere));
    write_file(office.folder / "key", std::string(32, 'q'));
    const auto other = office.known();
    CHECK(other.status == 2);
    CHECK(one_message(other));
    CHECK(other.out.empty());
}

TEST_CASE("standard input has no file that could be known") {
    const Office office;
    REQUIRE(office.stock().status == 0);
    CHECK(review({"scan", "-", "--key-file", office.folder / "key", "--baseline", office.folder / "known.yaml"}, one).status == 1);
}

TEST_CASE("where the report cannot be written no baseline is, and the old one stays") {
    const Office office;
    REQUIRE(office.stock().status == 0);
    const auto before = support::read_file(office.folder / "known.yaml");
    write_file(office.folder / "a.txt", two);
    const auto ran = office.stock({"-o", "/nowhere/report.txt"});
    CHECK(ran.status == 2);
    CHECK_FALSE(has(ran.err, "values are known"));
    CHECK(support::read_file(office.folder / "known.yaml") == before);
}

TEST_CASE("the last day of a baseline is under the key") {
    const Office office;
    REQUIRE(office.stock({"--owner", "Wang", "--reason", "drafts", "--expires", "2020-01-31"}).status == 1);
    auto yaml = support::read_file(office.folder / "known.yaml");
    write_file(office.folder / "known.yaml", yaml.replace(yaml.find("2020-01-31"), 10, "2099-01-31"));
    const auto ran = office.known();
    CHECK(ran.status == 2);
    CHECK(has(ran.err, "last day"));
}

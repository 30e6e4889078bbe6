#include <catch2/catch.hpp>

#include "cli/program.hpp"

using namespace cli_test;
using support::TempFolder;
using support::write_file;

namespace {

const std::string notice = "门卫手机：13900000001\n花匠手机：13900000002\n";

// A folder with a draft, a key, and the words that use both.
struct Office {
    Office() {
        write_file(folder / "notice.txt", notice);
        write_file(folder / "key", std::string(32, 'k'));
    }
    support::Ran scan(std::vector<std::string> more = {}, const std::string& file = "notice.txt") const {
        std::vector<std::string> words{"scan", folder / file, "--key-file", folder / "key"};
        words.insert(words.end(), more.begin(), more.end());
        return review(words);
    }
    support::Ran suppress(const std::string& id, const std::string& expires = "2099-12-31") const {
        return review({"suppress", folder / "notice.txt", "--key-file", folder / "key", "--finding", id, "--reason", "the office's own",
                       "--approver", "Wang", "--expires", expires, "--suppressions", folder / "allowed.yaml"});
    }
    std::string first_id() const {
        const auto out = scan({"--format", "json"}).out;
        return out.substr(out.find("\"f-") + 1, 18);
    }
    std::vector<std::string> with(std::vector<std::string> more = {}) const {
        more.insert(more.end(), {"--suppressions", folder / "allowed.yaml"});
        return more;
    }
    TempFolder folder;
};

std::size_t count(const std::string& text, const std::string& word) {
    std::size_t n = 0;
    for (auto at = text.find(word); at != std::string::npos; at = text.find(word, at + 1)) ++n;
    return n;
}

}  // namespace

TEST_CASE("one value is let out by its id, and neither the screen nor the file says what it is") {
    const Office office;
    const auto made = office.suppress(office.first_id());
    INFO(made.err);
    REQUIRE(made.status == 0);
    const auto yaml = support::read_file(office.folder / "allowed.yaml");
    CHECK(yaml.find("13900000001") == std::string::npos);
    CHECK((made.out + made.err).find("13900000001") == std::string::npos);
    const auto ran = office.scan(office.with({"--format", "json"}));
    CHECK(ran.status == 1);  // the other number
    CHECK(count(ran.out, "\"action\": \"allow\"") == 1);
    CHECK(count(ran.out, "\"suppressed:s-") == 1);
    CHECK(ran.out.find("\"state\": \"used\"") != std::string::npos);
}

TEST_CASE("a suppression holds for the value wherever it stands, and for no other value in its place") {
    const Office office;
    REQUIRE(office.suppress(office.first_id()).status == 0);
    write_file(office.folder / "other.txt", "咨询\n\n手机 139-0000-0001\n");
    CHECK(office.scan(office.with(), "other.txt").status == 0);
    write_file(office.folder / "other.txt", "门卫手机：13900000003\n花匠手机：13900000002\n");
    const auto ran = office.scan(office.with({"--format", "json"}), "other.txt");
    CHECK(count(ran.out, "\"action\": \"allow\"") == 0);
    CHECK(ran.out.find("\"state\": \"unused\"") != std::string::npos);
    CHECK(office.scan(office.with(), "other.txt").out.find("unused: s-") != std::string::npos);
}

TEST_CASE("a suppression of one class of documents says nothing of another") {
    const Office office;
    REQUIRE(office.suppress(office.first_id()).status == 0);
    const auto ran = office.scan(office.with({"--format", "json", "--policy", "subsidy-list"}));
    CHECK(ran.out.find("suppress") == std::string::npos);
}

TEST_CASE("an expired suppression lets nothing out and is said") {
    const Office office;
    REQUIRE(office.suppress(office.first_id(), "2020-01-01").status == 0);
    const auto ran = office.scan(office.with({"--format", "json"}));
    CHECK(count(ran.out, "\"action\": \"allow\"") == 0);
    CHECK(ran.out.find("\"suppression-expired:s-") != std::string::npos);
    CHECK(ran.out.find("\"state\": \"expired\"") != std::string::npos);
    CHECK(office.scan(office.with()).out.find("expired: s-") != std::string::npos);
}

TEST_CASE("a suppressed value stays under --all") {
    const Office office;
    REQUIRE(office.suppress(office.first_id()).status == 0);
    auto words = office.with({"redact", office.folder / "notice.txt", "-o", office.folder / "out.txt", "--all", "--key-file", office.folder / "key"});
    const auto ran = review(words);
    INFO(ran.err);
    REQUIRE(ran.status == 0);
    const auto out = support::read_file(office.folder / "out.txt");
    CHECK(out.find("13900000001") != std::string::npos);
    CHECK(out.find("13900000002") == std::string::npos);
}

TEST_CASE("suppressions that cannot be understood are bad configuration, and nothing is scanned") {
    const Office office;
    CHECK(office.suppress("f-0123456789abcdef").status == 2);
    CHECK(office.folder.files() == std::vector<std::string>{"key", "notice.txt"});
    REQUIRE(office.suppress(office.first_id()).status == 0);
    write_file(office.folder / "key", std::string(32, 'q'));
    const auto other_key = office.scan(office.with());
    CHECK(other_key.status == 2);
    CHECK(one_message(other_key));
    CHECK(other_key.out.empty());
    CHECK(office.suppress(office.first_id(), "2027-02-30").status == 2);
}

TEST_CASE("what is written must be UTF-8: entries that were made before stay readable") {
    const Office office;
    REQUIRE(office.suppress(office.first_id()).status == 0);
    const auto before = support::read_file(office.folder / "allowed.yaml");
    const auto ran = review({"suppress", office.folder / "notice.txt", "--key-file", office.folder / "key", "--finding", office.first_id(), "--reason", "b\xff", "--approver", "Wang",
                             "--expires", "2099-12-31", "--suppressions", office.folder / "allowed.yaml"});
    CHECK(ran.status == 2);
    CHECK(ran.err.find("not UTF-8") != std::string::npos);
    CHECK(support::read_file(office.folder / "allowed.yaml") == before);
}

TEST_CASE("an expired entry is not brought back by another day: the day is under the key") {
    const Office office;
    REQUIRE(office.suppress(office.first_id(), "2020-01-31").status == 0);
    auto yaml = support::read_file(office.folder / "allowed.yaml");
    yaml.replace(yaml.find("2020-01-31"), 10, "2099-01-31");
    write_file(office.folder / "allowed.yaml", yaml);
    const auto ran = office.scan(office.with());
    CHECK(ran.status == 2);
    CHECK(ran.err.find("last day") != std::string::npos);
    // The way to renew it is to make it again: one entry, not two.
    write_file(office.folder / "allowed.yaml", yaml.replace(yaml.find("2099-01-31"), 10, "2020-01-31"));
    REQUIRE(office.suppress(office.first_id(), "2099-12-31").status == 0);
    CHECK(count(support::read_file(office.folder / "allowed.yaml"), "- id:") == 1);
}

TEST_CASE("two passwords that differ in case are two values") {
    const Office office;
    write_file(office.folder / "notice.txt", "password: Hunter2SecretX9\n");
    write_file(office.folder / "other.txt", "password: hunter2secretx9\n");
    REQUIRE(office.suppress(office.first_id()).status == 0);
    CHECK(office.scan(office.with()).status == 0);
    CHECK(office.scan(office.with(), "other.txt").status == 1);
}

TEST_CASE("several who write one file at once lose no entry") {
    const Office office;
    std::string lines, script;
    for (int i = 0; i < 6; ++i) lines += "手机：1390000001" + std::to_string(i) + "\n";
    write_file(office.folder / "notice.txt", lines);
    const auto json = office.scan({"--format", "json"}).out;
    std::vector<std::string> ids;
    for (auto at = json.find("\"f-"); at != std::string::npos; at = json.find("\"f-", at + 1)) ids.push_back(json.substr(at + 1, 18));
    REQUIRE(ids.size() == 6);
    for (const auto& id : ids) {
        script += "\"$REVIEW\" suppress '" + office.folder / "notice.txt" + "' --key-file '" + office.folder / "key" + "' --finding " + id +
                  " --reason a --approver b --expires 2099-12-31 --suppressions '" + office.folder / "allowed.yaml" + "' & ";
    }
    shell(script + "wait");
    CHECK(count(support::read_file(office.folder / "allowed.yaml"), "- id:") == 6);
}

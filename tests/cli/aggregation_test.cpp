#include <catch2/catch.hpp>

#include <sys/stat.h>

#include "cli/program.hpp"

using namespace cli_test;
using support::TempFolder;
using support::write_file;

namespace {

// A ledger, a key of aggregation, and two lists that were published.
struct Office {
    TempFolder folder;
    std::string ledger = folder / "office.ledger", log_key = folder / "log.key", key = folder / "aggregation.key";

    Office() {
        REQUIRE(review({"ledger", "init", ledger, "--origin", "example.org/office", "--key", log_key}).status == 0);
        REQUIRE(review({"ledger", "key", key}).status == 0);
        publish("masked.txt", "姓名\t住址\t身份证号\n孙建国\t茅箭区五堰街道\t420302********0015\n");
        publish("births.txt", "出生日期\t手机号码\n1990-01-01\t13807190001\n");
    }
    void publish(const std::string& name, const std::string& text) const {
        write_file(folder / name, text);
        const auto ran = review({"ledger", "append", ledger, "--file", folder / name, "--aggregation-key", key, "--key", log_key});
        INFO(ran.err);
        REQUIRE(ran.status == 0);
    }
    support::Ran risk(const std::string& text, std::vector<std::string> more = {}) const {
        write_file(folder / "draft.txt", text);
        std::vector<std::string> words{"ledger", "risk", ledger, folder / "draft.txt", "--aggregation-key", key};
        words.insert(words.end(), more.begin(), more.end());
        return review(words);
    }
};

const std::string joining = "姓名\t住址\t手机号码\n孙建国\t茅箭区五堰街道\t13807190001\n";

bool holds(const std::string& text, const std::string& word) { return text.find(word) != std::string::npos; }

}  // namespace

TEST_CASE("a key of aggregation is its owner's alone") {
    const TempFolder folder;
    REQUIRE(review({"ledger", "key", folder / "a.key"}).status == 0);
    struct stat status {};
    REQUIRE(stat((folder / "a.key").c_str(), &status) == 0);
    CHECK((status.st_mode & 0777) == 0600);
    const auto before = support::read_file(folder / "a.key");
    REQUIRE(review({"ledger", "key", folder / "a.key"}).status == 0);
    CHECK(support::read_file(folder / "a.key").starts_with(before));  // no epoch is ever lost
    REQUIRE(chmod((folder / "a.key").c_str(), 0640) == 0);
    const Office office;
    const auto ran = office.risk(joining, {});
    CHECK(ran.status == 1);
    const auto open = review({"ledger", "risk", office.ledger, office.folder / "draft.txt", "--aggregation-key", folder / "a.key"});
    CHECK(open.status == 2);
    CHECK(one_message(open));
}

TEST_CASE("a draft that completes a rule with earlier releases is status 1, and says with which and what to do") {
    const Office office;
    const auto ran = office.risk(joining);
    INFO(ran.out << ran.err);
    CHECK(ran.status == 1);
    for (const std::string words : {"whole-resident-id", "exactly one candidate", "release 0 of ", "masked.txt", "release 1 of ", "births.txt", "the date of birth", "joined by: the whole mobile number", "tell mobile number no finer than"}) {
        INFO(words);
        CHECK(holds(ran.out, words));
    }
    const auto json = office.risk(joining, {"--format", "json"});
    CHECK(holds(json.out, "\"review-aggregation/1\""));
    CHECK(holds(json.out, "\"id.last4\""));
    CHECK(holds(office.risk(joining, {"--lang", "zh"}).out, "可单独消除"));
    const auto clean = office.risk("姓名\t住址\n孙建国\t茅箭区五堰街道\n");
    INFO(clean.out);
    CHECK(clean.status == 0);
    CHECK(holds(clean.out, "compared with 2 releases"));
}

TEST_CASE("a scan tells the same") {
    const Office office;
    write_file(office.folder / "draft.txt", joining);
    for (const std::string format : {"text", "json"}) {
        const auto ran = review({"scan", office.folder / "draft.txt", "--ledger", office.ledger, "--aggregation-key", office.key, "--format", format});
        CHECK(ran.status == 1);
        CHECK(holds(format == "text" ? ran.out : ran.err, "whole-resident-id"));
    }
    CHECK(review({"scan", office.folder / "draft.txt", "--ledger", office.ledger}).status == 2);
}

TEST_CASE("under another key nothing was compared, and that is no all clear") {
    const Office office;
    REQUIRE(review({"ledger", "key", office.folder / "other.key"}).status == 0);
    const auto ran = review({"ledger", "risk", office.ledger, office.folder / "births.txt", "--aggregation-key", office.folder / "other.key"});
    CHECK(ran.status == 3);
    CHECK(holds(ran.out, "not compared with 2 releases of epoch"));
    CHECK_FALSE(holds(ran.out, "compared with 2 releases:"));
}

TEST_CASE("neither the ledger nor a report holds a value or a digest without a key") {
    const Office office;
    std::string told;
    for (const std::string format : {"text", "json"}) {
        const auto ran = office.risk(joining, {"--format", format});
        told += ran.out + ran.err;
    }
    REQUIRE(review({"ledger", "check", office.ledger}).status == 0);
    told += support::run({"sqlite3", office.ledger, ".dump"}).out + support::read_file(office.ledger);
    for (const std::string value : {"孙建国", "孙", "五堰街道", "五堰", "13807190001", "0001", "19900101", "1990-01-01", "420302", "0015", "420302********0015"}) {
        INFO(value);
        if (value.size() > 4) CHECK(told.find(value) == std::string::npos);
        for (const std::string name : {"-md5", "-sha1", "-sha256", "-sha512", "-sm3"}) {
            const auto digest = support::run({"openssl", "dgst", "-binary", name}, value).out;
            REQUIRE(digest.size() >= 16);
            std::string hex;
            for (const char byte : digest.substr(0, 8)) hex += {"0123456789abcdef"[byte >> 4 & 15], "0123456789abcdef"[byte & 15]};
            CHECK(told.find(hex) == std::string::npos);
            CHECK(told.find(digest.substr(0, 8)) == std::string::npos);
        }
    }
}

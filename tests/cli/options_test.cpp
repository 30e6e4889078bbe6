#include <catch2/catch.hpp>

#include <regex>

#include <sys/stat.h>

#include "cli/program.hpp"

using namespace cli_test;
using support::TempFolder;
using support::write_file;

namespace {

const std::string letter = "Project Nightingale starts in May.\n";

}  // namespace

TEST_CASE("bad usage is status 2 with one message on standard error") {
    for (const std::vector<std::string>& words :
         {std::vector<std::string>{}, {"sing"}, {"scan"}, {"scan", "/nowhere/at/all"}, {"scan", "-", "--colour"},
          {"scan", "-", "--channel", "moon"}, {"scan", "-", "--policy", "no-such-policy"},
          {"redact", "-", "-o", "-", "--box", "1,2,3"}, {"packs", "explain", "no-such-rule"}, {"prove", "-"}}) {
        const auto ran = review(words, letter);
        INFO((words.empty() ? "" : words[0]) << ": " << ran.out << ran.err);
        CHECK(ran.status == 2);
        CHECK(one_message(ran));
        CHECK(ran.out.empty());
    }
}

TEST_CASE("a file that is named as an option is never taken for one") {
    const TempFolder folder;
    write_file(folder / "bad.txt", "手机：13900000001\n");
    write_file(folder / "lax.txt", "policy: lax\ntitle_en: Lax\ntitle_zh: 宽\nrows:\n  - {rule: '*', action: allow}\n");
    const auto in_folder = [&](const std::string& script) { return shell("cd '" + folder.path() + "' && " + script); };
    REQUIRE(in_folder("\"$REVIEW\" scan --policy=lax.txt bad.txt").status == 0);  // the policy is one that allows all
    for (const std::string name : {"--policy=lax.txt", "-onotes.txt", "--all"}) {
        write_file(folder / name, "手机：13900000001\n");
        const auto ran = in_folder("\"$REVIEW\" scan *");
        INFO(ran.out << ran.err);
        CHECK(ran.status == 2);
        CHECK(one_message(ran));
        CHECK(ran.err.find(name + " is an option here and the name of a file") != std::string::npos);
        CHECK(in_folder("\"$REVIEW\" scan -- *").status == 1);
        CHECK(in_folder("\"$REVIEW\" scan './" + name + "'").status == 1);
        CHECK(in_folder("rm -- '" + name + "'").status == 0);
    }
    CHECK(folder.files() == std::vector<std::string>{"bad.txt", "lax.txt"});
}

TEST_CASE("every command has help with an example and the exit statuses") {
    for (const std::string command : {"scan", "redact", "prove", "decide", "deadlines", "sign", "renew", "verify", "release", "approve", "approvals", "packs", "policy", "suppress", "hook", "config", "completion", "man", "doctor"}) {
        const auto ran = review({command, "--help"});
        INFO(command);
        CHECK(ran.status == 0);
        CHECK(std::regex_search(ran.out, std::regex("Examples?:\\s+review " + command)));
        CHECK(ran.out.find("Exit status:") != std::string::npos);
        CHECK(review({command, "--help", "--lang", "zh"}).out.find("退出状态") != std::string::npos);
    }
}

TEST_CASE("findings are status 1, and not where they are below --fail-on or not there") {
    CHECK(review({"scan", "-", "--term", "Nightingale"}, letter).status == 1);
    CHECK(review({"scan", "-", "--term", "Nightingale", "--fail-on", "critical"}, letter).status == 0);
    CHECK(review({"scan", "-", "--term", "Blackbird"}, letter).status == 0);
    CHECK(review({"scan", "-", "--term", "Nightingale", "--format", "json", "-o", "/dev/null"}, letter).status == 1);
}

TEST_CASE("a value is shown only with --reveal, and then to its owner only") {
    const TempFolder folder;
    for (const std::string format : {"text", "json", "jsonl"}) {
        CHECK(review({"scan", "-", "--term", "Nightingale", "--format", format}, letter).out.find("Nightingale") == std::string::npos);
        const auto out = folder / format;
        CHECK(review({"scan", "-", "--term", "Nightingale", "--format", format, "--reveal", "-o", out}, letter).status == 1);
        CHECK(support::read_file(out).find("Nightingale") != std::string::npos);
        struct stat status {};
        REQUIRE(stat(out.c_str(), &status) == 0);
        CHECK((status.st_mode & 0777) == 0600);
    }
    CHECK(shell("umask 022; echo Nightingale | \"$REVIEW\" scan - --reveal --term Nightingale > " + (folder / "open")).status == 2);
}

TEST_CASE("a term that was named is redacted without further decisions, and the plan proves it") {
    const TempFolder folder;
    write_file(folder / "letter.txt", letter);
    const auto ran = review({"redact", folder / "letter.txt", "-o", folder / "out.txt", "--term", "Nightingale", "--plan",
                             folder / "plan.json", "--evidence", folder / "evidence.json"});
    INFO(ran.err);
    REQUIRE(ran.status == 0);
    CHECK(support::read_file(folder / "out.txt").find("Nightingale") == std::string::npos);
    CHECK(support::read_file(folder / "out.txt").find(" starts in May.") != std::string::npos);
    CHECK(support::read_file(folder / "evidence.json").find("\"clean\": true") != std::string::npos);
    CHECK(folder.files().size() == 4);
    CHECK(review({"prove", folder / "out.txt", "--plan", folder / "plan.json"}).status == 0);
    CHECK(review({"prove", folder / "letter.txt", "--plan", folder / "plan.json"}).status == 4);
    CHECK(review({"prove", folder / "letter.txt", "--term", "Nightingale"}).status == 4);
}

TEST_CASE("an officer's decisions go from decide to redact") {
    const TempFolder folder;
    write_file(folder / "letter.txt", letter);
    const auto undecided = review({"redact", folder / "letter.txt", "-o", folder / "out.txt", "--decisions", folder / "no.yaml"});
    CHECK(undecided.status == 2);
    REQUIRE(review({"decide", folder / "letter.txt", "-o", folder / "decisions.yaml", "--term", "Nightingale"}).status == 0);
    CHECK(support::read_file(folder / "decisions.yaml").find("Nightingale") == std::string::npos);
    REQUIRE(review({"decide", folder / "letter.txt", "-o", folder / "decisions.yaml", "--term", "Nightingale"}).status == 0);
}

TEST_CASE("names of files may come from a file, ended by line or by zero byte") {
    const TempFolder folder;
    write_file(folder / "a.txt", letter);
    write_file(folder / "b.txt", letter);
    const auto a = folder / "a.txt", b = folder / "b.txt";
    for (const bool zero : {false, true}) {
        const auto list = zero ? a + std::string(1, '\0') + b : a + "\n" + b + "\n";
        std::vector<std::string> words{"scan", "--files-from", "-", "--format", "jsonl", "-j", "2"};
        if (zero) words.push_back("-0");
        const auto ran = review(words, list);
        INFO(ran.err);
        CHECK(ran.status == 0);
        CHECK(ran.out.find("b.txt") > ran.out.find("a.txt"));
        CHECK(ran.out.find("b.txt") != std::string::npos);
    }
}

TEST_CASE("an option whose value is empty is bad usage, whatever command, and not as if it were not there") {
    const TempFolder folder;
    write_file(folder / "letter.txt", letter);
    for (const std::vector<std::string>& words :
         {std::vector<std::string>{"scan", folder / "letter.txt", "--terms-from", ""}, {"scan", folder / "letter.txt", "--config", ""}, {"scan", folder / "letter.txt", "--write-baseline", ""},
          {"scan", folder / "letter.txt", "--suppressions="}, {"redact", folder / "letter.txt", "-o", folder / "out.txt", "--all", "--terms-from", ""},
          {"release", folder / "letter.txt", "-o", folder / "b", "--all", "--key", "k", "--approvals", ""}, {"release", folder / "letter.txt", "-o", folder / "b", "--all", "--ledger", "", "--log-key", ""},
          {"verify", folder / "b", "--policy", ""}, {"verify", folder / "b", "--log-key", ""}, {"verify", folder / "b", "--detached", ""}, {"ledger", "check", folder / "L", "--vkey", ""}, {"scan", ""}}) {
        const auto ran = review(words);
        INFO(words[0] << " " << words[words.size() - 2] << ": " << ran.err);
        CHECK(ran.status == 2);
        CHECK(one_message(ran));
        CHECK(folder.files() == std::vector<std::string>{"letter.txt"});
    }
    CHECK(review({"verify", folder / "b", "--policy", ""}).err.find("a variable was not set") != std::string::npos);
}

TEST_CASE("--lang takes the names of locales, too, and counts are said as they fit one and many") {
    CHECK(review({"scan", "--help", "--lang", "zh_CN.UTF-8"}).out.find("退出状态") != std::string::npos);
    CHECK(review({"--lang", "xx", "scan", "-"}, letter).status == 2);
    const auto told = review({"--lang", "zh_CN", "scan", "-", "--no-config", "--explain"}, "王某某，男，1990年3月7日出生，身份证号110101********0011。\n").out;
    CHECK(told.find("其中一部分已遮蔽") != std::string::npos);
    CHECK(told.find("同一记录中可知：出生日期") != std::string::npos);
    CHECK(told.find("理由\n          法条") == std::string::npos);  // none is given there
    CHECK(review({"scan", "-", "--no-config"}, "手机：13812345678\n").out.find("findings that must not go out: 1.") != std::string::npos);
}

#include <catch2/catch.hpp>

#include <regex>

#include <algorithm>
#include <sstream>

#include "cli/program.hpp"

using namespace cli_test;
using support::TempFolder;
using support::write_file;

namespace {

bool has(const std::string& text, const std::string& word) { return text.find(word) != std::string::npos; }

std::string completion(const std::string& shell, const std::string& language = "en") {
    const auto ran = review({"completion", shell, "--lang", language});
    CHECK(ran.status == 0);
    return ran.out;
}

const std::string commands[] = {"scan", "inspect", "redact", "prove", "decide", "suppress", "sign", "verify", "release", "packs", "policy",
                                "hook", "config", "completion", "man", "doctor"};

}  // namespace

TEST_CASE("each shell can read its completion, in both languages") {
    const TempFolder folder;
    for (const std::string shell : {"bash", "zsh", "fish"}) {
        for (const std::string language : {"en", "zh"}) {
            write_file(folder / "review", completion(shell, language));
            const auto ran = support::run({shell, "-n", folder / "review"});
            INFO(shell << ran.err);
            CHECK(ran.status == 0);
            CHECK(ran.err.empty());
        }
    }
    write_file(folder / "review.bash", completion("bash"));
    CHECK(support::run({"shellcheck", "-s", "bash", folder / "review.bash"}).out == "");
}

TEST_CASE("bash completes commands, options and values; where a file is meant, files") {
    const TempFolder folder;
    write_file(folder / "review", completion("bash"));
    const auto ran = support::run({"bash", "--norc", std::string(REVIEW_SOURCE) + "/tests/cli/completion.bash", folder / "review"});
    INFO(ran.err);
    CHECK(ran.err.empty());
    std::istringstream lines(ran.out);
    for (const std::string expected : {"scan", "high", "json jsonl", "--channel", "explain", "--chain", "", "bash zsh fish"}) {
        std::string line;
        std::getline(lines, line);
        INFO("for " << expected << ": " << line);
        // Other forms of reports may begin with j.
        if (expected == "json jsonl") CHECK(line.starts_with("json jsonl"));
        else CHECK(line == expected);
    }
    CHECK(has(ran.out, "complete -o bashdefault -o default -F _review review"));
}

TEST_CASE("fish completes commands, options and values") {
    const TempFolder folder;
    write_file(folder / "review.fish", completion("fish"));
    const auto ran = support::run({"fish", "--no-config", "-c",
                                   "source " + folder / "review.fish" + "; complete -C 'review sca'; complete -C 'review scan --fail-on '; complete -C 'review packs ex'"},
                                  "", 120, {"HOME=" + folder.path()});
    INFO(ran.out << ran.err);
    CHECK(has(ran.out, "scan\tLook for"));
    for (const std::string word : {"low", "medium", "high", "critical", "explain"}) CHECK(has(ran.out, word));
}

TEST_CASE("every command has a manual page that man and mandoc read without complaint, in both languages") {
    const TempFolder folder;
    for (const std::string language : {"en", "zh"}) {
        const auto place = folder / language;
        REQUIRE(shell("mkdir '" + place + "' && \"$REVIEW\" man --lang " + language + " --into '" + place + "'").status == 0);
        for (const auto& command : commands) {
            const auto page = place + "/review-" + command + ".1";
            INFO(page);
            CHECK(support::read_file(page) == review({"man", command, "--lang", language}).out);
        }
        // Without dates two builds are the same; -W error leaves out that none is there.
        const auto lint = shell("cd '" + place + "' && mandoc -T lint -W error *.1");
        INFO(lint.out);
        CHECK(lint.status == 0);
        const auto groff = shell("cd '" + place + "' && for page in *.1; do LC_ALL=C.UTF-8 MANWIDTH=80 man --warnings -E UTF-8 -l -Tutf8 -Z \"$page\" >/dev/null || exit 1; done");
        INFO(groff.err);
        CHECK(groff.status == 0);
        // Han and long examples have no blanks to break a line at.
        CHECK(std::regex_replace(groff.err, std::regex("troff: [^\n]*can't break line\n"), "") == "");
    }
}

TEST_CASE("a manual page tells synopsis, options with their values, and exit statuses") {
    const TempFolder folder;
    write_file(folder / "page.1", review({"man", "redact"}).out);
    const auto text = shell("mandoc -T ascii -O width=500 '" + folder / "page.1" + "' | col -b").out;
    INFO(text);
    for (const std::string piece : {"review-redact - Write a copy", "review redact --output FILE [options] FILE", "--width", "exact, grid, line, fixed", "Exit status: 0 clean"}) {
        CHECK(has(text, piece));
    }
    CHECK(review({"man", "sing"}).status == 2);
    CHECK(review({"man", "--into", "/nowhere/at/all"}).status == 2);
}

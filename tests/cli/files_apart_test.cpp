#include <catch2/catch.hpp>

#include <filesystem>

#include "cli/program.hpp"

using namespace cli_test;
using support::read_file;
using support::TempFolder;
using support::write_file;

namespace {

const std::string letter = "身份证号：110101199003072316\n";

// Runs it in a folder that has what a redaction reads, and sees that nothing there was touched.
support::Ran refused(std::vector<std::string> words) {
    const TempFolder folder;
    write_file(folder / "draft.txt", letter);
    write_file(folder / "words.txt", "王小明\n");
    write_file(folder / "key.bin", std::string(32, 'k'));
    std::filesystem::create_symlink("draft.txt", folder / "link.txt");
    if (words[0] == "decide-first") {
        REQUIRE(review({"decide", folder / "draft.txt", "-o", folder / "decisions.yaml"}).status == 0);
        words[0] = "redact";
    }
    for (auto& word : words) {
        if (word.starts_with("@")) word = folder / word.substr(1);
    }
    const auto before = folder.files();
    const auto ran = review(words, letter);
    CHECK(folder.files() == before);
    CHECK(read_file(folder / "draft.txt") == letter);
    CHECK(read_file(folder / "words.txt") == "王小明\n");
    CHECK(read_file(folder / "key.bin") == std::string(32, 'k'));
    return ran;
}

}  // namespace

TEST_CASE("two outputs of one name are status 2, however the name is written, and nothing is written") {
    for (const std::vector<std::string>& words :
         {std::vector<std::string>{"redact", "@draft.txt", "--all", "-o", "@out.txt", "--evidence", "@out.txt"},
          {"redact", "@draft.txt", "--all", "-o", "@out.txt", "--evidence", "@./out.txt"},
          {"redact", "@draft.txt", "--all", "-o", "@out.txt", "--plan", "@x.json", "--evidence", "@x.json"},
          {"redact", "@draft.txt", "--all", "-o", "@out.txt", "--report", "@out.txt"},
          {"redact", "@draft.txt", "--all", "-o", "-", "--evidence", "-"},
          {"scan", "@draft.txt", "-o", "@b.yaml", "--write-baseline", "@b.yaml", "--owner", "a", "--reason", "b", "--expires", "2030-01-01"}}) {
        const auto ran = refused(words);
        INFO(words[0] << " " << words.back() << ": " << ran.err);
        CHECK(ran.status == 2);
        CHECK(one_message(ran));
    }
    CHECK(refused({"redact", "@draft.txt", "--all", "-o", "@out.txt", "--evidence", "@out.txt"}).err.find("--output and --evidence name the same file") != std::string::npos);
}

TEST_CASE("an output that is an input is status 2: draft, link to it, words, decisions, key, configuration, what is proven") {
    for (const std::vector<std::string>& words :
         {std::vector<std::string>{"redact", "@draft.txt", "--all", "-o", "@draft.txt"},
          {"redact", "@draft.txt", "--all", "-o", "@link.txt"},
          {"redact", "@draft.txt", "--all", "-o", "@out.txt", "--terms-from", "@words.txt", "--evidence", "@words.txt"},
          {"decide-first", "@draft.txt", "--decisions", "@decisions.yaml", "-o", "@out.txt", "--evidence", "@decisions.yaml"},
          {"scan", "@draft.txt", "--key-file", "@key.bin", "-o", "@key.bin"},
          {"scan", "@", "-o", "@draft.txt"},
          {"inspect", "@draft.txt", "-o", "@draft.txt"},
          {"decide", "@draft.txt", "-o", "@draft.txt"},
          {"suppress", "@draft.txt", "--finding", "f-1", "--reason", "a", "--approver", "b", "--expires", "2030-01-01", "--suppressions", "@draft.txt"},
          {"sign", "@draft.txt", "--key", "@key.bin", "--cert", "@words.txt", "-o", "@key.bin"},
          {"prove", "@draft.txt", "--term", "x", "-o", "@draft.txt"}}) {
        const auto ran = refused(words);
        INFO(words[0] << " " << words.back() << ": " << ran.err);
        CHECK(ran.status == 2);
        CHECK(ran.err.find("name the same file") != std::string::npos);
    }
}

TEST_CASE("standard input is read once: two options that name it are status 2") {
    for (const std::vector<std::string>& words :
         {std::vector<std::string>{"scan", "-", "--terms-from", "-"}, {"redact", "-", "--all", "-o", "-", "--terms-from", "-"}, {"scan", "-", "-"}}) {
        const auto ran = refused(words);
        CHECK(ran.status == 2);
        CHECK(ran.err.find("both are standard input") != std::string::npos);
    }
}

TEST_CASE("what is meant to be one file stays allowed: decisions that are updated, and a device that keeps nothing") {
    const TempFolder folder;
    write_file(folder / "draft.txt", letter);
    const auto decisions = folder / "decisions.yaml";
    for (int i = 0; i < 2; ++i) CHECK(review({"decide", folder / "draft.txt", "-o", decisions}).status == 0);
    CHECK(review({"decide", folder / "draft.txt", "--decisions", decisions, "-o", decisions}).status == 0);
    CHECK(review({"redact", folder / "draft.txt", "--all", "-o", "/dev/null", "--evidence", "/dev/null"}).status == 0);
    CHECK(review({"redact", "-", "--all", "-o", "-"}, letter).status == 0);
}

TEST_CASE("nothing is written into a bundle that is read, or over what SQLite keeps beside a ledger") {
    const TempFolder folder;
    std::filesystem::create_directories(folder / "b/INTERNAL");
    write_file(folder / "b/decision.pdf", "published");
    for (const std::string output : {"b/decision.pdf", "b/INTERNAL/opening.json", "b/new.json", "b/../b/new.json"}) {
        const auto ran = review({"open", folder / "b", "--finding", "f-1", "-o", folder / output});
        INFO(output << ": " << ran.err);
        CHECK(ran.status == 2);
        CHECK(ran.err.find("into the bundle") != std::string::npos);
    }
    CHECK(read_file(folder / "b/decision.pdf") == "published");
    REQUIRE(review({"ledger", "init", folder / "L", "--key", folder / "key", "--origin", "office"}).status == 0);
    for (const std::string output : {"L-wal", "L-shm", "L"}) {
        const auto ran = review({"ledger", "export", folder / "L", "-o", folder / output});
        INFO(output << ": " << ran.err);
        CHECK(ran.status == 2);
        CHECK(ran.err.find("name the same file") != std::string::npos);
    }
}

TEST_CASE("an output that is a link leaves the link, and writes the file it leads to, which keeps its mode") {
    const TempFolder folder;
    write_file(folder / "draft.txt", letter);
    write_file(folder / "kept.txt", "old\n");
    std::filesystem::permissions(folder / "kept.txt", std::filesystem::perms(0600));
    std::filesystem::create_symlink("kept.txt", folder / "way.txt");
    CHECK(review({"scan", folder / "draft.txt", "-o", folder / "way.txt"}).status == 1);
    CHECK(std::filesystem::is_symlink(folder / "way.txt"));
    CHECK(read_file(folder / "kept.txt").find("Findings: 1") != std::string::npos);
    CHECK(std::filesystem::status(folder / "kept.txt").permissions() == std::filesystem::perms(0600));
}

TEST_CASE("standard output by its name in /dev is written to and never replaced, also where it is a file") {
    const TempFolder folder;
    write_file(folder / "draft.txt", letter);
    for (const std::string name : {"/dev/stdout", "/dev/fd/1", "/proc/self/fd/1", "$OUT"}) {
        const auto ran = shell("OUT='" + folder / "out.txt" + "'; rm -f \"$OUT\"; \"$REVIEW\" scan '" + folder / "draft.txt" + "' -o \"" + name + "\" > \"$OUT\"; echo behind >> \"$OUT\"");
        INFO(name << ": " << ran.err);
        const auto out = read_file(folder / "out.txt");
        CHECK(out.find("Findings: 1") != std::string::npos);
        CHECK(out.ends_with("behind\n"));
    }
    CHECK(std::filesystem::is_symlink("/dev/stdout"));
    CHECK(shell("\"$REVIEW\" scan '" + folder / "draft.txt" + "' --reveal -o /dev/stdout > '" + folder / "open.txt" + "'").status == 2);
}

TEST_CASE("standard output and the name of the file it goes to are one output, and what is said is written into none") {
    const TempFolder folder;
    write_file(folder / "draft.txt", "办公电话：0719-8123456，" + letter);
    const auto redact = "cd '" + folder.path() + "'; umask 077; rm -f out.txt; \"$REVIEW\" redact draft.txt --all --term 8123456 ";
    for (const std::string words : {"-o out.txt --plan - > out.txt", "-o - --plan out.txt > out.txt", "-o - --plan /dev/stdout > out.txt", "-o - --plan /dev/stdout | cat > out.txt"}) {
        const auto ran = shell(redact + words);
        INFO(words << ": " << ran.err);
        CHECK(ran.err.find("name the same file") != std::string::npos);
        CHECK(read_file(folder / "out.txt").find("110101") == std::string::npos);
    }
    REQUIRE(shell(redact + "-o out.txt").status == 0);
    const auto whole = read_file(folder / "out.txt");
    CHECK(shell(redact + "-o out.txt 2> out.txt").status == 0);
    CHECK(read_file(folder / "out.txt") == whole);
}

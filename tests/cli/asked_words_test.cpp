#include <catch2/catch.hpp>

#include <nlohmann/json.hpp>

#include "cli/program.hpp"
#include "support/readers.hpp"

using namespace cli_test;
using support::encoded;
using support::TempFolder;
using support::write_file;

namespace {

const std::string letter = "x 王小明\n";

support::Ran scanned_for(const std::string& words) {
    const TempFolder folder;
    write_file(folder / "words.txt", words);
    return review({"scan", "-", "--terms-from", folder / "words.txt"}, letter);
}

}  // namespace

TEST_CASE("words to look for are read from UTF-8 and UTF-16, with and without mark, however lines end") {
    for (const std::string& words : {std::string("王小明"), std::string("\xef\xbb\xbf王小明\r\n"), std::string("甲\r\n\r\n王小明\r\n"), std::string("甲\r王小明\r"), std::string(" \n\t\n\u3000\n王小明\n"),
                                     "\xff\xfe" + encoded("甲\n王小明\n", "UTF-16LE"), "\xfe\xff" + encoded("甲\n王小明\n", "UTF-16BE")}) {
        const auto ran = scanned_for(words);
        INFO(words << ran.err);
        CHECK(ran.status == 1);
        CHECK(ran.out.find("Findings: 1.") != std::string::npos);
    }
}

TEST_CASE("words in another encoding are status 2 with file and line, and are not quoted") {
    for (const std::string& words : {"a\n" + encoded("王小明", "GBK"), "a\n" + encoded("王小明", "BIG5"), "a\n" + std::string("王\0小明", 10), std::string("a\n王\uFFFD明\n")}) {
        const auto ran = scanned_for(words);
        INFO(ran.out << ran.err);
        CHECK(ran.status == 2);
        CHECK(one_message(ran));
        CHECK(ran.out.empty());
        CHECK(ran.err.find("words.txt:2: ") != std::string::npos);
        CHECK(ran.err.find("王") == std::string::npos);
    }
    CHECK(scanned_for(encoded("王小明", "UTF-16LE")).status == 2);
    CHECK(scanned_for("\n \n").status == 2);  // a list without a word finds nothing, and looks like an all clear
}

TEST_CASE("a redaction by words in another encoding is status 2, not a false alarm about its worker") {
    const TempFolder folder;
    write_file(folder / "letter.txt", letter);
    write_file(folder / "words.txt", encoded("王小明", "GBK"));
    const auto ran = review({"redact", folder / "letter.txt", "-o", folder / "out.txt", "--all", "--terms-from", folder / "words.txt"});
    CHECK(ran.status == 2);
    CHECK(ran.err.find("words.txt:1: this is not UTF-8") != std::string::npos);
    CHECK(folder.files().size() == 2);
}

TEST_CASE("a word on the command line in another encoding, or of blanks alone, is status 2 and told by its number") {
    for (const std::string& word : {encoded("王小明", "GBK"), std::string(" "), std::string("\u3000\t"), std::string()}) {
        for (const std::vector<std::string>& words : {std::vector<std::string>{"scan", "-"}, {"redact", "-", "-o", "-"}, {"prove", "-"}}) {
            auto asked = words;
            for (const auto& more : {std::string("--term"), std::string("甲"), std::string("--term"), word}) asked.push_back(more);
            const auto ran = review(asked, letter);
            INFO(words[0] << ": " << ran.err);
            CHECK(ran.status == 2);
            CHECK(one_message(ran));
            CHECK(ran.err.find(word.empty() ? "--term: its value is empty" : "--term, value 2") != std::string::npos);
        }
    }
}

TEST_CASE("a policy and a pack in another encoding are status 2 with file and line") {
    const TempFolder folder;
    write_file(folder / "rules.yaml", encoded("policy: x\n# 王小明\n", "GBK"));
    for (const std::string option : {"--policy", "--pack", "--suppressions", "--baseline"}) {
        const auto ran = review({"scan", "-", option, folder / "rules.yaml"}, letter);
        INFO(option << ran.err);
        CHECK(ran.status == 2);
        CHECK(ran.err.find("rules.yaml:2: this is not UTF-8") != std::string::npos);
    }
}

TEST_CASE("an expression that does not compile is told by the place where it was asked for, not by a file that is not there") {
    const TempFolder folder;
    write_file(folder / "letter.txt", letter);
    const auto ran = review({"scan", folder / "letter.txt", "--term", "x", "--regex", "QQ", "--regex", "(a"});
    INFO(ran.err);
    CHECK(ran.status == 2);
    CHECK(ran.err.find("review: --regex, value 2: ") == 0);
    CHECK(ran.err.find("terms:") == std::string::npos);
}

TEST_CASE("a word that stands nowhere in the draft is told by its place and never quoted, and the evidence has it") {
    const TempFolder folder;
    write_file(folder / "letter.txt", letter);
    write_file(folder / "words.txt", "\n王小明\n李四光\n");
    const auto ran = review({"redact", folder / "letter.txt", "-o", folder / "out.txt", "--all", "--term", "张三丰", "--term", "王小明", "--terms-from", folder / "words.txt",
                             "--regex", "QQ[0-9]+", "--evidence", folder / "e.json"});
    INFO(ran.err);
    CHECK(ran.status == 0);
    CHECK(ran.err.find("note: --term, value 1: this stands nowhere in the draft") != std::string::npos);
    CHECK(ran.err.find("words.txt:3: this stands nowhere in the draft") != std::string::npos);
    CHECK(ran.err.find("note: --regex, value 1: ") != std::string::npos);
    CHECK(ran.err.find("value 2") == std::string::npos);
    CHECK(ran.err.find("words.txt:2") == std::string::npos);
    CHECK(ran.err.find("张") == std::string::npos);
    CHECK(ran.err.find("李") == std::string::npos);
    const auto evidence = nlohmann::json::parse(support::read_file(folder / "e.json"));
    CHECK(evidence["not_found"] == nlohmann::json{"terms/term-1", "terms/term-4", "terms/regex-1"});
    CHECK(evidence["clean"] == true);
    // What stands there in another layout is there, and so is what was kept.
    write_file(folder / "spaced.txt", "王\n小 明\n");
    CHECK(review({"redact", folder / "spaced.txt", "-o", folder / "out.txt", "--term", "王小明"}).err.find("nowhere") == std::string::npos);
}

TEST_CASE("--render of what has no pages to draw is status 2, as --label is") {
    const TempFolder folder;
    const auto ran = review({"redact", "-", "-o", folder / "out.txt", "--all", "--render"}, letter);
    CHECK(ran.status == 2);
    CHECK(one_message(ran));
    CHECK(folder.files().empty());
}

TEST_CASE("a word that a cut beside it makes a name of was in the draft, and refuses no redaction") {
    const TempFolder folder;
    write_file(folder / "letter.txt", "联系人：柯建国成立学校。\n");
    const auto ran = review({"redact", folder / "letter.txt", "-o", folder / "out.txt", "--term", "成立"});
    INFO(ran.err);
    CHECK(ran.status == 0);
    const auto out = support::read_file(folder / "out.txt");
    CHECK(out.starts_with("联系人：柯建国█"));
    CHECK(out.ends_with("█学校。\n"));
}

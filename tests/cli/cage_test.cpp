// What a hostile file can do to the program, and what the cage costs a reader: nothing.
#include <catch2/catch.hpp>

#include <nlohmann/json.hpp>

#include "cli/program.hpp"
#include "support/test_pki.hpp"
#include "unit/format_pdf/small_pdf.hpp"

using namespace cli_test;
using support::TempFolder;

namespace {

// Two harmless papers and between them one that takes over its parser.
struct Post {
    explicit Post(const std::string& word) {
        support::write_file(folder / "1.txt", "身份证号 110101199003074514\n");
        support::write_file(folder / "2.html", "<!DOCTYPE html><html><body><p>" + word + "</p></body></html>");
        support::write_file(folder / "3.txt", "手机 13807191234\n");
    }
    support::Ran scan(const std::string& options) const {
        return shell("cd '" + folder.path() + "' && LD_PRELOAD=" CAGE_TAKEOVER " \"$REVIEW\" scan . --format json " + options);
    }
    TempFolder folder;
};

support::Ran scan_fixtures(const std::string& options) {
    return shell("cd " REVIEW_FIXTURES " && \"$REVIEW\" scan . --only '*.pdf' --only '*.xml' --only '*.txt' --only '*.xlsx' --format jsonl " + options);
}

}  // namespace

TEST_CASE("a file that takes over its parser ends its own reading and nothing else") {
    const auto [word, why] = GENERATE(table<std::string, std::string>({
        {"CONNECT", "asked the system for `socket`"}, {"RUN", "asked the system for `execve`"}, {"CRASH", "kill"}}));
    const auto jobs = GENERATE("-j1", "-j2");
    const Post post(word);
    const auto ran = post.scan(jobs);
    INFO(word << jobs << ran.out << ran.err);
    CHECK(ran.status == 3);
    const auto documents = nlohmann::json::parse(ran.out)["documents"];
    REQUIRE(documents.size() == 3);
    CHECK(documents[0]["findings"].size() == 1);
    CHECK(documents[1]["failure"].get<std::string>().find(why) != std::string::npos);
    CHECK(documents[1]["complete"] == false);
    CHECK(documents[2]["findings"].size() == 1);
    CHECK(post.folder.files() == std::vector<std::string>{"1.txt", "2.html", "3.txt"});
}

TEST_CASE("the report is the same byte by byte with any number of workers and without the cage") {
    const auto one = scan_fixtures("-j1");
    REQUIRE(one.status == 3);  // fixtures with blind spots
    REQUIRE(one.out.size() > 10'000);
    for (const char* options : {"-j2", "-j4"}) CHECK(scan_fixtures(options).out == one.out);
    const auto open = scan_fixtures("--no-cage");
    auto told = nlohmann::json::parse(open.out.substr(0, open.out.find('\n')));
    CHECK(told["configuration"][0]["key"] == "no-cage");
    CHECK(open.err.find("without a cage (--no-cage)") != std::string::npos);
    CHECK(open.out.substr(open.out.find('\n')) == one.out.substr(one.out.find('\n')));
}

TEST_CASE("a redacted file, its evidence and its plan are the same byte by byte in the cage and without it") {
    const auto [draft, options] = GENERATE(table<std::string, std::string>({
        {"contract.pdf", "--all"}, {"contract.pdf", "--all --width line --label 依据9"}, {"form.pdf", "--all --render"}, {"tracing.pdf", "--all --on-unreadable rasterise"},
        {"act.xml", "--all"}, {"decision.pdf", "--all --term 决定"}, {"notice.txt", "--all"}, {"roster.xlsx", "--all"}}));
    const TempFolder folder;
    const auto redact = [&](const std::string& name, const std::string& cage) {
        return shell("cd '" + folder.path() + "' && \"$REVIEW\" redact " REVIEW_FIXTURES "/" + draft + " -o " + name + " --evidence " + name + ".json --plan " + name + ".plan " +
                     options + " " + cage);
    };
    const auto caged = redact("caged", ""), open = redact("open", "--no-cage");
    INFO(draft << caged.err << open.err);
    CHECK(caged.status == 0);
    CHECK(open.status == 0);
    CHECK(caged.err.find("without a cage") == std::string::npos);
    CHECK(open.err.find("without a cage (--no-cage)") != std::string::npos);
    CHECK(shell("cd '" + folder.path() + "' && cmp caged open && cmp caged.json open.json && cmp caged.plan open.plan").status == 0);
    const auto proven = [&](const std::string& cage) {
        return shell("cd '" + folder.path() + "' && \"$REVIEW\" prove caged --plan caged.plan --draft " REVIEW_FIXTURES "/" + draft + " --format json " + cage);
    };
    CHECK(proven("").status == 0);
    CHECK(proven("").out == proven("--no-cage").out);
}

TEST_CASE("what is refused in the cage is refused in the same words") {
    const TempFolder folder;
    const auto redact = [&](const std::string& options) {
        return shell("cd '" + folder.path() + "' && \"$REVIEW\" redact " REVIEW_FIXTURES "/contract.pdf -o out.pdf " + options);
    };
    const auto undecided = redact(""), open = redact("--no-cage");
    CHECK(undecided.status == 3);
    CHECK(open.err.ends_with(undecided.err));
    CHECK(redact("--all --label-font " REVIEW_FIXTURES "/notice.txt --label X").status == 2);
    CHECK(folder.files().empty());
}

TEST_CASE("a file that takes over its parser is not redacted, and nothing is written") {
    const auto [word, why] = GENERATE(table<std::string, std::string>({
        {"CONNECT", "asked the system for `socket`"}, {"RUN", "asked the system for `execve`"}, {"CRASH", "kill"}}));
    const Post post(word);
    const auto in_folder = [&](const std::string& command) { return shell("cd '" + post.folder.path() + "' && LD_PRELOAD=" CAGE_TAKEOVER " \"$REVIEW\" " + command); };
    for (const char* command : {"redact 2.html -o out.html --all --evidence out.json", "prove 2.html --term x"}) {
        const auto ran = in_folder(command);
        INFO(word << command << ran.err);
        CHECK(ran.status == 3);
        CHECK(ran.err.find(why) != std::string::npos);
        CHECK(post.folder.files() == std::vector<std::string>{"1.txt", "2.html", "3.txt"});
    }
}

TEST_CASE("standard input and a file of a name that is no UTF-8 are read in the cage, too") {
    const auto piped = shell("printf '身份证号 110101199003074514' | \"$REVIEW\" scan - --format json");
    CHECK(nlohmann::json::parse(piped.out)["documents"][0]["findings"].size() == 1);
    const TempFolder folder;
    const auto odd = shell("cd '" + folder.path() + "' && printf '身份证号 110101199003074514' > \"$(printf 'a\\377.txt')\" && \"$REVIEW\" scan . ");
    CHECK(odd.status == 1);
}

TEST_CASE("XML in an encoding that a library loads from a file is read, whichever worker gets it") {
    const TempFolder folder;
    for (int i = 0; i < 4; ++i) support::write_file(folder / (std::to_string(i) + ".txt"), "harmless");
    support::write_file(folder / "5.xml", "<?xml version='1.0' encoding='ISO-8859-5'?><a>\xbf\xe0\xd8 110101199003074514</a>");
    support::write_file(folder / "6.xml", "<?xml version=\"1.0\" encoding=\"Big5\"?><a>\xa4\xa4 110101199003074514</a>");
    const auto ran = shell("cd '" + folder.path() + "' && \"$REVIEW\" scan . --format json");
    INFO(ran.out << ran.err);
    CHECK(ran.status == 1);
    const auto documents = nlohmann::json::parse(ran.out)["documents"];
    for (const int i : {4, 5}) CHECK(documents[i]["findings"].size() == 1);

    const auto packed = shell("cd '" + folder.path() + "' && python3 -m zipfile -c 7.zip 5.xml 6.xml && \"$REVIEW\" scan 1.txt 7.zip --format json");
    INFO(packed.out << packed.err);
    CHECK(packed.status == 1);
    CHECK(nlohmann::json::parse(packed.out)["documents"][1]["findings"].size() == 2);

    const auto attached = support::stream_of(support::read_file(folder / "6.xml"), "/Type/EmbeddedFile");
    support::write_file(folder / "8.pdf", support::one_page("", {"<</Type/Filespec/F(6.xml)/EF<</F 7 0 R>>>>", attached}, "", "", "/Names<</EmbeddedFiles<</Names[(6.xml) 6 0 R]>>>>"));
    const auto carried = shell("cd '" + folder.path() + "' && \"$REVIEW\" scan 1.txt 8.pdf --format json");
    INFO(carried.out << carried.err);
    CHECK(carried.status == 1);
    CHECK(nlohmann::json::parse(carried.out)["documents"][1]["findings"].size() == 1);
}

TEST_CASE("XML in the encodings of Chinese offices is read after plain text, for which they are not loaded") {
    const auto [name, text] = GENERATE(table<std::string, std::string>({
        {"GB18030", "<a>\xd6\xd0 110101199003074514</a>"}, {"GBK", "<a>\xd6\xd0 110101199003074514</a>"}, {"gb2312", "<a>\xd6\xd0 110101199003074514</a>"}}));
    const auto gap = GENERATE(1u, 900u);
    const TempFolder folder;
    support::write_file(folder / "1.txt", "harmless");
    support::write_file(folder / "2.xml", "<?xml version='1.0'" + std::string(gap, ' ') + "encoding='" + name + "'?>" + text);
    const auto ran = shell("cd '" + folder.path() + "' && \"$REVIEW\" scan . --format json");
    INFO(name << gap << ran.out << ran.err);
    CHECK(ran.status == 1);
    CHECK(nlohmann::json::parse(ran.out)["documents"][1]["findings"].size() == 1);
}

TEST_CASE("where workers come by the dozen the report is the same, and a detector is shown the drafts alone") {
    const TempFolder folder;
    for (int i = 10; i < 30; ++i) support::write_file(folder / (std::to_string(i) + ".txt"), "手机 13807191234\n");
    for (int i = 30; i < 50; ++i) support::write_file(folder / (std::to_string(i) + ".pdf"), support::one_page("BT /F1 12 Tf 72 700 Td (110101199003074514) Tj ET"));
    const auto scan = [&](const std::string& options) { return shell("cd '" + folder.path() + "' && \"$REVIEW\" scan . --only '*.txt' --only '*.pdf' --format jsonl " + options); };
    const auto caged = scan(""), open = scan("--no-cage");
    INFO(caged.out << caged.err);
    CHECK(caged.status == 1);
    CHECK(caged.out.substr(caged.out.find('\n')) == open.out.substr(open.out.find('\n')));
    support::write_file(folder / "detector", "tee '" + (folder / "seen") + "' | python3 -B " REVIEW_FIXTURES "/../tests/spec/plugins/detector.py\n");
    const auto seen = scan("--detector '/bin/sh " + (folder / "detector") + "'");
    INFO(seen.out << seen.err);
    CHECK(seen.status == 1);
    const auto texts = support::read_file(folder / "seen");
    CHECK(texts.find("13807191234") != std::string::npos);
    CHECK(texts.find("13800138000") == std::string::npos);  // of the page that is read before
}

TEST_CASE("where no cage can be closed nothing is read, unless somebody chose so") {
    const Post post("harmless");
    const auto limited = shell("cd '" + post.folder.path() + "' && strace -f -o trace -e inject=prctl:error=EINVAL:when=1+ \"$REVIEW\" scan 1.txt");
    INFO(limited.out << limited.err);
    CHECK(limited.status == 2);
    CHECK(limited.err.find("documents cannot be read safely here") != std::string::npos);
    CHECK(limited.out.empty());
    CHECK(shell("cd '" + post.folder.path() + "' && \"$REVIEW\" scan 1.txt --no-cage").status == 1);
}

TEST_CASE("nobody who reads the draft of a release is started when its key is in memory") {
    const auto* const draft = GENERATE("portal.xml", "decision.pdf");  // of a PDF the module is read into memory, too
    const auto& pki = support::test_pki();
    const TempFolder folder;
    const auto key = pki / "p256.key";
    const auto ran = shell("REVIEW_PDFTOPPM=/nonexistent strace -qq -o '" + (folder / "trace") + "' -e trace=openat,clone,clone3,fork,vfork \"$REVIEW\" release '" + cli_test::fixture(draft) + "' -o '" +
                           (folder / "out") + "' --all --key '" + key + "' --cert '" + (pki / "p256.pem") + "' --chain '" + (pki / "chain.pem") + "' --trust '" + (pki / "root.pem") + "'");
    INFO(ran.err);
    REQUIRE(ran.status == 0);
    const auto trace = support::read_file(folder / "trace");
    const auto at = trace.find(key);
    REQUIRE(at != trace.npos);
    CHECK(trace.rfind("clone", at) != trace.npos);
    CHECK(trace.find("clone", at) == trace.npos);
    CHECK(trace.find("fork(", at) == trace.npos);
}

// The program without its module, or with one that is not its own: it says so, and never that a PDF holds nothing.
#include <sys/stat.h>

#include <filesystem>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "support/run.hpp"

using support::TempFolder;

namespace {

// The program as somebody copied it.
struct Copied {
    explicit Copied(bool with_module) {
        const auto built = std::filesystem::path(REVIEW_PROGRAM).parent_path();
        std::filesystem::create_directory(folder / "modules");
        std::filesystem::copy_file(built / "review", folder / "review");
        if (with_module) std::filesystem::copy_file(built / "modules/pdf.so", module());
    }
    std::string module() const { return folder / "modules/pdf.so"; }
    support::Ran run(std::vector<std::string> words, const std::string& language = "C.UTF-8") const {
        words.insert(words.begin(), folder / "review");
        return support::run(words, {}, 120, {"LC_ALL=" + language, "XDG_STATE_HOME=" + folder.path(), "XDG_CONFIG_HOME=" + folder.path(), "PATH=/usr/bin:/bin"});
    }
    TempFolder folder;
};

std::string draft(const std::string& name) { return std::string(REVIEW_FIXTURES) + "/" + name; }
bool holds(const std::string& text, const std::string& piece) { return text.find(piece) != std::string::npos; }

}  // namespace

TEST_CASE("the program finds the module that was built beside it, wherever both are copied") {
    const Copied copied(true);
    CHECK(copied.run({"scan", draft("decision.pdf")}).status == 1);
}

TEST_CASE("without its module the program reads text, and says of a PDF what is wrong, where, and what to do") {
    const Copied copied(false);
    CHECK(copied.run({"scan", draft("notice.txt")}).status == 1);
    CHECK(copied.run({"--version"}).status == 0);
    for (const char* name : {"decision.pdf", "permit.ofd", "reply.zip", "roster.xlsx"}) {
        const auto ran = copied.run({"scan", draft(name)});
        INFO(name << ran.out << ran.err);
        CHECK(ran.status == 2);
        CHECK(ran.out.empty());
        CHECK(holds(ran.err, copied.module()));
        CHECK(holds(ran.err, "install the package again"));
    }
    const auto chinese = copied.run({"scan", draft("decision.pdf"), "--lang", "zh"});
    CHECK(chinese.status == 2);
    CHECK(holds(chinese.err, "重新安装软件包"));
    const auto redacted = copied.run({"redact", draft("decision.pdf"), "-o", copied.folder / "out.pdf"});
    CHECK(redacted.status == 2);
    CHECK_FALSE(std::filesystem::exists(copied.folder / "out.pdf"));
}

TEST_CASE("without a cage and without the module a PDF is not read, alone or in an archive") {
    const Copied copied(false);
    const auto archive = copied.folder / "papers.zip";
    REQUIRE(support::run({"/usr/bin/python3", "-c", "import sys,zipfile; z=zipfile.ZipFile(sys.argv[1],'w'); z.writestr('a.txt','clean'); z.write(sys.argv[2],'b.pdf')", archive, draft("decision.pdf")}).status == 0);
    for (const auto& file : {draft("decision.pdf"), archive}) {
        const auto ran = copied.run({"scan", file, "--no-cage", "--format", "json"});
        INFO(file << ran.out << ran.err);
        CHECK(ran.status == 3);
        const auto document = nlohmann::json::parse(ran.out)["documents"][0];
        CHECK(document["complete"] == false);
        CHECK(holds(document["failure"].get<std::string>(), copied.module()));
    }
}

TEST_CASE("a module of another build, a damaged one and one that everybody may write are refused") {
    const Copied copied(true);
    auto bytes = support::read_file(copied.module());
    const auto refused = [&](const std::string& why) {
        const auto ran = copied.run({"scan", draft("decision.pdf")});
        INFO(ran.out << ran.err);
        return ran.status == 2 && ran.out.empty() && holds(ran.err, copied.module()) && holds(ran.err, why);
    };
    CHECK(chmod(copied.module().c_str(), 0666) == 0);
    CHECK(refused("everybody may write it"));
    CHECK(chmod(copied.module().c_str(), 0644) == 0);

    const auto health = nlohmann::json::parse(copied.run({"doctor", "--format", "json"}).out);
    std::string build;
    for (const auto& check : health["checks"]) {
        if (check["name"] == "pdf") build = check["found"].get<std::string>();
    }
    REQUIRE(build.size() == 16);
    auto other = bytes;
    const auto at = other.find(build);
    REQUIRE(at != std::string::npos);
    other[at] = other[at] == '0' ? '1' : '0';
    support::write_file(copied.module(), other);
    CHECK(refused("of another build"));

    support::write_file(copied.module(), bytes.substr(0, 4096));
    CHECK(refused("cannot be loaded: the file breaks off"));
    support::write_file(copied.module(), "no object");
    CHECK(refused("cannot be loaded"));
    std::filesystem::remove(copied.module());
    std::filesystem::create_directory(copied.module());
    CHECK(refused("was not loaded"));
}

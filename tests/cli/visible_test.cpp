// `review sign --visible`.
#include <catch2/catch.hpp>

#include "cli/program.hpp"
#include "support/test_pki.hpp"
#include "unit/format_pdf/small_pdf.hpp"

using namespace cli_test;
using support::TempFolder;

namespace {

support::Ran sign(const TempFolder& folder, std::vector<std::string> more) {
    const auto& pki = support::test_pki();
    support::write_file(folder / "in.pdf", support::one_page("BT /F1 12 Tf 72 700 Td (Notice) Tj ET"));
    std::vector<std::string> line{"sign", folder / "in.pdf", "-o", folder / "out.pdf", "--key", pki / "p256.key", "--cert", pki / "p256.pem", "--chain", pki / "chain.pem"};
    line.insert(line.end(), more.begin(), more.end());
    return cli_test::review(line);
}

}  // namespace

TEST_CASE("a signature is shown with the words of its signer or, in the language asked for, by whom and when; review verify accepts it") {
    struct Case {
        std::vector<std::string> words;
        std::string shown;
    };
    const auto one = GENERATE(Case{{"--visible-text", "海淀区某局"}, "海淀区某局"}, Case{{"--lang", "zh"}, "签署："}, Case{{"--lang", "en"}, "Signed by "});
    const TempFolder folder;
    auto words = one.words;
    words.insert(words.end(), {"--visible", "1,320,100,500,160"});
    const auto made = sign(folder, words);
    INFO(made.err);
    REQUIRE(made.status == 0);
    CHECK(cli_test::review({"verify", folder / "out.pdf", "--trust", support::test_pki() / "root.pem"}).status == 0);
    CHECK(support::run({"pdftotext", folder / "out.pdf", "-"}).out.find(one.shown) != std::string::npos);
}

TEST_CASE("a visible signature that cannot be is one sentence, and no file") {
    struct Case {
        std::vector<std::string> words;
        int status;
        std::string says;
    };
    const auto one = GENERATE(Case{{"--visible", "1,320,100,500"}, 2, "--visible 1,320,100,500: expected PAGE,X0,Y0,X1,Y1"},
                              Case{{"--visible", "1,500,100,320,160"}, 2, "X0 < X1"}, Case{{"--visible", "2,320,100,500,160"}, 2, "no page 2"},
                              Case{{"--visible", "1,320,100,596,160"}, 2, "not on page 1"}, Case{{"--visible", "1,60,690,200,720"}, 3, "choose a free place"},
                              Case{{"--visible", "1,320,100,500,160", "--visible-text", ""}, 2, "1 to 400 printed characters"},
                              Case{{"--visible", "1,320,100,330,110"}, 2, "does not fit"}, Case{{"--visible-text", "Wang"}, 2, "--visible"});
    const TempFolder folder;
    const auto ran = sign(folder, one.words);
    INFO(ran.err);
    CHECK(ran.status == one.status);
    CHECK(one_message(ran));
    CHECK(ran.err.find(one.says) != std::string::npos);
    CHECK(folder.files() == std::vector<std::string>{"in.pdf"});
}

TEST_CASE("the seal of a release is shown as well, in the very bytes that officers approve") {
    const auto& pki = support::test_pki();
    const TempFolder folder;
    const auto release = [&](const std::string& draft, const std::string& text) {
        return cli_test::review({"release", draft, "-o", folder / "out", "--all", "--key", pki / "p256.key", "--cert", pki / "p256.pem", "--chain", pki / "chain.pem",
                                 "--trust", pki / "root.pem", "--visible", "1,360,60,540,110", "--visible-text", text});
    };
    const auto told = release(fixture("decision.pdf"), "承办 420322199511136772");
    INFO(told.err);
    CHECK(told.status == 3);
    CHECK(told.err.find("--visible-text") != std::string::npos);
    CHECK(release(fixture("portal.xml"), "海淀区某局").status == 2);
    CHECK(folder.files().empty());

    const auto made = release(fixture("decision.pdf"), "海淀区某局");
    INFO(made.err);
    REQUIRE(made.status == 0);
    CHECK(support::run({"pdftotext", folder / "out/decision.pdf", "-"}).out.find("海淀区某局") != std::string::npos);
    CHECK(cli_test::review({"verify", folder / "out", "--trust", pki / "root.pem"}).status == 0);
}

// `review sign --level` with a time-stamp authority of our own.
#include <catch2/catch.hpp>

#include "cli/program.hpp"
#include "support/test_pki.hpp"
#include "support/time_stamp_server.hpp"

using namespace cli_test;
using support::TempFolder;

namespace {

std::vector<std::string> signing(const std::string& output, std::vector<std::string> more) {
    const auto& pki = support::test_pki();
    std::vector<std::string> words{"sign", fixture("report.pdf"), "-o", output, "--key", pki / "p256.key", "--cert", pki / "p256.pem",
                                   "--chain", pki / "chain.pem"};
    words.insert(words.end(), more.begin(), more.end());
    return words;
}

}  // namespace

TEST_CASE("a PDF is signed with a time stamp, and verify says when") {
    const auto& pki = support::test_pki();
    const support::TimeStampServer server(pki.folder());
    const TempFolder folder;
    const auto made = review(signing(folder / "t.pdf", {"--tsa", server / "tsa", "--trust", pki / "root.pem"}));
    INFO(made.err);
    REQUIRE(made.status == 0);
    const auto seen = review({"verify", folder / "t.pdf", "--trust", pki / "root.pem"});
    INFO(seen.out);
    CHECK(seen.status == 0);
    CHECK(seen.out.find("\n  time stamp 20") != std::string::npos);
    CHECK(seen.out.find("not checked: revocation") != std::string::npos);
    CHECK(seen.out.find("not checked: time-stamp") == std::string::npos);
}

TEST_CASE("an authority that does not answer, or answers wrongly, leaves no file") {
    const auto& pki = support::test_pki();
    const support::TimeStampServer server(pki.folder());
    const TempFolder folder;
    const auto silent = review(signing(folder / "a.pdf", {"--tsa", server / "not-found"}));
    CHECK(silent.status == 2);
    CHECK(one_message(silent));
    const auto wrong = review(signing(folder / "a.pdf", {"--tsa", server / "wrong-digest", "--level", "t"}));
    CHECK(wrong.status == 4);
    CHECK(wrong.err == "review: the time stamp is over something else\n");
    CHECK(folder.files().empty());
}

TEST_CASE("options of a level that is not asked for are not passed over in silence") {
    const TempFolder folder;
    for (const auto& words : {std::vector<std::string>{"--level", "b", "--tsa", "http://127.0.0.1:9/"}, {"--crl", "any.crl"}, {"--level", "t"},
                              {"--level", "lt", "--tsa", "http://127.0.0.1:9/"}, {"--level", "x"}, {"--tsa", "https://127.0.0.1/"}}) {
        const auto ran = review(signing(folder / "a.pdf", words));
        INFO(words[1] << "\n" << ran.err);
        CHECK(ran.status == 2);
        CHECK(one_message(ran));
    }
    CHECK(folder.files().empty());
}

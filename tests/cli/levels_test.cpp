// `review sign --level` with a time-stamp authority of our own.
#include <catch2/catch.hpp>

#include <filesystem>

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

std::string list_of(const TempFolder& folder, const std::string& issuer) {
    const auto& pki = support::test_pki();
    support::write_file(folder / "lists.txt", "");
    support::write_file(folder / "lists.cnf", "[ca]\ndefault_ca = c\n[c]\ndatabase = " + (folder / "lists.txt") + "\ndefault_md = sha256\n");
    const auto path = folder / (issuer + ".crl");
    REQUIRE(support::run({"openssl", "ca", "-config", folder / "lists.cnf", "-gencrl", "-crldays", "30", "-keyfile", pki / (issuer + ".key"), "-cert",
                          pki / (issuer + ".pem"), "-out", path}).status == 0);
    return path;
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
    for (const auto& words : {std::vector<std::string>{"--level", "b", "--tsa", "http://127.0.0.1:9/"}, {"--crl", "any.crl"}, {"--level", "t"}, {"--tsa-ca", "root.pem"},
                              {"--level", "lt", "--tsa", "http://127.0.0.1:9/"}, {"--level", "x"}, {"--tsa", "ftp://127.0.0.1/"}}) {
        const auto ran = review(signing(folder / "a.pdf", words));
        INFO(words[1] << "\n" << ran.err);
        CHECK(ran.status == 2);
        CHECK(one_message(ran));
    }
    CHECK(folder.files().empty());
}

TEST_CASE("a PDF of level lta says until when it lasts, and review renew makes that longer") {
    const auto& pki = support::test_pki();
    const support::TimeStampServer server(pki.folder());
    const TempFolder folder;
    const std::vector<std::string> common{"--tsa", server / "tsa", "--trust", pki / "root.pem", "--crl", list_of(folder, "root"), "--crl",
                                          list_of(folder, "intermediate")};
    auto words = common;
    words.insert(words.end(), {"--level", "lta"});
    const auto made = review(signing(folder / "lta.pdf", words));
    INFO(made.err);
    REQUIRE(made.status == 0);
    words = {"renew", folder / "lta.pdf", "-o", folder / "renewed.pdf"};
    words.insert(words.end(), common.begin(), common.end());
    const auto renewed = review(words);
    INFO(renewed.err);
    REQUIRE(renewed.status == 0);
    for (const std::string name : {"lta.pdf", "renewed.pdf"}) {
        const auto seen = review({"verify", folder / name, "--trust", pki / "root.pem"});
        INFO(seen.out);
        CHECK(seen.status == 0);
        CHECK(seen.out.find("\n  archive time stamp 20") != std::string::npos);
    }
    support::write_file(folder / "more.pdf", support::read_file(folder / "renewed.pdf") + "\n");
    CHECK(review({"verify", folder / "more.pdf", "--trust", pki / "root.pem"}).status == 4);
    words[1] = folder / "more.pdf", words[3] = folder / "none.pdf";
    CHECK(review(words).status == 4);
    REQUIRE(review(signing(folder / "t.pdf", {"--tsa", server / "tsa"})).status == 0);
    words[1] = folder / "t.pdf";
    CHECK(review(words).status == 3);
    CHECK_FALSE(std::filesystem::exists(folder / "none.pdf"));
}

// `review sign --detached` and `review verify --detached`: an SM2 signature beside a file.
#include <catch2/catch.hpp>

#include <filesystem>

#include "cli/program.hpp"
#include "support/test_pki.hpp"

using namespace cli_test;
using support::TempFolder;

TEST_CASE("any file is signed with SM2 beside it, and verified with the file") {
    const TempFolder folder, pki;
    REQUIRE(support::run({"sh", REVIEW_FIXTURES "/demo-pki.sh", pki.path(), "sm2"}).status == 0);
    support::write_file(folder / "notice.txt", "公告\n");
    support::write_file(folder / "other.txt", "通告\n");
    const auto sign = [&](std::vector<std::string> more) {
        std::vector<std::string> words{"sign", folder / "notice.txt", "-o", folder / "notice.p7s", "--detached"};
        words.insert(words.end(), more.begin(), more.end());
        return review(words);
    };
    const std::vector<std::string> sm2{"--key", pki / "sm2.key", "--cert", pki / "sm2.pem", "--chain", pki / "sm2-chain.pem"};
    const auto made = sign(sm2);
    INFO(made.err);
    REQUIRE(made.status == 0);
    const auto good = review({"verify", folder / "notice.txt", "--detached", folder / "notice.p7s", "--trust", pki / "sm2-root.pem", "--crl", pki / "sm2.crl"});
    INFO(good.out << good.err);
    CHECK(good.status == 0);
    CHECK(good.out.find("gm-form") != std::string::npos);
    CHECK(good.out.find("not checked: time-stamp") != std::string::npos);
    CHECK(review({"verify", folder / "notice.txt", "--detached", folder / "notice.p7s"}).status == 4);
    CHECK(review({"verify", folder / "other.txt", "--detached", folder / "notice.p7s", "--trust", pki / "sm2-root.pem"}).status == 4);
    CHECK(review({"verify", folder / "notice.txt", "--detached", folder / "other.txt", "--trust", pki / "sm2-root.pem"}).status == 4);
    const auto two = review({"verify", folder / "notice.txt", folder / "other.txt", "--detached", folder / "notice.p7s", "--trust", pki / "sm2-root.pem"});
    CHECK(two.status == 2);
    CHECK(one_message(two));
    std::filesystem::remove(folder / "notice.p7s");
    CHECK(sign({"--key", pki / "p256.key", "--cert", pki / "p256.pem"}).status == 2);
    auto leveled = sm2;
    leveled.insert(leveled.end(), {"--level", "t"});
    CHECK(sign(leveled).status == 2);
    CHECK_FALSE(std::filesystem::exists(folder / "notice.p7s"));
}

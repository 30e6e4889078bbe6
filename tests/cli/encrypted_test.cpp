#include <catch2/catch.hpp>

#include "cli/program.hpp"

using namespace cli_test;
using support::read_file;
using support::run;
using support::TempFolder;
using support::write_file;

namespace {

// decision.pdf, encrypted by qpdf: a user password, an owner password, a scheme.
std::string encrypted(const TempFolder& folder, const std::string& user, const std::vector<std::string>& scheme) {
    std::vector<std::string> words{"qpdf", "--allow-weak-crypto", "--encrypt", user, "owner"};
    words.insert(words.end(), scheme.begin(), scheme.end());
    words.insert(words.end(), {"--", fixture("decision.pdf"), folder / "locked.pdf"});
    const auto made = run(words);
    INFO(made.err);
    REQUIRE(made.status == 0);
    return folder / "locked.pdf";
}

const std::vector<std::vector<std::string>> schemes{
    {"40"}, {"128", "--use-aes=n"}, {"128", "--use-aes=y"}, {"256"}, {"256", "--force-R5"}};

}  // namespace

TEST_CASE("an encrypted draft is read with its password and published without encryption") {
    for (const auto& scheme : schemes) {
        TempFolder folder;
        const auto draft = encrypted(folder, "open sesame", scheme);
        INFO(scheme.front() << " " << scheme.back());
        write_file(folder / "password", "open sesame\r\nnot this line\n");

        const auto locked = review({"scan", draft});
        CHECK(locked.status == 3);
        CHECK((locked.out + locked.err).find("--password-file") != std::string::npos);

        const auto scanned = review({"scan", draft, "--password-file", folder / "password"});
        CHECK(scanned.status == 1);
        const auto redacted = review({"redact", draft, "--all", "--password-file", folder / "password", "-o", folder / "out.pdf"});
        INFO(redacted.err);
        CHECK(redacted.status == 0);
        CHECK(run({"qpdf", "--is-encrypted", folder / "out.pdf"}).status == 2);  // 2: it is not
        CHECK(review({"scan", folder / "out.pdf"}).status == 0);
        // Nothing differs from redacting the draft as it was before it was encrypted.
        CHECK(review({"redact", fixture("decision.pdf"), "--all", "-o", folder / "plain.pdf"}).status == 0);
        CHECK((read_file(folder / "out.pdf") == read_file(folder / "plain.pdf")));
    }
}

TEST_CASE("the owner's password opens a draft too, an empty one needs none, a wrong one is refused") {
    TempFolder folder;
    write_file(folder / "owner", "owner");
    write_file(folder / "wrong", "owners");
    const auto draft = encrypted(folder, "user", {"256"});
    CHECK(review({"scan", draft, "--password-file", folder / "owner"}).status == 1);
    const auto wrong = review({"redact", draft, "--all", "--password-file", folder / "wrong", "-o", folder / "out.pdf"});
    CHECK(wrong.status == 3);
    CHECK(one_message(wrong));
    CHECK(wrong.err.find("owners") == std::string::npos);
    CHECK(review({"scan", encrypted(folder, "", {"256"})}).status == 1);
    CHECK(review({"scan", draft, "--password-file", folder / "nowhere"}).status == 2);
}

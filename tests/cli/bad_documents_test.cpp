#include <catch2/catch.hpp>

#include "cli/bad_documents.hpp"
#include "cli/program.hpp"

using namespace cli_test;
using support::TempFolder;
using support::write_file;

namespace {

void must_be_refused(const std::string& path, const TempFolder& folder) {
    const auto before = folder.files();
    const auto scanned = review({"scan", path});
    INFO("scan: " << scanned.out << scanned.err);
    CHECK(scanned.status == 3);
    CHECK(scanned.out.find("NOT READ") != std::string::npos);
    CHECK(scanned.out.find("nothing found") == std::string::npos);

    const auto redacted = review({"redact", path, "-o", folder / "out", "--all", "--evidence", folder / "evidence", "--plan", folder / "plan"});
    INFO("redact: " << redacted.out << redacted.err);
    CHECK(redacted.status == 3);
    CHECK(one_message(redacted));
    CHECK(redacted.out.empty());
    CHECK(folder.files() == before);
}

}  // namespace

TEST_CASE("what nobody can review is refused with status 3, one message and no file") {
    for (const auto& bad : bad_documents()) {
        const TempFolder folder;
        write_file(folder / bad.name, bad.content);
        INFO(bad.what);
        must_be_refused(folder / bad.name, folder);
    }
}

TEST_CASE("what is in no format is told with every format that is read") {
    const auto ran = review({"scan", "-"}, std::string("\x7f" "ELF\0\0\0\0", 8));
    CHECK(ran.status == 3);
    CHECK(ran.out.find("is in no format that can be reviewed (pdf, ofd, archive, ooxml, html, xml, text)") != std::string::npos);
}

TEST_CASE("a PDF that needs a password is refused") {
    if (!support::have_program("qpdf")) {
        WARN("qpdf is not installed: the encrypted file was not tried");
        return;
    }
    const TempFolder folder;
    write_file(folder / "open.pdf", pdf_of_pages(1));
    REQUIRE(support::run({"qpdf", "--encrypt", "user", "owner", "256", "--", folder / "open.pdf", folder / "closed.pdf"}).status == 0);
    must_be_refused(folder / "closed.pdf", folder);
}

TEST_CASE("a PDF of 10,000 pages is read") {
    const TempFolder folder;
    write_file(folder / "long.pdf", pdf_of_pages(10000));
    const auto ran = review({"scan", folder / "long.pdf", "--format", "json"});
    INFO(ran.err);
    CHECK(ran.status == 0);
    CHECK(ran.out.find("\"pages\": 10000") != std::string::npos);
}

TEST_CASE("one bad file in a folder does not hide what the others hold") {
    const TempFolder folder;
    write_file(folder / "a.txt", "Project Nightingale\n");
    write_file(folder / "b.pdf", "no PDF\n");
    const auto ran = review({"scan", folder.path(), "--term", "Nightingale", "--format", "jsonl"});
    CHECK(ran.status == 3);
    CHECK(ran.out.find("terms/term-1") != std::string::npos);
    CHECK(ran.out.find("\"failure\"") != std::string::npos);
}

// A worker can open nothing: what was not loaded before it was started is not there.
#include <unistd.h>

#include <set>

#include <catch2/catch.hpp>
#include <review/document.hpp>
#include <review/error.hpp>

#include "cage/cage.hpp"
#include "format/pdf_module.hpp"
#include "model/draft_file.hpp"
#include "release/readers_in_cage.hpp"
#include "support/run.hpp"

using namespace review;

namespace {

CageAnswer format_of(CageTask&& task) {
    const auto draft = draft_of_task(task);
    const auto format = open_document(draft)->format();
    CageAnswer answer;
    answer.bytes.assign(format.begin(), format.end());
    return answer;
}

DraftFile fixture(const std::string& name) { return DraftFile::open(std::string(REVIEW_FIXTURES) + "/" + name); }

CageOptions two_workers() { return cage_for_drafts({}, 1 << 20, 1, 2); }

std::string told_by(Cage& cage, CageTask&& task) {
    const auto answer = cage.read(std::move(task));
    return std::string(as_text(answer.bytes));
}

}  // namespace

// In this order, in one process: what is loaded stays.
TEST_CASE("a worker that was started without the module says so of a PDF that nobody expected") {
    Cage cage(format_of, two_workers());
    cage.start();
    for (const auto& [name, format] : {std::pair{"notice.txt", "text"}, {"bulletin.html", "html"}, {"act.xml", "xml"}}) CHECK(told_by(cage, task_for(fixture(name))) == format);
    const auto bytes = support::read_file(REVIEW_FIXTURES "/decision.pdf");
    const auto pdf = DraftFile::of(make_draft("draft", Bytes(bytes.begin(), bytes.end())));
    auto task = task_for(DraftFile::of(make_draft("draft", Bytes(bytes.size(), ' '))));
    task.file = Descriptor(dup(pdf.descriptor()));  // as if its beginning had been another one
    try {
        told_by(cage, std::move(task));
        FAIL("a worker read what it cannot");
    } catch (const Error& error) {
        CHECK(error.code() == Errc::unsupported);
        CHECK(std::string(error.what()).find("was not loaded before its reader was closed off") != std::string::npos);
    }
    CHECK_FALSE(pdf_module_is_loaded());
}

TEST_CASE("all workers that get a PDF have the module, also those that were there before the first of them came") {
    Cage cage(format_of, two_workers());
    cage.start();
    const auto pdf = fixture("decision.pdf"), ofd = fixture("permit.ofd");
    std::multiset<std::string> told;
    cage.read_all(4, [&](std::size_t i) { return std::optional(task_for(i % 2 == 0 ? pdf : ofd)); },
                  [&](std::size_t, CageAnswer&& answer) { told.insert(answer.error ? answer.error->what : std::string(as_text(answer.bytes))); });
    CHECK(pdf_module_is_loaded());
    CHECK(told == std::multiset<std::string>{"ofd", "ofd", "pdf", "pdf"});
}

TEST_CASE("anything but plain text, XML and HTML may hold a PDF") {
    for (const char* name : {"decision.pdf", "permit.ofd", "roster.xlsx", "reply.zip"}) CHECK(may_need_pdf_module(fixture(name).head()));
    for (const char* name : {"notice.txt", "act.xml", "bulletin.html"}) CHECK_FALSE(may_need_pdf_module(fixture(name).head()));
    const auto begins = [](std::string_view text) { return may_need_pdf_module(as_bytes(text)); };
    CHECK(begins("junk before the header\n%PDF-1.7\n"));
    CHECK(begins("%!PS-Adobe\n1 0 obj\n<<>>\nendobj\n"));  // a file that lost its header
    CHECK(begins(std::string_view("PK\x05\x06", 4)));
    CHECK(begins(std::string_view("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0", 9)));
    CHECK_FALSE(begins("100 % of it\n"));
}

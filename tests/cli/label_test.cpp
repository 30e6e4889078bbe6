#include <catch2/catch.hpp>

#include <nlohmann/json.hpp>

#include "cli/program.hpp"
#include "support/run.hpp"
#include "unit/format_pdf/small_pdf.hpp"

using namespace cli_test;
using support::TempFolder;
using support::write_file;

namespace {

std::size_t count(const std::string& text, const std::string& word) {
    std::size_t found = 0;
    for (auto at = text.find(word); at != std::string::npos; at = text.find(word, at + word.size())) ++found;
    return found;
}

std::string turned_page(const std::string& rotation) {
    return support::one_page("BT /F1 12 Tf 50 600 Td (nothing of note) Tj ET", {}, "/Rotate " + rotation);
}

// The word as pdftotext sees it on the page as it is shown: wide and low, or narrow and high.
bool reads_across(const std::string& path, const std::string& word) {
    const auto words = support::run({"pdftotext", "-bbox", path, "-"}).out;
    const auto end = words.find(">" + word + "<");
    if (end == std::string::npos) return false;
    const auto line = words.substr(words.rfind("<word", end), end - words.rfind("<word", end));
    const auto number = [&](const std::string& key) { return std::stod(line.substr(line.find(key + "=\"") + key.size() + 2)); };
    return number("xMax") - number("xMin") > number("yMax") - number("yMin");
}

}  // namespace

TEST_CASE("a reason code in Han stands in the boxes for every reader, in a font with nothing else, and is proven") {
    const std::string width = GENERATE("exact", "grid", "line", "fixed");
    const std::string draft = GENERATE("decision.pdf", "subsidy.pdf", "redhead.pdf");
    const TempFolder folder;
    const auto out = folder / "out.pdf", plan = folder / "plan.json";
    const auto ran = cli_test::review({"redact", fixture(draft), "--all", "--width", width, "--label", "条例15", "-o", out, "--plan", plan});
    INFO(width << " " << draft << "\n" << ran.err);
    REQUIRE(ran.status == 0);
    const auto labels = nlohmann::json::parse(support::read_file(plan))["labels"].size();
    CHECK(labels > 0);
    CHECK(count(support::run({"pdftotext", "-raw", out, "-"}).out, "条例15") == labels);
    CHECK(count(support::run({"mutool", "draw", "-q", "-F", "txt", out}).out, "条例15") == labels);
    CHECK(support::run({"qpdf", "--check", out}).status == 0);
    const auto fonts = support::run({"pdffonts", out}).out;
    CHECK(count(fonts, "+Label ") == 1);
    const auto line = fonts.substr(fonts.find("+Label "));
    CHECK(count(line.substr(0, line.find('\n')), "yes yes yes") == 1);
    CHECK(cli_test::review({"prove", out, "--plan", plan}).status == 0);
    CHECK(cli_test::review({"scan", out}).status == 0);
}

TEST_CASE("the code in a box drawn by hand is upright on the page as it is shown, and a second time changes nothing") {
    const std::string rotation = GENERATE("0", "90", "180", "270");
    const TempFolder folder;
    write_file(folder / "in.pdf", turned_page(rotation));
    const auto redact = [&](const std::string& from, const std::string& to) {
        return cli_test::review({"redact", folder / from, "--box", "1,200,200,300,290", "--label", "(b)(6)", "-o", folder / to});
    };
    const auto ran = redact("in.pdf", "once.pdf");
    INFO(rotation << "\n" << ran.err);
    REQUIRE(ran.status == 0);
    CHECK(reads_across(folder / "once.pdf", "(b)(6)"));
    REQUIRE(redact("once.pdf", "twice.pdf").status == 0);
    CHECK(support::read_file(folder / "once.pdf") == support::read_file(folder / "twice.pdf"));
}

TEST_CASE("a box too small for four-point letters stays black") {
    const TempFolder folder;
    write_file(folder / "in.pdf", turned_page("0"));
    const auto ran = cli_test::review({"redact", folder / "in.pdf", "--box", "1,200,200,230,205", "--label", "条例15", "-o", folder / "out.pdf", "--plan", folder / "plan.json"});
    REQUIRE(ran.status == 0);
    CHECK(nlohmann::json::parse(support::read_file(folder / "plan.json"))["labels"].empty());
    CHECK(count(support::run({"pdftotext", folder / "out.pdf", "-"}).out, "条例15") == 0);
}

TEST_CASE("pages are drawn and compared with their codes") {
    if (support::run({"pdftoppm", "-v"}).status != 0) {
        WARN("NOT CHECKED: pdftoppm is not on this machine");
        return;
    }
    const TempFolder folder;
    const auto ran = cli_test::review({"redact", fixture("decision.pdf"), "--all", "--label", "条例15", "--render", "-o", folder / "out.pdf"});
    INFO(ran.err);
    CHECK(ran.status == 0);
}

TEST_CASE("a code or a font that cannot be printed is status 2 and leaves no file") {
    const TempFolder folder;
    const auto fails = [&](const std::string& draft, std::vector<std::string> words) {
        words.insert(words.begin(), {"redact", draft, "--all", "-o", folder / "out.pdf"});
        const auto ran = cli_test::review(words);
        INFO(ran.err);
        CHECK(ran.status == 2);
        CHECK(one_message(ran));
        CHECK(support::run({"test", "-e", folder / "out.pdf"}).status != 0);
    };
    const auto pdf = fixture("decision.pdf");
    fails(pdf, {"--label", ""});
    fails(pdf, {"--label", "with blank"});
    fails(pdf, {"--label", std::string(33, 'x')});
    fails(pdf, {"--label", "\xFF"});
    fails(pdf, {"--label", "条例", "--label-font", folder / "nowhere.ttf"});
    fails(pdf, {"--label", "条例", "--label-font", fixture("notice.txt")});
    fails(pdf, {"--label", "\xF3\xB0\x80\x80"});  // a private character that no font has
    fails(pdf, {"--label-font", folder / "nowhere.ttf"});
    fails(fixture("notice.txt"), {"--label", "条例15"});
    fails(pdf, {"--term", "青溪市", "--label", "青溪市15"});
}

TEST_CASE("an area beside the page is status 2 and nothing is written") {
    const TempFolder folder;
    const auto ran = cli_test::review({"redact", fixture("decision.pdf"), "--all", "--box", "1,5000,5000,5100,5100", "-o", folder / "out.pdf", "--evidence", folder / "e.json"});
    CHECK(ran.status == 2);
    CHECK(one_message(ran));
    CHECK(ran.err.find("page 1: the area 5000,5000,5100,5100 does not meet the page") != std::string::npos);
    CHECK(folder.files().empty());
}

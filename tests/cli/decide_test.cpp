#include <catch2/catch.hpp>

#include <review/digest.hpp>

#include "cli/program.hpp"
#include "unit/format_pdf/small_pdf.hpp"

using cli_test::one_message;
using support::TempFolder;
using support::write_file;

namespace {

support::Ran program(const std::vector<std::string>& words) { return cli_test::review(words); }

const std::string far(200, 'x');
const std::string notice = far + "\n门卫的手机：13900000001，请勿外传。\n" + far + "\n花匠的手机：13900000002。\n" + far + "\n";

struct Office {
    Office() {
        write_file(folder / "one.txt", notice);
        write_file(folder / "key", std::string(32, 'k'));
    }
    support::Ran decide(const std::string& draft, const std::string& output, std::vector<std::string> more = {}) const {
        std::vector<std::string> words{"decide", folder / draft, "-o", folder / output, "--key-file", folder / "key"};
        words.insert(words.end(), more.begin(), more.end());
        return program(words);
    }
    std::string read(const std::string& name) const { return support::read_file(folder / name); }
    void replace(const std::string& name, const std::string& from, const std::string& to) const {
        auto text = read(name);
        const auto at = text.find(from);
        REQUIRE(at != std::string::npos);
        write_file(folder / name, text.replace(at, from.size(), to));
    }
    TempFolder folder;
};

bool has(const std::string& text, const std::string& word) { return text.find(word) != std::string::npos; }

}  // namespace

TEST_CASE("what was decided of one version holds for the next where nothing near it changed, and is marked for a second look") {
    const Office office;
    REQUIRE(office.decide("one.txt", "one.yaml").status == 0);
    office.replace("one.yaml", "    decision: undecided\n    basis: \"\"", "    decision: keep  # he asked for it\n    basis: \"条例15 本人同意\"");
    office.replace("one.yaml", "    decision: undecided", "    decision: redact");
    write_file(office.folder / "two.txt", "新的标题\n" + notice.substr(0, notice.find("花匠")) + "园丁" + notice.substr(notice.find("花匠") + 6));
    const auto ran = office.decide("two.txt", "two.yaml", {"--decisions", office.folder / "one.yaml"});
    INFO(ran.err);
    REQUIRE(ran.status == 0);
    const auto yaml = office.read("two.yaml");
    INFO(yaml);
    CHECK(has(yaml, "    decision: keep  # he asked for it\n"));
    CHECK(has(yaml, "carried: true\n"));
    CHECK(has(yaml, "#! changed: the text around it is another now; it was redact\n"));
    CHECK(has(ran.err, "has to be decided anew"));
    CHECK(has(ran.err, "two.yaml: 0 entries stay, 1 were carried over (look at each), 1 changed, 0 are new, 0 are gone"));
    CHECK(office.decide("one.txt", "one.yaml").status == 0);

    // What was carried over and stays in needs a look before a release, which an officer says by taking the mark out.
    office.replace("two.yaml", "    decision: undecided", "    decision: redact");
    const auto release = [&] {
        return program({"release", office.folder / "two.txt", "-o", office.folder / "out", "--decisions", office.folder / "two.yaml"});
    };
    const auto stopped = release();
    CHECK(stopped.status == 5);
    CHECK(has(stopped.err, "1 decisions to keep were carried over"));
    office.replace("two.yaml", "    carried: true\n", "");
    CHECK_FALSE(has(release().err, "carried over"));
}

TEST_CASE("a decisions file holds neither a value nor a digest of it without a key") {
    const Office office;
    REQUIRE(office.decide("one.txt", "one.yaml").status == 0);
    const auto yaml = office.read("one.yaml");
    for (const std::string value : {"13900000001", "13900000002"}) {
        CHECK_FALSE(has(yaml, value));
        CHECK_FALSE(has(yaml, value.substr(3)));
        // Also not shortened, as an anchor is.
        const auto plain = review::sha256(review::as_bytes(value)).hex();
        CHECK_FALSE(has(yaml, plain.substr(0, 16)));
    }
    write_file(office.folder / "key", std::string(32, 'q'));
    REQUIRE(office.decide("one.txt", "other.yaml").status == 0);
    const auto anchor = yaml.substr(yaml.find("value: "), 41);
    CHECK(has(yaml, anchor));
    CHECK_FALSE(has(office.read("other.yaml"), anchor));
}

TEST_CASE("the catalogue is listed, and an office's own entries count") {
    const auto listed = program({"decide", "--list-bases"});
    CHECK(listed.status == 0);
    for (const std::string key : {"条例14  ", "条例15  ", "条例16  ", "条例36  ", "条例37  ", "保密法  ", "PIPL28  "}) CHECK(has("\n" + listed.out, "\n" + key));
    CHECK(has(program({"decide", "--list-bases", "--lang", "zh"}).out, "第三方同意"));
    CHECK(program({"decide"}).status == 2);

    const Office office;
    REQUIRE(office.decide("one.txt", "one.yaml").status == 0);
    office.replace("one.yaml", "    decision: undecided\n    basis: \"\"", "    decision: keep\n    basis: \"市规7\"");
    const auto unknown = office.decide("one.txt", "one.yaml");
    CHECK(unknown.status == 2);
    CHECK(one_message(unknown));
    CHECK(has(unknown.err, "one.yaml:11: the basis \"市规7\" begins with no key of the catalogue; nearest: "));
    write_file(office.folder / "own.yaml", "bases:\n  - {key: 市规7, law: {zh: 市政务公开规定}, text: {zh: 本人同意}}\n");
    CHECK(office.decide("one.txt", "one.yaml", {"--bases", office.folder / "own.yaml"}).status == 0);
    const auto redact = [&](std::vector<std::string> more) {
        std::vector<std::string> words{"redact", office.folder / "one.txt", "-o", office.folder / "out.txt", "--decisions", office.folder / "one.yaml"};
        words.insert(words.end(), more.begin(), more.end());
        return program(words).status;
    };
    office.replace("one.yaml", "    decision: undecided", "    decision: redact");
    CHECK(redact({}) == 2);
    CHECK(redact({"--bases", office.folder / "own.yaml"}) == 0);
}

TEST_CASE("a release waits for answers from outside and names them; deadlines tells when they are due") {
    const Office office;
    REQUIRE(office.decide("one.txt", "one.yaml").status == 0);
    office.replace("one.yaml", "    decision: undecided", "    decision: consult\n    since: 2026-11-02");
    office.replace("one.yaml", "    decision: undecided", "    decision: undetermined\n    since: 2026-11-02");
    const auto release = program({"release", office.folder / "one.txt", "-o", office.folder / "out", "--decisions", office.folder / "one.yaml"});
    CHECK(release.status == 5);
    CHECK(has(release.err, "cn-contact/mobile (f-"));
    CHECK(has(release.err, "is consult since 2026-11-02"));
    CHECK(has(release.err, "is undetermined since 2026-11-02"));
    CHECK(program({"redact", office.folder / "one.txt", "-o", office.folder / "out.txt", "--decisions", office.folder / "one.yaml"}).status == 3);

    const auto due = [&](const std::string& on) { return program({"deadlines", office.folder / "one.yaml", "--on", on}); };
    CHECK(due("2026-11-23").status == 0);
    const auto late = due("2026-11-24");
    CHECK(late.status == 1);
    CHECK(late.out.find("OVERDUE  2026-11-23  consult since 2026-11-02, 15 working days  ") == 0);
    CHECK(has(late.out, "\ndue      2026-11-30  undetermined since 2026-11-02, 20 working days  "));
    write_file(office.folder / "days.yaml", "years:\n  - {year: 2026, holidays: [2026-11-23]}\n");
    CHECK(program({"deadlines", office.folder / "one.yaml", "--on", "2026-11-24", "--holidays", office.folder / "days.yaml"}).status == 0);
    CHECK(program({"deadlines", office.folder / "one.yaml", "--on", "tomorrow"}).status == 2);
    CHECK(has(due("2026-11-24").out, "one.yaml:"));
}

TEST_CASE("a mask leaves what offices show of a number, in a text and in a PDF, and is proven") {
    const TempFolder folder;
    write_file(folder / "draft.txt", "联系手机：13912348765，请于工作时间拨打。\n");
    write_file(folder / "draft.pdf", support::one_page("BT /F1 12 Tf 50 600 Td (Mobile: 13912348765 before noon) Tj ET", {}, ""));
    for (const std::string name : {"draft.txt", "draft.pdf"}) {
        const auto yaml = folder / (name + ".yaml"), out = folder / ("out-" + name);
        REQUIRE(program({"decide", folder / name, "-o", yaml}).status == 0);
        auto text = support::read_file(yaml);
        const auto at = text.find("    decision: undecided");
        REQUIRE(at != std::string::npos);
        write_file(yaml, text.replace(at, 23, "    decision: mask"));
        const auto ran = program({"redact", folder / name, "-o", out, "--decisions", yaml, "--plan", folder / "plan.json"});
        INFO(name << "\n" << text << ran.err);
        REQUIRE(ran.status == 0);
        const auto shown = name == "draft.pdf" ? support::run({"pdftotext", out, "-"}).out : support::read_file(out);
        INFO(shown);
        CHECK(has(shown, "139"));
        CHECK(has(shown, "8765"));
        CHECK_FALSE(has(shown, "1234"));
        CHECK(program({"prove", out, "--plan", folder / "plan.json"}).status == 0);

        write_file(folder / "strict.yaml", "policy: mine\nextends: default\nmask_floor: 10001\nrows: []\n");
        const auto weak = program({"redact", folder / name, "-o", folder / "weak", "--decisions", yaml, "--policy", folder / "strict.yaml"});
        CHECK(weak.status == 3);
        CHECK(has(weak.err, "10000 values fit what the mask would show"));
    }
}

#include <catch2/catch.hpp>

#include <nlohmann/json.hpp>

#include "support/readers.hpp"
#include "support/run.hpp"
#include "survivors.hpp"
#include "truth.hpp"

// No planted type is exempt: the policy lets nothing pass, and what no rule finds is given as --term.
namespace {

using spec::path_of;

std::vector<std::string> redact_words(const std::string& file, const std::string& out, const std::string& evidence,
                                      const std::set<std::string>& terms, const std::string& width) {
    std::vector<std::string> words = {"redact", file, "--policy", "strict", "--all", "-o", out, "--evidence", evidence, "--width", width};
    for (const auto& term : terms) words.insert(words.end(), {"--term", term});
    return words;
}

std::set<std::string> removed_values(const std::string& fixture, const std::set<std::string>& terms) {
    auto values = spec::values_with_a_rule(fixture);
    values.insert(terms.begin(), terms.end());
    return values;
}

void check_gone(const std::string& out, const std::set<std::string>& values) {
    const support::Readers readers(out);
    int number = 0;
    for (const auto& value : values) {
        INFO("value number " << ++number << " of the sorted truth file");
        CHECK(readers.leaks(value) == std::vector<std::string>{});
    }
}

std::vector<spec::Region> cut_regions(const std::string& draft, const std::set<std::string>& terms) {
    std::vector<std::string> words = {"scan", draft, "--policy", "strict", "--format", "json"};
    for (const auto& term : terms) words.insert(words.end(), {"--term", term});
    return spec::regions_of(spec::run_review(words).out, draft);
}

// What a rule finds in one place goes everywhere: a name behind its label, then in the text.
std::set<std::string> with_found(std::set<std::string> values, const std::string& draft, const std::set<std::string>& terms) {
    std::vector<std::string> words = {"scan", draft, "--policy", "strict", "--format", "json", "--reveal"};
    for (const auto& term : terms) words.insert(words.end(), {"--term", term});
    const auto scanned = nlohmann::json::parse(spec::run_review(words).out);
    for (const auto& finding : scanned["documents"][0]["findings"]) values.insert(finding["text"].get<std::string>());
    return values;
}

void check_in_place(const char* what, const std::vector<spec::Drawn>& before, const std::vector<spec::Drawn>& after,
                    const std::set<std::string>& values, const std::vector<spec::Region>& regions) {
    const auto wanted = spec::outside(before, values, regions);
    const auto missing = spec::moved(wanted, after);
    std::string first;
    for (std::size_t i = 0; i < missing.size() && i < 5; ++i) {
        first += "\n  page " + std::to_string(missing[i].page) + " at " + std::to_string(missing[i].x0) + ", " +
                 std::to_string(missing[i].y0) + ": " + missing[i].text;
    }
    INFO(what << ": " << missing.size() << " of " << wanted.size() << " survivors are not where they were" << first);
    CHECK(wanted.size() > 5);  // a line of Han is one word
    CHECK(missing.empty());
}

// Whatever the width policy does to a line, every character that is no value is still on it.
void check_on_lines(const std::vector<spec::Drawn>& before, const std::vector<spec::Drawn>& after,
                    const std::set<std::string>& values, const std::vector<spec::Region>& regions) {
    const auto wanted = spec::outside(before, values, regions);
    const auto missing = spec::off_their_lines(wanted, after);
    INFO(missing.size() << " of " << wanted.size() << " characters are not on their line");
    CHECK(wanted.size() > 5);
    CHECK(missing.empty());
}

void redact_and_look(const std::string& fixture, const std::set<std::string>& terms) {
    INFO("fixture " << fixture);
    const support::TempFolder folder;
    const auto draft = path_of(fixture + ".pdf");
    const auto values = removed_values(fixture, terms);
    const auto cut = with_found(values, draft, terms);
    const auto regions = cut_regions(draft, cut);
    const auto words = spec::words_of(draft), characters = spec::characters_of(draft);
    for (const std::string width : {"exact", "grid", "fixed"}) {
        INFO("width " << width);
        const auto out = folder / width + ".pdf", evidence = folder / width + ".json";
        const auto ran = spec::run_review(redact_words(draft, out, evidence, terms, width));
        INFO(ran.err);
        REQUIRE(ran.status == 0);
        check_gone(out, values);
        check_gone(evidence, values);
        if (width == "exact") {
            check_in_place("pdftotext -bbox", words, spec::words_of(out), cut, regions);
            check_in_place("mutool stext", characters, spec::characters_of(out), cut, regions);
        } else {
            check_on_lines(characters, spec::characters_of(out), cut, regions);
        }
    }
}

}  // namespace

TEST_CASE("the readers see every planted value of the drafts") {
    for (const auto& name : support::Readers::missing()) WARN("READER MISSING: " << name);
    for (const auto& fixture : spec::pdf_fixtures) {
        const support::Readers readers(path_of(fixture + ".pdf"));
        for (const auto& row : spec::truth_of(fixture)) {
            INFO(fixture << ": " << row.type << " in " << row.place);
            CHECK_FALSE(readers.leaks(row.value).empty());
        }
    }
}

TEST_CASE("redacted PDFs hold no value that a rule finds, and everything else stays in place or on its line") {
    for (const auto& fixture : spec::pdf_fixtures) redact_and_look(fixture, {});
}

TEST_CASE("names given as terms go too") {
    for (const std::string fixture : {"subsidy", "decision", "tracing", "contract", "form", "comments"}) {
        redact_and_look(fixture, spec::names_in(fixture));
    }
}

TEST_CASE("a redacted PDF is the same when made twice") {
    const support::TempFolder folder;
    for (const std::string out : {"first.pdf", "second.pdf"}) {
        const auto ran = spec::run_review(redact_words(path_of("decision.pdf"), folder / out, folder / (out + ".json"), {}, "grid"));
        INFO(ran.err);
        REQUIRE(ran.status == 0);
    }
    CHECK(support::read_file(folder / "first.pdf") == support::read_file(folder / "second.pdf"));
}

namespace {

// The output must be the draft with pieces replaced, and nothing that is no value may be in a replaced
// piece: what is left of both after taking away values and fill characters must agree.
bool same_frame(const std::string& draft, const std::string& out) {
    std::size_t at = 0;
    // Every run of the output that holds no mask must stand in the draft, in order.
    for (std::size_t begin = 0; begin < out.size();) {
        const auto end = std::min(out.find("\xE2\x96\x88", begin), out.size());  // U+2588
        const auto piece = out.substr(begin, end - begin);
        const auto found = draft.find(piece, at);
        if (found == std::string::npos) return false;
        at = found + piece.size();
        begin = end + 3;
    }
    return true;
}

}  // namespace

TEST_CASE("redacted XML and text hold no value and are otherwise the draft, byte for byte") {
    for (const auto& file : spec::text_fixtures) {
        INFO("fixture " << file);
        const support::TempFolder folder;
        const auto names = spec::names_in(file);
        const auto out = folder / file;
        const auto ran = spec::run_review(redact_words(path_of(file), out, folder / "evidence.json", names, "exact"));
        INFO(ran.err);
        REQUIRE(ran.status == 0);
        check_gone(out, removed_values(file, names));
        if (file.ends_with(".xml")) CHECK(support::run({"xmllint", "--nonet", "--noout", out}).status == 0);
        const auto as_utf8 = [&](const std::string& path) {
            return file.ends_with(".txt") ? support::run({"iconv", "-f", "GB18030", "-t", "UTF-8", path}).out
                                          : support::read_file(path);
        };
        CHECK(same_frame(as_utf8(path_of(file)), as_utf8(out)));
    }
}

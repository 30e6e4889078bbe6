#include <catch2/catch.hpp>

#include <cstddef>
#include <string>
#include <thread>
#include <vector>

#include <review/review.h>

#include "support/run.hpp"

namespace {

const std::string note = "Project Nightingale starts in May.\n";
const char* const nightingale[] = {"Nightingale"};

review_scanner_options looking_for_nightingale() {
    review_scanner_options options{};
    options.size = sizeof options;
    options.terms = nightingale;
    options.term_count = 1;
    return options;
}

struct Border {
    explicit Border(const review_scanner_options& options = looking_for_nightingale()) {
        INFO(review_last_error());
        REQUIRE(review_scanner_new(&scanner, &options) == REVIEW_OK);
    }
    Border(const Border&) = delete;
    Border& operator=(const Border&) = delete;
    ~Border() { review_scanner_free(scanner); }
    review_scanner* scanner = nullptr;
};

review_draft draft_of(const std::string& bytes, const char* name = "note.txt") {
    review_draft draft{};
    draft.size = sizeof draft;
    draft.name = name;
    draft.bytes = bytes.data();
    draft.byte_count = bytes.size();
    return draft;
}

bool has(const char* text, const std::string& what) { return std::string(text).find(what) != std::string::npos; }

}  // namespace

TEST_CASE("the C border scans memory, and tells findings as JSON and one by one, masked") {
    const Border border;
    const auto draft = draft_of(note);
    review_findings* found = nullptr;
    REQUIRE(review_scan(&found, border.scanner, &draft) == REVIEW_OK);
    CHECK(has(review_findings_json(found), "terms/term-1"));
    CHECK_FALSE(has(review_findings_json(found), "Nightingale"));
    REQUIRE(review_findings_count(found) == 1);
    review_finding finding{};
    finding.size = sizeof finding;
    REQUIRE(review_findings_at(&finding, found, 0) == REVIEW_OK);
    CHECK(std::string(finding.rule) == "terms/term-1");
    CHECK(finding.begin == 8);
    CHECK(finding.end == 19);
    CHECK_FALSE(has(finding.preview, "Nightingale"));
    CHECK(review_findings_at(&finding, found, 1) == REVIEW_USAGE);
    review_findings_free(found);
}

TEST_CASE("an older caller's finding is filled as far as it goes") {
    const Border border;
    const auto draft = draft_of(note);
    review_findings* found = nullptr;
    REQUIRE(review_scan(&found, border.scanner, &draft) == REVIEW_OK);
    review_finding old{};
    old.size = offsetof(review_finding, category);
    REQUIRE(review_findings_at(&old, found, 0) == REVIEW_OK);
    CHECK(std::string(old.rule) == "terms/term-1");
    CHECK(old.category == nullptr);
    CHECK(old.size == offsetof(review_finding, category));
    review_findings_free(found);
}

TEST_CASE("what cannot be read is never REVIEW_OK, and says so") {
    const Border border;
    const std::string broken = "%PDF-1.7\nnothing of it\n";
    const auto draft = draft_of(broken, "broken.pdf");
    review_findings* found = nullptr;
    CHECK(review_scan(&found, border.scanner, &draft) == REVIEW_UNREADABLE);
    CHECK_FALSE(std::string(review_last_error()).empty());
    CHECK(has(review_last_error_json(), R"("status": 3)"));
    REQUIRE(found);
    CHECK(has(review_findings_json(found), R"("complete": false)"));
    review_findings_free(found);
    char* json = nullptr;
    CHECK(review_inspect(&json, border.scanner, &draft) == REVIEW_UNREADABLE);
    CHECK(json);
    review_free(json);
    review_redaction* redaction = nullptr;
    CHECK(review_redact(&redaction, border.scanner, &draft, nullptr) == REVIEW_UNREADABLE);
    CHECK_FALSE(redaction);
}

TEST_CASE("a limit of the scanner stops a larger draft before it is read") {
    review_limits limits{};
    limits.size = sizeof limits;
    limits.file_bytes = 10;
    auto options = looking_for_nightingale();
    options.limits = &limits;
    const Border border(options);
    const auto draft = draft_of(note);
    review_findings* found = nullptr;
    CHECK(review_scan(&found, border.scanner, &draft) == REVIEW_UNREADABLE);
    CHECK_FALSE(found);
    CHECK(has(review_last_error(), "file_bytes"));
    CHECK(has(review_last_error_json(), R"("kind": "limit")"));
}

TEST_CASE("the C border refuses what is missing and says so to the calling thread only") {
    CHECK(review_scanner_new(nullptr, nullptr) == REVIEW_USAGE);
    CHECK(has(review_last_error(), "out"));
    std::thread([] { CHECK(std::string(review_last_error()).empty()); }).join();
    auto bad = looking_for_nightingale();
    bad.channel = "moon";
    review_scanner* scanner = nullptr;
    CHECK(review_scanner_new(&scanner, &bad) == REVIEW_USAGE);
    CHECK(scanner == nullptr);
    const char* const packs[] = {"cn-identity", "no-such-pack"};
    auto packless = looking_for_nightingale();
    packless.packs = packs;
    packless.pack_count = 2;
    CHECK(review_scanner_new(&scanner, &packless) == REVIEW_USAGE);
    CHECK(has(review_last_error(), "no-such-pack"));
    const Border border;
    review_draft nothing{};
    nothing.size = sizeof nothing;
    review_findings* found = nullptr;
    CHECK(review_scan(&found, border.scanner, &nothing) == REVIEW_USAGE);
    nothing.path = "-";
    CHECK(review_scan(&found, border.scanner, &nothing) == REVIEW_USAGE);
}

TEST_CASE("an empty list of packs, which would find nothing in any draft, is refused, and so is a file named nothing") {
    auto none = looking_for_nightingale();
    const char* const packs[] = {nullptr};
    none.packs = packs;
    review_scanner* scanner = nullptr;
    CHECK(review_scanner_new(&scanner, &none) == REVIEW_USAGE);
    CHECK(scanner == nullptr);
    CHECK(has(review_last_error(), "the list packs is empty"));
    auto no_words = looking_for_nightingale();
    no_words.term_count = 0;  // words besides: the packs look all the same
    CHECK(review_scanner_new(&scanner, &no_words) == REVIEW_OK);
    review_scanner_free(scanner);
    const Border border;
    const std::string xml = "<a/>";
    const auto draft = draft_of(xml, "a.xml");
    review_redaction* redaction = nullptr;
    review_redact_options schema{};
    schema.size = sizeof schema;
    schema.schema = "";
    CHECK(review_redact(&redaction, border.scanner, &draft, &schema) == REVIEW_USAGE);
    CHECK(has(review_last_error(), "schema"));
    for (const auto field : {&review_verify_options::approval_rules, &review_verify_options::log_key}) {
        review_verify_options unnamed{};
        unnamed.size = sizeof unnamed;
        unnamed.*field = "";
        char* json = nullptr;
        CHECK(review_verify(&json, &draft, &unnamed) == REVIEW_USAGE);
        CHECK(json == nullptr);
    }
}

TEST_CASE("an older caller's shorter options are read as far as they go") {
    review_scanner_options old{};
    old.size = sizeof old.size;
    old.channel = "moon";  // beyond what `size` says is there
    review_scanner* scanner = nullptr;
    CHECK(review_scanner_new(&scanner, &old) == REVIEW_OK);
    review_scanner_free(scanner);
    old.size = 0;
    CHECK(review_scanner_new(&scanner, &old) == REVIEW_USAGE);
}

TEST_CASE("what a newer caller asks for and this library does not know is refused, never passed over") {
    struct Newer {
        review_redact_options known;
        int cut_more;
    } newer{};
    newer.known.size = sizeof newer;
    newer.known.all = 1;
    const Border border;
    const auto draft = draft_of(note);
    review_redaction* redaction = nullptr;
    CHECK(review_redact(&redaction, border.scanner, &draft, &newer.known) == REVIEW_OK);
    review_redaction_free(redaction);
    newer.cut_more = 1;
    CHECK(review_redact(&redaction, border.scanner, &draft, &newer.known) == REVIEW_USAGE);
    CHECK_FALSE(redaction);
}

TEST_CASE("the C border redacts what was decided, and nothing that was not") {
    const Border border;
    const auto draft = draft_of(note);
    review_redaction* redaction = nullptr;
    CHECK(review_redact(&redaction, border.scanner, &draft, nullptr) == REVIEW_UNREADABLE);
    CHECK_FALSE(redaction);
    CHECK(has(review_last_error_json(), R"("obstacles": [)"));

    char* yaml = nullptr;
    REQUIRE(review_decide(&yaml, border.scanner, &draft) == REVIEW_OK);
    std::string decided = yaml;
    review_free(yaml);
    const std::string waits = "  decision: undecided";
    const auto at = decided.find(waits);
    REQUIRE(at != std::string::npos);
    decided.replace(at, waits.size(), "  decision: redact");
    review_redact_options options{};
    options.size = sizeof options;
    options.decisions = decided.c_str();
    INFO(decided);
    const int status = review_redact(&redaction, border.scanner, &draft, &options);
    INFO(review_last_error());
    REQUIRE(status == REVIEW_OK);
    const std::string out(static_cast<const char*>(review_redaction_bytes(redaction)), review_redaction_byte_count(redaction));
    CHECK_FALSE(has(out.c_str(), "Nightingale"));
    CHECK(has(out.c_str(), "starts in May."));
    CHECK(has(review_redaction_evidence(redaction), R"("clean": true)"));
    support::TempFolder folder;
    const auto file = folder / "public.txt";
    CHECK(review_redaction_write(redaction, file.c_str()) == REVIEW_OK);
    CHECK(support::read_file(file) == out);
    review_redaction_free(redaction);
    options.all = 1;
    CHECK(review_redact(&redaction, border.scanner, &draft, &options) == REVIEW_USAGE);
}

TEST_CASE("decisions may be JSON, which is YAML too") {
    const Border border;
    const auto draft = draft_of(note);
    review_findings* found = nullptr;
    REQUIRE(review_scan(&found, border.scanner, &draft) == REVIEW_OK);
    review_finding finding{};
    finding.size = sizeof finding;
    REQUIRE(review_findings_at(&finding, found, 0) == REVIEW_OK);
    const std::string json = review_findings_json(found);
    const auto at = json.find("\"sha256\": \"") + 11;
    const auto decisions = R"({"version": 2, "draft": ")" + json.substr(at, 64) + R"(", "decisions": [{"finding": ")" + finding.id + R"(", "decision": "redact"}]})";
    review_findings_free(found);
    review_redact_options options{};
    options.size = sizeof options;
    options.decisions = decisions.c_str();
    review_redaction* redaction = nullptr;
    const int status = review_redact(&redaction, border.scanner, &draft, &options);
    INFO(review_last_error());
    CHECK(status == REVIEW_OK);
    review_redaction_free(redaction);
}

TEST_CASE("each scanner speaks its own language, also side by side") {
    auto options = looking_for_nightingale();
    options.language = "zh";
    const Border chinese(options), english;
    review_draft missing{};
    missing.size = sizeof missing;
    missing.path = "/nonexistent/draft.pdf";
    const auto said = [&](const Border& border) {
        review_findings* found = nullptr;
        CHECK(review_scan(&found, border.scanner, &missing) == REVIEW_USAGE);
        return std::string(review_last_error());
    };
    const auto zh = said(chinese), en = said(english);
    CHECK(zh != en);
    CHECK(has(zh.c_str(), "无法"));
    std::vector<std::thread> visitors;
    std::vector<std::string> heard(8);
    for (std::size_t i = 0; i < heard.size(); ++i) visitors.emplace_back([&, i] { heard[i] = said(i % 2 ? chinese : english); });
    for (auto& visitor : visitors) visitor.join();
    for (std::size_t i = 0; i < heard.size(); ++i) CHECK(heard[i] == (i % 2 ? zh : en));
    options.language = "fr";
    review_scanner* scanner = nullptr;
    CHECK(review_scanner_new(&scanner, &options) == REVIEW_USAGE);
}

TEST_CASE("a file that nobody signed does not verify, and the JSON says which check it was") {
    const auto draft = draft_of(note);
    review_verify_options options{};
    options.size = sizeof options;
    char* json = nullptr;
    CHECK(review_verify(&json, &draft, &options) == REVIEW_UNVERIFIED);
    REQUIRE(json);
    CHECK(has(json, R"("valid": false)"));
    review_free(json);
    options.log_key = "office+00000000+AAAA";
    CHECK(review_verify(&json, &draft, &options) == REVIEW_USAGE);
    CHECK(json == nullptr);
}

TEST_CASE("the C border tells what this build knows") {
    char* json = nullptr;
    REQUIRE(review_capabilities(&json) == REVIEW_OK);
    for (const char* word : {"\"pdf\"", "cn-identity", "subsidy-list", "restricted", review_version()}) CHECK(has(json, word));
    review_free(json);
}

TEST_CASE("statuses are the program's exit statuses, for ever") {
    static_assert(REVIEW_OK == 0 && REVIEW_USAGE == 2 && REVIEW_UNREADABLE == 3 && REVIEW_UNVERIFIED == 4 && REVIEW_UNAPPROVED == 5 && REVIEW_FAULT == 70);
}

TEST_CASE("everything that is freed may be nothing") {
    review_free(nullptr);
    review_scanner_free(nullptr);
    review_findings_free(nullptr);
    review_redaction_free(nullptr);
    CHECK(review_findings_count(nullptr) == 0);
}

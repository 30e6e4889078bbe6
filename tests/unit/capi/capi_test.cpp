#include <catch2/catch.hpp>

#include <string>
#include <thread>

#include <review/review.h>

#include "support/run.hpp"

TEST_CASE("the C border scans memory and gives masked JSON") {
    const char* terms[] = {"Nightingale"};
    review_scanner_options options{sizeof options, terms, 1, nullptr, nullptr};
    review_scanner* scanner = nullptr;
    REQUIRE(review_scanner_new(&scanner, &options) == REVIEW_OK);
    const std::string text = "Project Nightingale starts in May.\n";
    char* json = nullptr;
    CHECK(review_scan_memory(&json, scanner, "note.txt", text.data(), text.size()) == REVIEW_OK);
    REQUIRE(json);
    CHECK(std::string(json).find("terms/term-1") != std::string::npos);
    CHECK(std::string(json).find("Nightingale") == std::string::npos);
    review_free(json);
    review_scanner_free(scanner);
}

TEST_CASE("the C border refuses what is missing and says so to the calling thread only") {
    CHECK(review_scanner_new(nullptr, nullptr) == REVIEW_USAGE);
    CHECK(std::string(review_last_error()).find("out") != std::string::npos);
    std::thread([] { CHECK(std::string(review_last_error()).empty()); }).join();
    review_scanner_options bad{sizeof bad, nullptr, 0, nullptr, "moon"};
    review_scanner* scanner = nullptr;
    CHECK(review_scanner_new(&scanner, &bad) == REVIEW_USAGE);
    CHECK(scanner == nullptr);
}

TEST_CASE("an older caller's shorter options are read as far as they go") {
    review_scanner_options old{};
    old.size = sizeof old.size;
    old.channel = "moon";  // beyond what `size` says is there
    review_scanner* scanner = nullptr;
    CHECK(review_scanner_new(&scanner, &old) == REVIEW_OK);
    review_scanner_free(scanner);
}

TEST_CASE("the C border redacts into a new file") {
    support::TempFolder folder;
    support::write_file(folder / "note.txt", "Project Nightingale starts in May.\n");
    const char* terms[] = {"Nightingale"};
    review_scanner_options options{sizeof options, terms, 1, nullptr, nullptr};
    review_scanner* scanner = nullptr;
    REQUIRE(review_scanner_new(&scanner, &options) == REVIEW_OK);
    review_redact_options all{sizeof all, 1};
    char* evidence = nullptr;
    const auto in = folder / "note.txt", out = folder / "public.txt";
    CHECK(review_redact_file(&evidence, scanner, in.c_str(), out.c_str(), nullptr) == REVIEW_UNREADABLE);
    CHECK(folder.files().size() == 1);
    CHECK(review_redact_file(&evidence, scanner, in.c_str(), out.c_str(), &all) == REVIEW_OK);
    INFO(review_last_error());
    REQUIRE(evidence);
    CHECK(support::read_file(out).find("Nightingale") == std::string::npos);
    review_free(evidence);
    review_scanner_free(scanner);
}

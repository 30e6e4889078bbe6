#include <catch2/catch.hpp>

#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

#include "support/run.hpp"
#include "unit/format_xml/xml_drafts.hpp"

using namespace review;
using namespace xml_drafts;

namespace {

struct Tally {
    std::size_t files = 0, read = 0;
};

// Nothing is accepted that xmllint refuses; what is accepted is written back as it was.
Tally read_all(const std::string& name) {
    Tally tally;
    std::vector<std::string> xmllint{"xmllint", "--noout", "--nonet"};  // one run for all files that were read
    const std::filesystem::path folder = REVIEW_SHARED "/corpus/" + name;
    if (!std::filesystem::exists(folder)) {
        WARN("NOT TESTED: no corpus at " << folder);
        return tally;
    }
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        if (!entry.is_regular_file()) continue;
        INFO(entry.path().filename());
        ++tally.files;
        const auto began = std::chrono::steady_clock::now();
        const auto source = draft(support::read_file(entry.path()));
        try {
            const auto document = open_document(source);
            if (document->format() != "xml") continue;
            Extraction content;
            document->extract(content);
            RedactionPlan plan;
            plan.width = Width::exact;
            plan.draft = source.digest;
            CHECK(document->rewrite(plan).bytes == source.bytes);
            ++tally.read;
            xmllint.push_back(entry.path());
        } catch (const Error& error) {
            CHECK(error.code() != Errc::refused);
            UNSCOPED_INFO(error.what());
        }
        CHECK(std::chrono::steady_clock::now() - began < std::chrono::seconds(20));
    }
    if (tally.read == 0) return tally;
    const auto judged = support::run(xmllint);
    INFO(judged.err.substr(0, 1000));
    CHECK(judged.status == 0);
    return tally;
}

}  // namespace

TEST_CASE("the XML corpus is read or refused, as xmllint does") {
    const auto tally = read_all("xml");
    if (tally.files > 0) CHECK(tally.read > 200);
    WARN("read " << tally.read << " of " << tally.files);
}

TEST_CASE("no attack is accepted") {
    const auto tally = read_all("xml-attack");
    if (tally.files > 0) CHECK(tally.files > 30);
    WARN("read " << tally.read << " of " << tally.files);
}

TEST_CASE("signed XML is read") {
    const auto tally = read_all("xml-sig");
    if (tally.files > 0) CHECK(tally.read > 300);
    WARN("read " << tally.read << " of " << tally.files);
}

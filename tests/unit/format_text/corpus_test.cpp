#include <catch2/catch.hpp>

#include <filesystem>

#include <review/document.hpp>

#include "base/charset.hpp"
#include "support/run.hpp"

using namespace review;

TEST_CASE("every Chinese law of the corpus is read whole and written back as it was") {
    const std::filesystem::path folder = REVIEW_SHARED "/corpus/text-gov-zh";
    if (!std::filesystem::exists(folder)) {
        WARN("NOT TESTED: no corpus at " << folder);
        return;
    }
    std::size_t count = 0;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        INFO(entry.path().filename());
        const auto text = support::read_file(entry.path());
        for (const auto& charset : {Charset::utf8(), Charset::gb18030(), Charset::utf16le(), Charset::utf16be()}) {
            const Draft draft = make_draft("law.md", encode(charset, text).value());
            const auto document = open_document(draft);
            Extraction content;
            document->extract(content);
            REQUIRE(content.parts.size() == 1);
            CHECK(content.parts[0].text == text);
            CHECK(content.blind_spots.empty());
            RedactionPlan plan;
            plan.width = Width::exact;
            plan.draft = draft.digest;
            CHECK(document->rewrite(plan).bytes == draft.bytes);
        }
        ++count;
    }
    CHECK(count > 50);
}

#include <catch2/catch.hpp>

#include "base/base64.hpp"
#include "report/entries.hpp"
#include "report/lines.hpp"
#include "report/markup.hpp"

using namespace review;

namespace {

Finding at(std::uint64_t begin) {
    Finding finding;
    finding.where.bytes = ByteRange{begin, begin + 1};
    return finding;
}

}  // namespace

TEST_CASE("text in markup has neither tags nor characters that XML does not have") {
    CHECK(markup_text("<a b=\"c\" d='e'>&amp;") == "&lt;a b=&quot;c&quot; d=&#39;e&#39;&gt;&amp;amp;");
    CHECK(markup_text("张三") == "张三");
    CHECK(markup_text(std::string("a\0b\x1b\x7f", 5)) == "a\xef\xbf\xbd" "b\xef\xbf\xbd\xef\xbf\xbd");
    CHECK(markup_text("\xff\xc3 \xe5\xbc\xa0\xe5") == "\xef\xbf\xbd\xef\xbf\xbd \xe5\xbc\xa0\xef\xbf\xbd");
    CHECK(markup_text("\xef\xbf\xbe\xed\xa0\x80") == "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd");
}

TEST_CASE("Base64 is written as RFC 4648, 10 has it") {
    const std::vector<std::pair<std::string, std::string>> vectors{{"", ""}, {"f", "Zg=="}, {"fo", "Zm8="}, {"foo", "Zm9v"}, {"foob", "Zm9vYg=="}, {"foobar", "Zm9vYmFy"}};
    for (const auto& [plain, letters] : vectors) {
        CHECK(base64(as_bytes(plain)) == letters);
        CHECK(as_text(*bytes_of_base64(base64(as_bytes(plain)))) == plain);
    }
}

TEST_CASE("a finding stands on the line of its first byte, whatever the order and the encoding") {
    ScannedDocument document;
    document.format = "text";
    document.findings.push_back(at(6));
    document.findings.push_back(at(0));
    document.findings.push_back(at(2));
    document.findings.emplace_back();
    CHECK(lines_of_findings(as_bytes("a\nb\nccc"), document) == std::vector<std::uint32_t>{3, 1, 2, 0});
    // U+0A0A is one letter in UTF-16, and no line feed.
    CHECK(lines_of_findings(as_bytes(std::string("\xff\xfe\x0a\x0a\x0a\x00", 6)), document) == std::vector<std::uint32_t>{2, 1, 1, 0});
    document.format = "pdf";
    CHECK(lines_of_findings(as_bytes("a\nb\nccc"), document) == std::vector<std::uint32_t>{0, 0, 0, 0});
}

TEST_CASE("equal values of one file have keys of their own, and keep them on another line") {
    ScanResult result;
    result.documents.emplace_back();
    auto& document = result.documents.back();
    document.name = "draft.txt";
    document.format = "text";
    for (int i = 0; i < 2; ++i) {
        document.findings.push_back(at(static_cast<std::uint64_t>(i)));
        document.findings.back().rule = "pack/rule";
        document.findings.back().fingerprint = std::string(64, 'a');
    }
    const auto keys = [&] {
        const auto documents = report_documents(result, {}, true);
        return std::pair(documents[0].entries[0].key, documents[0].entries[1].key);
    };
    const auto before = keys();
    CHECK(before.first != before.second);
    document.findings[0].where.bytes = ByteRange{100, 101};
    document.findings[0].id = "f-another";
    CHECK(keys() == before);
}

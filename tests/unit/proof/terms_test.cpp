// A file is proven against words that somebody names: it is read as a scan for them would read it.
#include <catch2/catch.hpp>

#include <review/prove.hpp>
#include <review/scanner.hpp>

#include "format/zip/writer.hpp"

using namespace review;

namespace {

std::vector<std::string> fired(const std::string& text, const std::string& term) {
    RedactionPlan plan;
    plan.values.push_back({Sensitive(term), "terms/term-1"});
    std::vector<PatternPack> packs;
    packs.push_back(terms_pack({term}, {}));
    const auto scanner = Scanner::compile(std::move(packs));
    return prove(as_bytes(text), plan, &scanner, nullptr).residual_findings;
}

Bytes bytes_of(std::string_view text) { return {text.begin(), text.end()}; }

// A document as another program saves it: at a time of day.
Bytes word_of_another_program(const std::string& said) {
    const std::string kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
    const auto zip = write_zip({{"[Content_Types].xml", bytes_of("<Types><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Override PartName=\"/docProps/app.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.extended-properties+xml\"/><Override PartName=\"/word/document.xml\" ContentType=\"" + kind + "\"/></Types>")},
                                {"_rels/.rels", bytes_of("<Relationships><Relationship Id=\"rId1\" Type=\"x/officeDocument\" Target=\"word/document.xml\"/><Relationship Id=\"rId2\" Type=\"x/extended-properties\" Target=\"docProps/app.xml\"/></Relationships>")},
                                {"docProps/app.xml", bytes_of("<Properties><Application>WPS</Application></Properties>")},
                                {"word/document.xml", bytes_of("<w:document xmlns:w=\"urn:w\"><w:body><w:p><w:r><w:t>" + said + "</w:t></w:r></w:p></w:body></w:document>")}});
    std::string bytes(as_text(zip));
    for (const auto& mark : {std::string("PK\3\4"), std::string("PK\1\2")}) {
        for (auto at = bytes.find(mark); at != bytes.npos; at = bytes.find(mark, at + 1)) bytes[at + (mark[2] == 3 ? 10 : 12)] = 0x21;
    }
    return bytes_of(bytes);
}

Evidence proven(const Bytes& file) {
    RedactionPlan plan;
    plan.values.push_back({Sensitive("张三丰"), "terms/term-1"});
    return prove(file, plan, nullptr, nullptr);
}

}  // namespace

TEST_CASE("the times and members of another program's document are no doubt, a value in it is residue") {
    const auto clean = proven(word_of_another_program("李四"));
    CHECK(clean.doubts.empty());
    CHECK(clean.reopened);
    CHECK(clean.streams == 4);
    CHECK_FALSE(proven(word_of_another_program("张三丰")).residue.empty());
}

TEST_CASE("a member that the directory does not know is a doubt in any document") {
    auto file = word_of_another_program("李四");
    const std::string hidden(200, 'x');
    file.insert(file.begin(), hidden.begin(), hidden.end());
    CHECK_FALSE(proven(file).doubts.empty());
}

TEST_CASE("a number in another writing is still there") {
    const std::vector<std::string> there{"terms/term-1"};
    CHECK(fired("手机 一三九八六七五一二三四", "13986751234") == there);
    CHECK(fired("手机 \u202e43215768931\u202c", "13986751234") == there);
    CHECK(fired("手机 ⑬ 一三九八六七五一二三五", "13986751234").empty());
}

TEST_CASE("a file in no format is no PDF") {
    RedactionPlan plan;
    plan.values.push_back({Sensitive("王小明"), "terms/term-1"});
    const auto evidence = prove(as_bytes("\xa4\xfd\xa4\x70\xa9\xfa\xa1\x47\xa6\x61\xa7\x7d\xff\xff\xff"), plan, nullptr, nullptr);
    CHECK(evidence.format == "text");
    CHECK_FALSE(evidence.reopened);
}

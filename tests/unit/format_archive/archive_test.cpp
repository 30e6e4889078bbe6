#include <catch2/catch.hpp>

#include <review/prove.hpp>

#include "format/zip/reader.hpp"
#include "format/zip/writer.hpp"
#include "unit/format_xml/xml_drafts.hpp"
#include "unit/format_zip/named_zip.hpp"

using namespace review;
using xml_drafts::blocks;

namespace {

const std::string id = "420302199001011234";

Bytes bytes_of_text(std::string_view text) { return {text.begin(), text.end()}; }

Draft archive(const std::vector<std::pair<std::string, std::string>>& members) {
    std::vector<ZipContent> contents;
    for (const auto& [name, text] : members) contents.push_back({name, bytes_of_text(text)});
    return make_draft("draft.zip", write_zip(contents));
}

RedactionPlan plan_for(const Draft& draft, const Document& document, std::string_view value) {
    auto plan = xml_drafts::plan_for(draft, xml_drafts::extracted(document), value);
    plan.format = "archive";
    return plan;
}

std::vector<std::pair<std::string, std::string>> members_of(ByteView file) {
    const ZipReader zip(file, "output", {});
    std::vector<std::pair<std::string, std::string>> members;
    for (std::size_t i = 0; i < zip.members().size(); ++i) members.emplace_back(zip.members()[i].name, std::string(as_text(zip.read(i))));
    return members;
}

}  // namespace

TEST_CASE("members are read as what they are, and numbers go on counting") {
    const auto draft = archive({{"a.txt", "x " + id}, {"b/c.xml", "<r k='v'>" + id + "</r>"}, {"d.html", "<p>y"}});
    const auto content = xml_drafts::extracted(*open_document(draft));
    std::string labels;
    for (const auto& part : content.parts) labels += std::to_string(part.number) + " " + part.label + "|";
    // 4 and 5 are the names in the markup of b/c.xml.
    CHECK(labels == "0 names of members|1 member 1, text|2 member 2, attribute k of r 1|3 member 2, element r 1|6 member 3, text 1|");
    CHECK(content.parts[0].text == "a.txt\nb/c.xml\nd.html");
}

TEST_CASE("each member gets its cuts, and a name that loses something is neutral") {
    const auto draft = archive({{"a.txt", "x " + id}, {"b/" + id + ".xml", "<r>" + id + "</r>"}, {"member-2.xml", "<r>z</r>"}});
    const auto document = open_document(draft);
    const auto plan = plan_for(draft, *document, id);
    const auto out = document->rewrite(plan);
    const auto members = members_of(out.bytes);
    REQUIRE(members.size() == 3);
    CHECK(members[0] == std::pair<std::string, std::string>{"a.txt", "x " + blocks(18)});
    CHECK(members[1] == std::pair<std::string, std::string>{"member-2-1.xml", "<r>" + blocks(18) + "</r>"});
    CHECK(members[2].second == "<r>z</r>");
    CHECK(out.bytes == document->rewrite(plan).bytes);
    const auto evidence = prove(out.bytes, plan, nullptr, document.get(), {}, draft.bytes);
    CHECK(evidence.clean());
    CHECK(prove(draft.bytes, plan, nullptr, document.get(), {}, draft.bytes).residue.size() > 1);
}

TEST_CASE("archives in archives are read, as deep as the limits say") {
    auto draft = archive({{"a.txt", "x " + id}});
    const auto nested = make_draft("outer.zip", write_zip({{"in.zip", draft.bytes}}));
    const auto document = open_document(nested);
    CHECK(xml_drafts::extracted(*document).parts.back().label == "member 1, member 1, text");
    const auto plan = plan_for(nested, *document, id);
    const auto out = document->rewrite(plan);
    CHECK(prove(out.bytes, plan, nullptr, document.get(), {}, nested.bytes).clean());
    OpenOptions shallow;
    shallow.limits.nesting = 1;
    const auto unread = xml_drafts::extracted(*open_document(nested, shallow));
    REQUIRE(unread.blind_spots.size() == 1);
    CHECK(unread.blind_spots[0].reason == BlindReason::limit);
}

TEST_CASE("a member that nobody can read is accepted as it is, or left out") {
    const auto draft = archive({{"a.bin", std::string("\0\1\2\3", 4)}, {"b.txt", "x"}});
    const auto document = open_document(draft);
    const auto spots = xml_drafts::extracted(*document).blind_spots;
    REQUIRE(spots.size() == 1);
    CHECK(spots[0].label == "member 1");
    CHECK(spots[0].can_go);
    RedactionPlan plan;
    plan.draft = draft.digest;
    plan.format = "archive";
    plan.accepted = spots;
    CHECK(members_of(document->rewrite(plan).bytes).size() == 2);
    plan.accepted[0].goes = true;
    const auto out = document->rewrite(plan);
    CHECK(members_of(out.bytes).size() == 1);
    CHECK(prove(out.bytes, plan, nullptr, document.get(), {}, draft.bytes).clean());
}

TEST_CASE("a proof sees members that were swapped") {
    const auto draft = archive({{"a.txt", "one"}, {"b.txt", "two"}});
    const auto document = open_document(draft);
    RedactionPlan plan;
    plan.draft = draft.digest;
    plan.format = "archive";
    CHECK(prove(archive({{"a.txt", "one"}, {"b.txt", "two"}}).bytes, plan, nullptr, document.get(), {}, draft.bytes).clean());
    CHECK_FALSE(prove(archive({{"b.txt", "two"}, {"a.txt", "one"}}).bytes, plan, nullptr, document.get(), {}, draft.bytes).clean());
    CHECK_FALSE(prove(archive({{"a.txt", "one"}}).bytes, plan, nullptr, document.get(), {}, draft.bytes).clean());
    CHECK_FALSE(prove(archive({{"a.txt", "one"}, {"b.txt", "twO"}}).bytes, plan, nullptr, document.get(), {}, draft.bytes).clean());
}

TEST_CASE("an archive is no Word document by its name") {
    auto draft = archive({{"a.txt", "x"}});
    draft.name = "a.docx";
    CHECK(xml_drafts::refusal([&] { open_document(draft); }) == Errc::malformed);
}

TEST_CASE("a name of old Chinese Windows is told, cut, or written in UTF-8") {
    const std::string zhang = "\xd5\xc5\xc8\xfd", zhang_utf8 = "\xe5\xbc\xa0\xe4\xb8\x89";
    const auto draft = make_draft("draft.zip", named_zip::zip_of({{"a.txt"}, {zhang + "/1.txt"}, {zhang + "2.txt"}}));
    const auto document = open_document(draft);
    CHECK(document->format() == "archive");
    CHECK(xml_drafts::extracted(*document).parts[0].text == "a.txt\n" + zhang_utf8 + "/1.txt\n" + zhang_utf8 + "2.txt");
    for (const auto& [value, second, third] : {std::tuple{zhang_utf8 + "2", zhang_utf8 + "/1.txt", std::string("member-3.txt")}, {zhang_utf8 + "/", "member-2.txt", zhang_utf8 + "2.txt"}}) {
        const auto plan = plan_for(draft, *document, value);
        const auto out = document->rewrite(plan);
        const auto members = members_of(out.bytes);
        REQUIRE(members.size() == 3);
        CHECK(members[1].first == second);
        CHECK(members[2].first == third);
        CHECK(prove(out.bytes, plan, nullptr, document.get(), {}, draft.bytes).clean());
    }
}

TEST_CASE("a name that may be read in two ways is cut by either") {
    const std::string latin = "\xc7\xae\xc7\xbf", qian = "\xe9\x92\xb1\xe5\xbc\xba";
    const auto draft = make_draft("draft.zip", named_zip::zip_of({{"a.txt"}, {latin + ".txt"}, {"c.txt"}}));
    const auto document = open_document(draft);
    CHECK(xml_drafts::extracted(*document).parts[0].text == "a.txt\n" + latin + ".txt\nc.txt\n" + qian + ".txt");
    for (const auto& value : {latin, qian}) {
        const auto out = document->rewrite(plan_for(draft, *document, value));
        CHECK(members_of(out.bytes)[1].first == "member-2.txt");
        CHECK(members_of(out.bytes)[2].first == "c.txt");
    }
}

TEST_CASE("a package with a name in GBK is no archive, and stays refused") {
    const auto draft = make_draft("draft.zip", named_zip::zip_of({{"[Content_Types].xml"}, {"\xd5\xc5.xml"}}));
    CHECK(xml_drafts::refusal([&] { open_document(draft); }) == Errc::malformed);
}

TEST_CASE("the name of a folder without files is told, and goes") {
    const auto draft = make_draft("draft.zip", named_zip::zip_of({{"a.txt"}, {id + "/"}}));
    const auto document = open_document(draft);
    const auto content = xml_drafts::extracted(*document);
    CHECK(content.parts[0].text == "a.txt\n" + id + "/");
    const auto out = document->rewrite(plan_for(draft, *document, id));
    CHECK(members_of(out.bytes) == std::vector<std::pair<std::string, std::string>>{{"a.txt", "x"}});
}

TEST_CASE("an archive without files holds nothing to read, and a damaged one says what is wrong with it") {
    const auto said = [](std::string_view bytes, const char* name) -> std::string {
        try {
            open_document(make_draft(name, bytes_of_text(bytes)));
        } catch (const Error& error) {
            CHECK(error.code() == Errc::malformed);
            return error.what();
        }
        return {};
    };
    CHECK(said(std::string("PK\5\6", 4) + std::string(18, '\0'), "a.zip").find("without files") != std::string::npos);
    const auto whole = archive({{"a.txt", "x"}, {"b.txt", "y"}});
    CHECK(said(as_text(whole.bytes).substr(0, whole.bytes.size() - 30), "a.zip").find("damaged zip file") != std::string::npos);
    CHECK(said(std::string(as_text(whole.bytes)) + "more", "a.zip").find("damaged zip file") != std::string::npos);
}

TEST_CASE("what is told of a file of an archive is told of each") {
    const auto draft = archive({{"a.txt", "号 " + id}, {"b.txt", "号 " + id}});
    RedactionPlan plan;
    plan.values.push_back({Sensitive(id), "terms/term-1"});
    const auto evidence = prove(draft.bytes, plan, nullptr, nullptr);
    std::vector<std::string> places;
    for (const auto& residue : evidence.residue) places.push_back(residue.place);
    CHECK(std::find(places.begin(), places.end(), "member 1, file") != places.end());
    CHECK(std::find(places.begin(), places.end(), "member 2, file") != places.end());
}

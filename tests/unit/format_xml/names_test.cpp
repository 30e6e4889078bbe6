// Names of elements and attributes are draft text: they are told, each once, and no cut can be made in one.
#include <catch2/catch.hpp>

#include <algorithm>

#include "model/markup_names.hpp"
#include "unit/format_xml/xml_drafts.hpp"

using namespace review;
using namespace xml_drafts;

namespace {

std::string names_told(const Draft& source) {
    Extraction content;
    open_document(source)->extract(content);
    std::string told;
    for (const auto& part : content.parts) {
        if (is_markup_name(part)) told += part.label + "=" + part.text + "|";
    }
    return told;
}

}  // namespace

TEST_CASE("each name of elements, attributes and instructions is told once, with the number of the place where it stands first") {
    CHECK(names_told(draft("<r><a k='1'/><a k='2' m='3'/><?go x?><k/></r>")) ==
          "name of element 1=r|name of element 2=a|attribute name of element 2=k|attribute name of element 3=m|target of instruction 1=go|");
}

TEST_CASE("names come behind all other parts, whose numbers they do not change") {
    Extraction content;
    open_document(draft("<r><a k='1'>x</a></r>"))->extract(content);
    REQUIRE(content.parts.size() == 5);
    CHECK(content.parts[0].text == "1");
    for (std::uint32_t i = 0; i < 5; ++i) CHECK(content.parts[i].number == i);
    CHECK(content.parts[4].kind == PartKind::metadata);
    CHECK(is_markup_name(content.parts[4]));
}

TEST_CASE("of more names than are kept every one is told") {
    std::string rows = "<r>";
    constexpr int many = 40000;
    for (int i = 0; i < many; ++i) rows += "<n" + std::to_string(i) + "/>";
    const auto told = names_told(draft(rows + "</r>"));
    CHECK(std::count(told.begin(), told.end(), '|') == many + 1);
    CHECK(told.find("name of element 2=n0|") != told.npos);
    CHECK(told.find("name of element 40001=n39999|") != told.npos);
}

TEST_CASE("a cut in a name is refused with advice, also where the plan names no value") {
    const auto source = draft("<r><_110101199003070011/></r>");
    const auto document = open_document(source);
    Extraction content;
    document->extract(content);
    for (const bool values : {true, false}) {
        auto plan = plan_for(source, content, "110101199003070011");
        REQUIRE(plan.cuts.size() == 1);
        if (!values) plan.values.clear();
        try {
            document->rewrite(plan);
            FAIL("it was written");
        } catch (const Error& error) {
            CHECK(error.code() == Errc::refused);
            REQUIRE(error.obstacles().size() == 1);
            CHECK(error.obstacles()[0].object == "name of element 2");
            CHECK(error.obstacles()[0].choices.size() == 1);
        }
    }
}

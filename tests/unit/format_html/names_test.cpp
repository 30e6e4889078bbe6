// Names of tags and attributes of a page are draft text: custom elements, data- attributes, and what stands in a tag by mistake.
#include <catch2/catch.hpp>

#include "html_drafts.hpp"

using namespace review;
using html_drafts::draft;

namespace {

std::string told_as(const std::string& page, const std::string& label) {
    Extraction content;
    const auto source = draft("<!DOCTYPE html>" + page);
    open_document(source)->extract(content);
    for (const auto& part : content.parts) {
        if (part.label == label) return part.text;
    }
    return "(none)";
}

}  // namespace

TEST_CASE("a name in a tag is told, whether it has a value or none") {
    CHECK(told_as("<p data-110101199003070011=''>x</p>", "attribute name of tag 1") == "data-110101199003070011");
    CHECK(told_as("<p 13812345678>x</p>", "attribute name of tag 1") == "13812345678");
    CHECK(told_as("<p>x</p><X-13812345678>y</X-13812345678>", "name of tag 3") == "X-13812345678");
    CHECK(told_as("x</x-13812345678>", "name of tag 1") == "x-13812345678");
}

TEST_CASE("a cut in the name of an attribute is refused") {
    CHECK(xml_drafts::refusal([] { html_drafts::without(draft("<!DOCTYPE html><p data-110101199003070011='1'>x</p>"), "110101199003070011"); }) == Errc::refused);
}

TEST_CASE("inspect shows no name that holds a number in its places") {
    const auto source = draft("<!DOCTYPE html><x-13812345678 onclick='go()'>x</x-13812345678>");
    const auto seen = inspect_document(source);
    REQUIRE(seen.concealed.size() == 1);
    CHECK(seen.concealed[0].label == "attribute onclick of *** 1");
}

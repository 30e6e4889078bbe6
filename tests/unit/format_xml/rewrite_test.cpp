#include <catch2/catch.hpp>

#include "base/charset.hpp"
#include "support/run.hpp"
#include "unit/format_xml/xml_drafts.hpp"

using namespace review;
using namespace xml_drafts;

namespace {

const std::string id = "420302199001011234";

}  // namespace

TEST_CASE("cut glyphs become blocks and every other byte stays") {
    CHECK(without(draft("<r>\n<id >" + id + "</id >\n</r>\n"), id) == "<r>\n<id >" + blocks(18) + "</id >\n</r>\n");
    CHECK(without(draft("<p><b>4203</b>02<i x='1'>19900101</i>12<![CDATA[34]]></p>"), id) ==
          "<p><b>" + blocks(4) + "</b>" + blocks(2) + "<i x='1'>" + blocks(8) + "</i>" + blocks(2) + "<![CDATA[" +
              blocks(2) + "]]></p>");
    CHECK(without(draft("<p>&#52;&#x32;0302199001011234&amp;</p>"), id) == "<p>" + blocks(18) + "&amp;</p>");
    CHECK(without(draft("<p a='" + id + "' b=\"x\"/>"), id) == "<p a='" + blocks(18) + "' b=\"x\"/>");
    CHECK(without(draft("<p><!-- -" + id + "- --><?t " + id + "?></p>"), id) ==
          "<p><!-- -" + blocks(18) + "- --><?t " + blocks(18) + "?></p>");
    CHECK(without(draft("<p>a<b k='" + id + "'>b</b>" + id + "</p>"), id) ==
          "<p>a<b k='" + blocks(18) + "'>b</b>" + blocks(18) + "</p>");
}

TEST_CASE("the filler is written in the encoding of the document") {
    const std::string body = "<p k=\"" + id + "\">张三 <b>4203</b>02199001011234</p>";
    const std::string cut = "<p k=\"" + blocks(18) + "\">张三 <b>" + blocks(4) + "</b>" + blocks(14) + "</p>";
    const auto in = [](std::string_view charset, std::string_view text) {
        const auto bytes = encode(Charset::named(charset).value(), text).value();
        return std::string(bytes.begin(), bytes.end());
    };
    for (const char* name : {"GB18030", "GBK", "UTF-8"}) {
        INFO(name);
        const std::string declaration = "<?xml version=\"1.0\" encoding=\"" + std::string(name) + "\"?>";
        CHECK(without(draft(in(name, declaration + body)), id) == in(name, declaration + cut));
    }
    CHECK(without(draft("\xff\xfe" + in("UTF-16LE", body)), id) == "\xff\xfe" + in("UTF-16LE", cut));
    CHECK(without(draft("\xfe\xff" + in("UTF-16BE", body)), id) == "\xfe\xff" + in("UTF-16BE", cut));
    const std::string with_declaration = "<?xml version=\"1.0\" encoding=\"UTF-16\"?>";
    CHECK(without(draft("\xff\xfe" + in("UTF-16LE", with_declaration + body)), id) ==
          "\xff\xfe" + in("UTF-16LE", with_declaration + cut));
    CHECK(without(draft("\xef\xbb\xbf" + body), id) == "\xef\xbb\xbf" + cut);
}

TEST_CASE("where the encoding has no block, an asterisk stands") {
    const std::string declaration = "<?xml version='1.0' encoding='ISO-8859-1'?>";
    CHECK(without(draft(declaration + "<p>\xe9 " + id + "</p>"), id) == declaration + "<p>\xe9 " + repeated("*", 18) + "</p>");
    const std::string big5 = "<?xml version='1.0' encoding='Big5'?>";
    const auto text = encode(Charset::named("Big5").value(), "張三").value();
    const std::string name(text.begin(), text.end());
    const auto cut = without(draft(big5 + "<p>" + name + id + "</p>"), id);
    CHECK(cut.find(id) == std::string::npos);
    CHECK(cut.starts_with(big5 + "<p>" + name));
    CHECK(cut.ends_with("</p>"));
}

TEST_CASE("a value inside a name stops the rewrite and is not quoted") {
    for (const std::string& xml : {"<r><n" + id + ">" + id + "</n" + id + "></r>", "<r n" + id + "='1'>" + id + "</r>",
                                   "<r><?n" + id + " x?>" + id + "</r>"}) {
        const auto source = draft(xml);
        const auto document = open_document(source);
        const auto plan = plan_for(source, extracted(*document), id);
        try {
            document->rewrite(plan);
            FAIL("nothing was thrown");
        } catch (const Error& error) {
            CHECK(error.code() == Errc::refused);
            REQUIRE(error.obstacles().size() == 1);
            CHECK(error.obstacles()[0].object.find(id) == std::string::npos);
            CHECK(std::string(error.what()).find(id) == std::string::npos);
        }
    }
}

TEST_CASE("a plan for another draft, or with glyphs that are not there, is refused") {
    const auto source = draft("<p>a</p>");
    const auto document = open_document(source);
    RedactionPlan plan;
    plan.width = Width::exact;
    plan.draft = draft("<p>b</p>").digest;
    CHECK(refusal([&] { document->rewrite(plan); }) == Errc::bad_config);
    plan.draft = source.digest;
    plan.cuts.push_back({{0, 0, 2}, PartKind::element, "f-1"});
    CHECK(refusal([&] { document->rewrite(plan); }) == Errc::bad_config);
}

TEST_CASE("a value in the middle of ten million bytes of text is cut in place") {
    const auto filling = repeated("text &amp; more\r\n", 400'000);
    const auto source = draft("<d>" + filling + id + filling + "</d>");
    CHECK(without(source, id) == "<d>" + filling + blocks(18) + filling + "</d>");
}

TEST_CASE("what was cut is still XML to xmllint, and reads the same outside the cuts") {
    const support::TempFolder folder;
    const auto source = draft("<r a='" + id + "'><p>x<b>4203</b>02199001011234<!--" + id + "--><![CDATA[" + id + "]]></p></r>");
    const auto cut = without(source, id);
    support::write_file(folder / "cut.xml", cut);
    CHECK(support::run({"xmllint", "--noout", "--nonet", folder / "cut.xml"}).status == 0);
    const auto before = extracted(source);
    const auto after = extracted(draft(cut));
    REQUIRE(before.parts.size() == after.parts.size());
    for (std::size_t i = 0; i < before.parts.size(); ++i) {
        CHECK(before.parts[i].glyph_count() == after.parts[i].glyph_count());
        CHECK(before.parts[i].xpath == after.parts[i].xpath);
    }
}

TEST_CASE("a value goes out of a cell, and out of two, and the table stays") {
    const auto table = draft("<table>\n <tr><td>\n  姓名</td><td/><td>4203</td></tr>\n <tr><td>x</td><td>y</td><td>4203</td></tr>\n</table>");
    const auto left = without(table, "4203");
    CHECK(left.find("4203") == std::string::npos);
    CHECK(left.find("姓名</td><td/><td>") != std::string::npos);
    CHECK(left.find("<td>x</td><td>y</td>") != std::string::npos);
}

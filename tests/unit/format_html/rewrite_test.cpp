#include <catch2/catch.hpp>

#include "base/charset.hpp"
#include "unit/format_html/html_drafts.hpp"

using namespace review;
using namespace html_drafts;
using xml_drafts::blocks;

namespace {

const std::string id = "420302199001011234";

std::string in(std::string_view charset, std::string_view text) {
    const auto bytes = encode(Charset::named(charset).value(), text).value();
    return std::string(bytes.begin(), bytes.end());
}

}  // namespace

TEST_CASE("cut characters become blocks and every other byte stays") {
    CHECK(without(draft("<P >\r\n<b>4203</B>02<i x=1>19900101</i>12&#51;4 &amp;</p>"), id) ==
          "<P >\r\n<b>" + blocks(4) + "</B>" + blocks(2) + "<i x=1>" + blocks(8) + "</i>" + blocks(4) + " &amp;</p>");
    CHECK(without(draft("<p title=" + id + " title='" + id + "'>x</p " + "y=" + id + ">"), id) ==
          "<p title=" + blocks(18) + " title='" + blocks(18) + "'>x</p y=" + blocks(18) + ">");
    CHECK(without(draft("<!-- " + id + " --><script>a='" + id + "'</script><p>x"), id) == "<!-- " + blocks(18) + " --><script>a='" + blocks(18) + "'</script><p>x");
}

TEST_CASE("a page without cuts is the draft") {
    for (const std::string page : {"<p>x<p>y", "<!doctype html><table>a<tr><td>b</table>", "<b><i>x</b>y</i></p></br>", "<html>\xff</html>"}) CHECK(without(draft(page), id) == page);
}

TEST_CASE("of Base64 all goes") {
    CHECK(without(draft("<a href='data:,x%34203021990010112%334'>x</a>"), id) == "<a href='data:,x" + blocks(18) + "'>x</a>");
    CHECK(without(draft("<a href='data:text/plain;base64,NDIwMzAyMTk5MDAxMDExMjM0'>x</a>"), id) == "<a href='data:text/plain;base64," + blocks(1) + "'>x</a>");
}

TEST_CASE("the filler is written in the encoding of the page") {
    const auto page = [](const std::string& what) { return "<html><head><meta charset=gb2312></head><body>张三 " + what; };
    CHECK(without(draft(in("GB18030", page("<b>4203</b>02199001011234"))), id) == in("GB18030", page("<b>" + blocks(4) + "</b>" + blocks(14))));
    CHECK(without(draft("\xff\xfe" + in("UTF-16LE", "<p>张三" + id)), id) == "\xff\xfe" + in("UTF-16LE", "<p>张三" + blocks(18)));
    CHECK(without(draft("<meta charset=iso-8859-1><p>\xe9 " + id), id) == "<meta charset=iso-8859-1><p>\xe9 " + xml_drafts::repeated("*", 18));
}

TEST_CASE("a CDATA section that the HTML library cannot take is refused before it is asked, others are read") {
    const auto refused = [](const std::string& page) { return xml_drafts::refusal([&] { open_document(draft(page)); }); };
    CHECK(refused("<table><svg><desc><![CDATA[>]]><") == Errc::unsupported);
    CHECK(refused("<TABLE><Math><mi><![CDATA[x]]></mi>") == Errc::unsupported);
    CHECK_NOTHROW(open_document(draft("<svg><desc><![CDATA[x]]></desc></svg><table><tr><td>1</table>")));
    CHECK_NOTHROW(open_document(draft("<table><tr><td><svg><style><![CDATA[a{}]]></style></svg></table>")));
}

TEST_CASE("what says two encodings, and what no text has, is refused") {
    const auto refused = [](const std::string& page) { return xml_drafts::refusal([&] { open_document(draft(page)); }); };
    CHECK(refused("<meta charset=gbk><meta charset=utf-8>x") == Errc::malformed);
    CHECK(refused("<meta charset=gbk><p>中文中文") == Errc::malformed);
    CHECK(refused("<meta charset=utf-16><p>x") == Errc::malformed);
    CHECK(refused("<meta charset=utf-7><p>x") == Errc::unsupported);
    CHECK(refused(std::string("<p>a\0b", 6)) != Errc::io);
}

TEST_CASE("nesting, attributes and formatting without end are limits") {
    const auto refused = [](const std::string& page) { return xml_drafts::refusal([&] { open_document(draft(page)); }); };
    CHECK(refused(xml_drafts::repeated("<div>", 1000)) == Errc::limit);
    CHECK(refused(xml_drafts::repeated("<div>", 100'000)) == Errc::limit);
    CHECK(refused("<p " + xml_drafts::repeated("a=1 ", 100'000) + ">") == Errc::limit);
}

TEST_CASE("names that hold a value are refused") {
    const auto source = draft("<zhang-san>x</zhang-san>");
    const auto document = open_document(source);
    RedactionPlan plan;
    plan.draft = source.digest;
    plan.values.push_back({Sensitive("Zhang San"), "terms/term-1"});
    CHECK(xml_drafts::refusal([&] { document->rewrite(plan); }) == Errc::refused);
}

TEST_CASE("a page is known by its content, or by its name") {
    const auto format_of = [](std::string_view bytes, std::string name) {
        return std::string(open_document(make_draft(std::move(name), Bytes(bytes.begin(), bytes.end())))->format());
    };
    CHECK(format_of("\xef\xbb\xbf <!-- x --><!DOCTYPE html><p>", "a") == "html");
    CHECK(format_of("<HTML>", "a.txt") == "html");
    CHECK(format_of("<p>a</p>", "a.html") == "html");
    CHECK(format_of("a", "a.htm") == "html");
    CHECK(format_of("<p>a</p>", "a.xml") == "xml");
    CHECK(format_of("<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'><p/></html>", "a.html") == "xml");
    CHECK(format_of("<?xml version='1.0'?><!DOCTYPE html><html xmlns='http://www.w3.org/1999/xhtml'><p/></html>", "a.xhtml") == "html");
}

TEST_CASE("what stands over a character says how it is read, and goes with it") {
    CHECK(without(draft("<p><ruby>王<rt>wáng</rt>明<rt>míng</rt></ruby>"), "王") == "<p><ruby>" + blocks(1) + "<rt>" + blocks(4) + "</rt>明<rt>míng</rt></ruby>");
    CHECK(without(draft("<p><ruby>王明<rp>(</rp><rt>wáng <b>míng</b></rt><rp>)</rp></ruby> wáng"), "明") ==
          "<p><ruby>王" + blocks(1) + "<rp>(</rp><rt>" + blocks(5) + "<b>" + blocks(4) + "</b></rt><rp>)</rp></ruby> wáng");
    // Without end tags; columns of bases over columns of readings go together; one in another.
    CHECK(without(draft("<ruby>王<rt>wáng<rp>x</ruby><ruby>明<rt>míng</ruby>"), "王") == "<ruby>" + blocks(1) + "<rt>" + blocks(4) + "<rp>x</ruby><ruby>明<rt>míng</ruby>");
    CHECK(without(draft("<ruby><rb>王</rb><rb>明</rb><rtc><rt>wáng</rt><rt>míng</rt></rtc></ruby>"), "王") ==
          "<ruby><rb>" + blocks(1) + "</rb><rb>明</rb><rtc><rt>" + blocks(4) + "</rt><rt>" + blocks(4) + "</rt></rtc></ruby>");
    CHECK(without(draft("<ruby><ruby>王<rt>wáng</rt></ruby><rt>king</rt></ruby>"), "王") == "<ruby><ruby>" + blocks(1) + "<rt>" + blocks(4) + "</rt></ruby><rt>" + blocks(4) + "</rt></ruby>");
    CHECK(without(draft("<ruby>王<rt>wáng</rt></ruby>明"), "明") == "<ruby>王<rt>wáng</rt></ruby>" + blocks(1));
}

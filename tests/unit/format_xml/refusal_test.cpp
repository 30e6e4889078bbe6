#include <catch2/catch.hpp>

#include <chrono>

#include "base/charset.hpp"
#include "format/format.hpp"
#include "unit/format_xml/xml_drafts.hpp"

using namespace review;
using namespace xml_drafts;

namespace review {
extern const Format format_xml;
}

namespace {

// What opening says, and that it says so soon.
Errc quick_refusal(std::string_view xml) {
    const auto source = draft(xml);
    const auto began = std::chrono::steady_clock::now();
    const auto code = refusal([&] { open_document(source); });
    CHECK(std::chrono::steady_clock::now() - began < std::chrono::seconds(10));
    return code;
}

}  // namespace

TEST_CASE("what begins like XML is taken for XML, and nothing else is") {
    using namespace std::string_literals;
    for (const auto& xml : {"<a/>"s, "\xef\xbb\xbf<a/>"s, "<?xml version='1.0'?><a/>"s, "\n<a/>"s, "\xff\xfe<\0a\0/\0>\0"s,
                            "<\0?\0x\0"s, "\0<\0?\0x"s, "<张/>"s}) {
        CHECK(format_xml.sniff(as_bytes(xml)));
    }
    for (const auto& other : {""s, "a<b"s, "< 5"s, "<5"s, "%PDF"s, "PK"s, "{\"a\":1}"s}) {
        CHECK_FALSE(format_xml.sniff(as_bytes(other)));
    }
}

TEST_CASE("what is not well-formed is malformed") {
    for (const char* xml :
         {"<a>", "<a", "<", "<a></b>", "<a/><b/>", "<a>x</a>y", "<a b=1/>", "<a b='1' b='2'/>", "<a b='<'/>", "<a>&x;</a>",
          "<a>&amp</a>", "<a>]]></a>", "<a><!-- -- --></a>", "<a>&#0;</a>", "<a>&#xD800;</a>", "<a><![CDATA[x</a>",
          "<?xml version='1.0'?>", "<!-- only -->", "<a b='1'c='2'/>", "<a>\x01</a>", "<a>\xff</a>", "<a>\xc0\x80</a>",
          "<a/>\x01", " <?xml version='1.0'?><a/>", "<a><?xml version='1.0'?></a>", "<1/>", "<a 1='x'/>", "<!x>",
          "<![CDATA[x]]>", "<a/><![CDATA[x]]>", "</a>", "<a b/>", "<a b=/>", "<a b='x/>", "<a b='&#1;'/>", "<a/ >"}) {
        INFO(xml);
        CHECK(quick_refusal(xml) == Errc::malformed);
    }
}

TEST_CASE("the message names the line and quotes nothing") {
    try {
        open_document(draft("<a>\n\nSECRET</b>"));
        FAIL("nothing was thrown");
    } catch (const Error& error) {
        CHECK(std::string(error.what()).find("line 3") != std::string::npos);
        CHECK(std::string(error.what()).find("SECRET") == std::string::npos);
    }
}

TEST_CASE("a document type is refused, whatever it holds") {
    std::string lol = "<!DOCTYPE lolz [<!ENTITY lol \"lol\">";
    for (int i = 1; i < 10; ++i) {
        const auto before = i == 1 ? "lol" : "lol" + std::to_string(i - 1);
        lol += "<!ENTITY lol" + std::to_string(i) + " \"" + repeated("&" + before + ";", 10) + "\">";
    }
    CHECK(quick_refusal(lol + "]><lolz>&lol9;</lolz>") == Errc::unsupported);
    CHECK(quick_refusal("<!DOCTYPE q [<!ENTITY a \"" + repeated("a", 100'000) + "\">]><q>" + repeated("&a;", 100'000) + "</q>") ==
          Errc::unsupported);
    CHECK(quick_refusal("<!DOCTYPE r [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><r>&x;</r>") == Errc::unsupported);
    CHECK(quick_refusal("<!DOCTYPE html><html/>") == Errc::unsupported);
    CHECK(quick_refusal("<?xml version='1.0'?><!-- c --><!DOCTYPE a SYSTEM 'http://127.0.0.1/x.dtd'><a/>") == Errc::unsupported);
    const auto wide = encode(Charset::utf16le(), "<!DOCTYPE a><a/>").value();
    CHECK(quick_refusal("\xff\xfe" + std::string(wide.begin(), wide.end())) == Errc::unsupported);
}

TEST_CASE("depth, tokens and attributes have limits") {
    CHECK(quick_refusal(repeated("<a>", 100'000) + repeated("</a>", 100'000)) == Errc::limit);
    CHECK(quick_refusal(repeated("<a>", 257) + repeated("</a>", 257)) == Errc::limit);
    CHECK(extracted(draft(repeated("<a>", 255) + "x" + repeated("</a>", 255))).parts.size() == 1);
    const std::string token(65 << 20, 'a');  // Limits::token_bytes is 64 MiB
    CHECK(quick_refusal("<a b='" + token + "'/>") == Errc::limit);
    CHECK(quick_refusal("<a><!--" + token + "--></a>") == Errc::limit);
    CHECK(quick_refusal("<a><?x " + token + "?></a>") == Errc::limit);
    CHECK(quick_refusal("<a><![CDATA[" + token + "]]></a>") == Errc::limit);
    CHECK(quick_refusal("<" + token + "/>") == Errc::limit);
    CHECK(quick_refusal("<" + std::string(50'001, 'a') + "/>") == Errc::limit);
    std::string many = "<a";
    for (int i = 0; i < 100'000; ++i) many += " a" + std::to_string(i) + "=''";
    CHECK(quick_refusal(many + "/>") == Errc::limit);
    CHECK(extracted(draft("<a>" + token + "</a>")).parts.size() > 30);
}

TEST_CASE("the declared encoding must be the one it is written in") {
    const std::string chinese = "<p>姓名张三身份证</p>";
    const auto declared = [](std::string_view name) { return "<?xml version='1.0' encoding='" + std::string(name) + "'?>"; };
    for (const char* wrong : {"GB18030", "GBK", "Big5", "ISO-8859-1", "windows-1252", "UTF-16", "UTF-16LE", "US-ASCII"}) {
        INFO(wrong);
        CHECK(quick_refusal(declared(wrong) + chinese) == Errc::malformed);
    }
    const auto gbk = encode(Charset::gb18030(), chinese).value();
    CHECK(quick_refusal(declared("UTF-8") + std::string(gbk.begin(), gbk.end())) == Errc::malformed);
    CHECK(quick_refusal("\xef\xbb\xbf" + declared("GBK") + chinese) == Errc::malformed);
    const auto wide = encode(Charset::utf16le(), declared("UTF-8") + chinese).value();
    CHECK(quick_refusal("\xff\xfe" + std::string(wide.begin(), wide.end())) == Errc::malformed);
    for (const char* unknown : {"UTF-7", "ISO-2022-JP", "EBCDIC-CP-US", "x-user-defined"}) {
        CHECK(quick_refusal(declared(unknown) + "<p/>") == Errc::unsupported);
    }
}

TEST_CASE("every beginning of a document is refused") {
    const std::string whole = "<?xml version=\"1.0\"?><a b=\"c\"><!--d--><?e f?><![CDATA[g]]>&amp;h<i/></a>";
    for (std::size_t size = 1; size < whole.size(); ++size) {
        INFO(size);
        CHECK(quick_refusal(whole.substr(0, size)) == Errc::malformed);
    }
    CHECK(quick_refusal("") == Errc::malformed);
}

TEST_CASE("documents of office programs in one XML file are refused: their runs would be read apart") {
    for (const std::string root : {"pkg:package xmlns:pkg='http://schemas.microsoft.com/office/2006/xmlPackage'", "w:wordDocument xmlns:w='http://schemas.microsoft.com/office/word/2003/wordml'",
                                   "Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'", "office:document xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0'",
                                   "uof:UOF xmlns:uof='http://schemas.uof.org/cn/2003/uof'", "w:document xmlns:w='http&#58;//schemas.openxmlformats.org/wordprocessingml/2006/main'"}) {
        INFO(root);
        CHECK(quick_refusal("<?xml version='1.0'?><?mso-application progid='Word.Document'?><" + root + "/>") == Errc::unsupported);
    }
    CHECK(extracted(draft("<r xmlns:w='http://schemas.microsoft.com/office/word/2003/wordml'>x</r>")).parts.size() == 2);  // another root
    CHECK(extracted(draft("<text>urn:oasis:names:tc:opendocument:xmlns:office:1.0</text>")).parts.size() == 1);
}

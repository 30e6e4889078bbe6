#include <catch2/catch.hpp>

#include "unit/format_html/html_drafts.hpp"

using namespace review;
using namespace html_drafts;

TEST_CASE("inline tags join, blocks and line breaks end lines") {
    const auto page = draft("<p>a<b>b</b><span>c</span><wbr>d<!-- -->e</p><div>f<br>g</div>");
    CHECK(part(page, "text 1") == "abcde\nf\ng");
    CHECK(part(draft("<div style='Display: inline'>42</div><div style='float:left'>03</div>"), "text 1") == "4203");
}

TEST_CASE("references are what the library makes of them") {
    CHECK(part(draft("<p>&#52;&#x32;&#0000048&amp;&amp&copy2&nosuch;&fjlig;&#128;&</p>"), "text 1") == "420&&©2&nosuch;fj€&");
    CHECK(part(draft("<p title='&amp;&copy=1&copy;2&copyx&#50'>x</p>"), "attribute title of p 1") == "&&copy=1©2&copyx2");
}

TEST_CASE("a table of data is one part, its headings over their columns") {
    const auto page = draft("x<table><caption>c</caption><tr><th>姓名<th colspan=2>电话<th>n<tr><td>张\n  <p>三</p><td><td>2<td>3</table>y");
    CHECK(part(page, "text 1") == "x");
    CHECK(part(page, "table 1") == "c\n姓名\t电话\t\tn\n张 三\t\t2\t3");
    CHECK(part(page, "text 2") == "y");
    const auto spans = draft("<table><tr><td rowspan=2>a<td>b<td>c<tr><td>d<td>e</table>");
    CHECK(part(spans, "table 1") == "a\tb\tc\n\td\te");
}

TEST_CASE("elements that styles and roles make rows and cells are a table") {
    const std::string rows = "<div class=r><i class='x c'>a</i><i class=c>b</i></div><div class=r><i class=c>c</i><i class=c>d</i></div>";
    CHECK(part(draft("<style>.t { display: table } @media print { .q { color: red } } p, div.t > .r { DISPLAY:table-row; } .c{display:table-cell}</style><div class=t>" + rows + "</div>"), "table 1") == "a\tb\nc\td");
    CHECK(part(draft("<style>.r{display:table-row}.c{display:table-cell}</style>" + rows), "table 1") == "a\tb\nc\td");
    CHECK(part(draft("<div role=grid><p role=row><b role=columnheader>a</b><b role=columnheader>b</b></p><p role=row><b role=gridcell>c</b><b role=gridcell>d</b></p></div>"), "table 1") == "a\tb\nc\td");
    CHECK(part(draft("<p style='display:table-row'><b style='display:table-cell'>a</b></p>"), "text 1") == "a");
}

TEST_CASE("fields of forms are called by what stands beside them") {
    const auto called = [](const std::string& page, const std::string& label) {
        for (const auto& one : xml_drafts::extracted(draft("<!DOCTYPE html>" + page)).parts) {
            if (one.label == label) return one.called;
        }
        return std::string("(none)");
    };
    const std::string value = "attribute value of input 1";
    CHECK(called("<label>姓名：<input value=a></label>", value) == "姓名");
    CHECK(called("<p>第一步<p><label for=x>姓名</label><p>请填写<input id=x value=a>", value) == "请填写\n姓名");
    CHECK(called("<input placeholder=姓名 aria-label=Name value=a>", value) == "姓名\nName");
    CHECK(called("<label>姓名<input placeholder=a></label>", "attribute placeholder of input 1") == "姓名");
    CHECK(called("<table><tr><th>序号<th>姓名<tr><td>1<td><input value=a></table>", value) == "姓名");
    CHECK(called("<table><tr><td>姓名<td><input value=a></table>", value) == "姓名");
    CHECK(called("<p>姓名</p><p>户主<select><option>b<option selected>a</select>", "called text 1") == "户主");
    CHECK(called("<td data-label=姓名 data-id-card=a>", "attribute data-id-card of td 1") == "id card");
    CHECK(called("<table><tr><td data-label=姓名 data-id-card=a>b</table>", "attribute data-id-card of td 1") == "id card\n姓名");
    CHECK(called("<p>姓名</p><input type=hidden name=nick value=a>", "attribute value of input 1") == "nick\n姓名");
    // What a control is set to is no value of it: type=password.
    CHECK(called("<p>姓名</p><input type=hidden name=nick value=a>", "attribute type of input 1") == "");
}

TEST_CASE("a table that holds a table lays out the page") {
    CHECK(part(draft("<table><tr><td>a<td><table><tr><td>b<td>c</table></table>"), "text 1") == "a");
    CHECK(part(draft("<table><tr><td>a<td><table><tr><td>b<td>c</table></table>"), "table 1") == "b\tc");
}

TEST_CASE("text that is moved out of a table is read where it is shown") {
    CHECK(part(draft("<table>42<tr><td>x</td></tr>03</table>"), "text 1") == "4203\nx");
}

TEST_CASE("letters that nobody sees between letters are left out in a second reading, a word on a ground of its own is not") {
    for (const std::string style : {"color:#fff", "color: White; background:#fff", "color:transparent", "font-size:1px", "position:absolute;left:-9999px", "clip-path:inset(100%)", "display:inline-block;width:0;overflow:hidden"}) {
        CHECK(part(draft("<p>手机：139<span style='" + style + "'>777</span>86751234</p>"), "text 1, without what is read past") == "手机：13986751234");
    }
    CHECK(part(draft("<p>a <span style='color:#fff'>b</span> c</p>"), "text 1, without what is read past") == "(none)");
    CHECK(part(draft("<p>a<span style='color:rgb(255,0,0)'>b</span>c</p>"), "text 1, without what is read past") == "(none)");
}

TEST_CASE("what readers read past is read with it and without it") {
    const auto page = draft("<p>42<i hidden>x</i>03</p><ruby>张<rt>zh</rt>三<rt>s</rt></ruby>");
    CHECK(part(page, "text 1") == "42x03\n张zh三s");
    CHECK(part(page, "text 1, without what is read past") == "4203\n张三");
    CHECK(part(page, "text 1, what is read past") == "x\nzhs");
}

TEST_CASE("bytes that the tree does not have are parts") {
    CHECK(part(draft("<p a=1 a=2>x</p b=3>"), "attribute a of p 1") == "1");
    const auto page = draft("<p a=1 A=2>x</p b=3></ c><!d><?e?><p><a f='g");
    std::string all;
    for (const auto& one : xml_drafts::extracted(page).parts) all += one.label + "=" + one.text + "|";
    CHECK(all == "text 1=x|attribute a of p 1=1|attribute A of p 1=2|attribute b of p 1=3|comment 1= c|comment 2=d|comment 3=?e?|unfinished tag 1=a f='g|");
    CHECK(part(draft("<!DOCTYPE html PUBLIC 'x' \"y\">z"), "document type 1") == " html PUBLIC 'x' \"y\"");
}

TEST_CASE("scripts are read as they are, without escapes and with what they write") {
    const auto page = draft("<script>var a='\\u5f20\\x41' + \"b\";w('<b>4</b>2')</script>");
    CHECK(part(page, "content of script 1, without escapes") == "var a='张Ab\";w('<b>4</b>2')");
    CHECK(part(page, "content of script 1, text 1").find("w('42')") != std::string::npos);
    CHECK(part(draft("<style>p{content:'\\5f20 x'}</style>"), "content of style 1, without escapes") == "p{content:'张x'}");
}

TEST_CASE("URLs are read without percents, and what they hold is read") {
    CHECK(part(draft("<a href='?q=%E5%BC%A0'>x</a>"), "attribute href of a 1, decoded") == "?q=张");
    CHECK(part(draft("<a href='data:text/html;base64,PGI+NDwvYj4y'>x</a>"), "data url 1") == "<b>4</b>2");
    CHECK(part(draft("<a href='data:text/html;base64,PGI+NDwvYj4y'>x</a>"), "data url 1, text 1") == "42");
    const auto picture = xml_drafts::extracted(draft("<img src='data:image/png;base64,iVBORw0KGgo='>x"));
    REQUIRE(picture.blind_spots.size() == 1);
    CHECK(picture.blind_spots[0].reason == BlindReason::image_only);
}

TEST_CASE("pages in pages are read") {
    CHECK(part(draft("<iframe srcdoc='&lt;b>4&lt;/b>2'></iframe>"), "page in iframe 1, text 1") == "42");
    CHECK(part(draft("<!--[if IE]><b>4</b>2<![endif]-->"), "comment 1, text 1") == "[if IE]>42");
}

TEST_CASE("foreign content has its own rules") {
    CHECK(part(draft("<svg><style>a<x>4</x>2</style><desc><![CDATA[<x>]]></desc></svg>"), "text 1").find("<x>") != std::string::npos);
    CHECK(part(draft("<p><![CDATA[x]]></p>"), "comment 1") == "[CDATA[x]]");
}

TEST_CASE("text that stands in an attribute, a text or a comment as Base64 is read, and goes whole") {
    const std::string written = "5aeT5ZCN77ya546L5bCP5piO77yMNDIwMzAyMTk4NTAzMDcyNTEw";  // 姓名：王小明，420302198503072510
    CHECK(part(draft("<p title='" + written + "'>x"), "Base64 1 (attribute title of p 1)") == "姓名：王小明，420302198503072510");
    CHECK(part(draft("<p>\n" + written + "\n<p>x"), "Base64 1 (text)") == "姓名：王小明，420302198503072510");
    CHECK(part(draft("<p>x<!--" + written + "-->"), "Base64 1 (comment 1)") == "姓名：王小明，420302198503072510");
    CHECK(html_drafts::without(draft("<p title='" + written + "'>x</p>"), "王小明") == "<p title='\u2588'>x</p>");
}

TEST_CASE("a shape that Word keeps in o:gfxdata is a place nobody read, also where only Word reads it") {
    const std::string zip = "UEsDBBQABgAIAAAAIQC75UiUBQEAAB4CAAATAAAA";  // "PK", 3, 4
    const auto plain = xml_drafts::extracted(draft("<v:shape o:gfxdata=\"" + zip + "&#xA;" + zip + "\">x</v:shape>"));
    REQUIRE(plain.blind_spots.size() == 1);
    CHECK(plain.blind_spots[0].label == "Base64 1 (attribute o:gfxdata of v:shape 1)");
    CHECK(plain.blind_spots[0].reason == BlindReason::unsupported);
    const auto word = xml_drafts::extracted(draft("<!--[if gte vml 1]><v:shape o:gfxdata=\"" + zip + "\">x</v:shape><![endif]--><p>y"));
    REQUIRE(word.blind_spots.size() == 1);
    CHECK(word.blind_spots[0].label == "comment 1, Base64 1 (attribute o:gfxdata of v:shape 1)");
    CHECK(xml_drafts::extracted(draft("<p data-digest='9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'>x")).blind_spots.empty());
}

TEST_CASE("characters that run from right to left by the markup are marked as those of a text are") {
    CHECK(part(draft("<p>号<bdo dir=RTL>4<b>32</b>1</bdo>止"), "text 1") == "号\u202e4321\u202c止");
    CHECK(part(draft("<p>号<span style='unicode-bidi: bidi-override; direction: rtl'>4321</span>"), "text 1") == "号\u202e4321\u202c");
    CHECK(part(draft("<p>号<bdo dir=ltr>4321</bdo><bdo dir=rtl></bdo><span dir=rtl>1</span>"), "text 1") == "号43211");
}

TEST_CASE("pages in scripts and in the fields of editors are read whose tags are escaped") {
    const auto in_script = [](const std::string& script, const std::string& label) { return part(draft("<script>" + script + "</script>"), label); };
    CHECK(in_script(R"(var d={"c":"\u003cp\u003e手机：139\u003cb\u003e8675\u003c/b\u003e1234\u003c/p\u003e"})", "content of script 1, without escapes, text 1") == "var d={\"c\":\"\n手机：13986751234\n\"}");
    CHECK(in_script(R"(x="\x3Cb\x3E139\x3C/b\x3E8675")", "content of script 1, without escapes, text 1") == "x=\"1398675\"");
    CHECK(in_script(R"(x="<b>139<\/b>8675")", "content of script 1, without escapes, text 1") == "(none)");  // read as it stands
    CHECK(in_script(R"(unescape("%3Cb%3E%u624B%3C/b%3E%u673A"))", "content of script 1, decoded, text 1") == "unescape(\"手机\")");
    CHECK(part(draft("<script type=text/plain>&lt;p>139&lt;b>8675&lt;/b></script>"), "content of script 1, decoded, text 1") == "1398675");
    CHECK(in_script(R"(x="\u0026lt;b\u0026gt;139\u0026lt;/b\u0026gt;8675")", "content of script 1, without escapes, decoded, text 1") == "x=\"1398675\"");
    const auto editor = draft("<textarea>&lt;table>&lt;tr>&lt;td>姓名&lt;td>年龄&lt;tr>&lt;td>张三&lt;td>40&lt;/table></textarea><p>&lt;b>a&lt;/b>c</p>");
    CHECK(part(editor, "page in textarea 1, table 1") == "姓名\t年龄\n张三\t40");
    CHECK(part(editor, "page in textarea 2, text 1") == "(none)");  // shown as it stands
    CHECK(without(draft(R"(<script>"\u003cb\u003e139\u003c/b\u003e8675"</script>)"), "1398675") == R"(<script>"\u003cb\u003e)" + xml_drafts::blocks(3) + R"(\u003c/b\u003e)" + xml_drafts::blocks(4) + "\"</script>");
}

TEST_CASE("an address in an address is decoded as often as it was encoded, three times at most") {
    const auto page = draft("<a href='/?u=%2F%3Fn%3D%25E5%25BC%25A0'>x</a><a href='%252525E5'>y</a><a href='%25252541'>z</a>");
    CHECK(part(page, "attribute href of a 1, decoded") == "/?u=/?n=%E5%BC%A0");
    CHECK(part(page, "attribute href of a 1, decoded, decoded") == "/?u=/?n=张");
    CHECK(part(page, "attribute href of a 1, decoded, decoded, decoded") == "(none)");
    CHECK(part(page, "attribute href of a 3, decoded, decoded, decoded") == "%41");
    CHECK(part(page, "attribute href of a 3, decoded, decoded, decoded, decoded") == "(none)");
}

TEST_CASE("what attributes say of the text of their element is called by what stands before it and by its column") {
    const auto called = [](const std::string& page, const std::string& label) {
        for (const auto& one : xml_drafts::extracted(draft("<!DOCTYPE html>" + page)).parts) {
            if (one.label == label) return one.called;
        }
        return std::string("(none)");
    };
    CHECK(called("<p>姓名：<span class=mask title=张三>张*</span></p>", "attribute title of span 1") == "姓名");
    CHECK(called("<p>姓名：<span class=mask title=张三>张*</span></p>", "attribute class of span 1") == "");
    CHECK(called("<p>性别：男，姓名：<i data-raw=张三>张*</i></p>", "attribute data-raw of i 1") == "raw\n姓名");
    CHECK(called("<dl><dt>姓名</dt><dd aria-label=张三>张*</dd></dl>", "attribute aria-label of dd 1") == "姓名");
    CHECK(called("<p>联系人 <img alt=张三></p>", "attribute alt of img 1") == "联系人");
    CHECK(called("<table><tr><th>姓名<th>病种<tr><td>张*<td data-v=肝炎>病</table>", "attribute data-v of td 2") == "病种\n姓名 张 病种\n张");
    CHECK(called("<a href=/ title=张三>x</a>", "attribute title of a 1") == "");
}

TEST_CASE("a property of microdata and RDFa calls its content, and a date of birth its text") {
    const auto called = [](const std::string& page, const std::string& label) {
        for (const auto& one : xml_drafts::extracted(draft("<!DOCTYPE html>" + page)).parts) {
            if (one.label == label) return one.called;
        }
        return std::string("(none)");
    };
    CHECK(called("<meta itemprop=birthDate content=1990-01-01>", "attribute content of meta 1") == "birthDate");
    CHECK(called("<meta property='schema:birthDate' content=1990-01-01>", "attribute content of meta 1") == "birthDate");
    CHECK(called("<p><time itemprop=birthDate datetime=1990-01-01>1. Januar</time>", "attribute datetime of time 1") == "birthDate");
    CHECK(called("<p><i itemprop=birthDate>1990-01-01</i>", "called text 1") == "birthDate");
    CHECK(called("<p><i itemprop=datePublished>1990-01-01</i>", "called text 1") == "(none)");
}

TEST_CASE("an e-mail address hidden from robots is read, and a cut takes all of its code") {
    // 0x5b, then each byte of zs@qq.com XOR 0x5b.
    const auto page = draft("<a class=__cf_email__ data-cfemail=5b21281b2a2a75383436 href='/cdn-cgi/l/email-protection#5b21281b2a2a75383436'>x</a><b data-cfemail=12>y</b>");
    CHECK(part(page, "attribute data-cfemail of a 1, decoded") == "zs@qq.com");
    CHECK(part(page, "attribute href of a 1, decoded") == "zs@qq.com");
    CHECK(part(page, "attribute data-cfemail of b 1, decoded") == "(none)");
    CHECK(without(page, "zs@qq.com").find("5b21281b2a2a75383436") == std::string::npos);
}
